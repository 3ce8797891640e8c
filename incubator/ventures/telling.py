"""Telling the people of an organisation about its project, in the act's own transaction."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.ventures.models import VentureProject
from portal.accounts import queries as people
from portal.core import days, money
from portal.notifications import operations as notifications
from portal.permissions import Permission

NOT_PERMITTED = _("Your post does not include this step.")


def tell(project: VentureProject, action: str) -> None:
    """Tell what the table names for a step that has just been taken."""
    taken = (
        one for one in project.workflow.steps if one.action == action and one.notice
        and one.target == project.status
    )  # fmt: skip
    found = next(taken, None)
    if found is not None:
        send(project, found.notice)


def send(project: VentureProject, key: str, once: str = "") -> None:
    """Send a message to whoever acts for the organisation."""
    case = project.case
    if case is None:
        return
    told = {user.pk: user for one in (Permission.ORGANISATION_EDIT, Permission.ORGANISATION_MONEY)
            for user in people.holders(one, project.organisation_id)}  # fmt: skip
    notifications.notify(
        key=key,
        to=list(told.values()),
        params=params(project),
        case=case.number,
        url=reverse("my_venture", args=[project.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}:{once}"[:120],
    )


def tell_treasury(project: VentureProject, number: int) -> None:
    """Tell who prepares payments that the receipt of an instalment is here."""
    case = project.case
    if case is None:
        return
    notifications.notify(
        key="venture_receipt",
        to=people.holders(Permission.PAYMENT_MAKE, case.holder_id),
        params=params(project),
        case=case.number,
        url=reverse("venture_case", args=[project.pk]),
        office=case.holder_id,
        unique=f"{case.number}:venture_receipt:{number}",
    )


def params(project: VentureProject) -> dict[str, str]:
    """The values of the messages."""
    case = project.case
    call = project.call
    return {
        "number": case.number if case else "",
        "title": project.title,
        "call": call.title,
        "amount": money.yuan(project.asked or 0),
        "day": days.date_words(case.due_on) if case and case.due_on else "",
        "defence": days.moment_words(call.defence_at) if call.defence_at else "",
        "place": call.defence_place,
    }
