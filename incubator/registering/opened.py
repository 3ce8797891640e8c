"""What every entry into a registration asks first, and how it stands in the history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.registering.models import Registration
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core.reasons import Reason, Refused, not_permitted
from portal.permissions import Permission


def opened(
    registration: Registration, by: User, states: tuple[str, ...], *, helper: bool = False
) -> Registration:
    """The row, locked, when its state takes entries and the person may make them."""
    row = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("case", "body", "base")
        .get(pk=registration.pk)
    )
    if not (helper and bases.may(by, Permission.REGISTRATION_HELP, row.base)):
        permit(row, by)
    if row.status not in states:
        raise Refused(
            Reason(
                "not_open",
                _("This cannot be changed now: the case is “%(state)s”."),
                _("Open the case to see whose turn it is."),
                params={"state": row.workflow.states(row.status).label},
            )
        )
    return row


def permit(registration: Registration, by: User) -> None:
    """Raise Refused("not_permitted") for whoever may not enter things for the team."""
    if not people.may(by, Permission.ORGANISATION_EDIT, body=registration.body_id):
        raise Refused(not_permitted())


def changed(row: Registration, action: str, by: User, data: dict[str, Any]) -> None:
    """A change of what the papers say: a new version of the facts, and the event."""
    row.facts_version += 1
    row.save(update_fields=["facts_version"])
    record(action, row, by, data)


def record(action: str, row: Registration, by: User, data: dict[str, Any]) -> None:
    """The event of an entry, with the post through which the person acts."""
    post = people.post_in(by, Permission.ORGANISATION_EDIT, row.body_id)
    audit.record(
        action,
        by=by,
        subject=f"incubator.registration:{row.pk}",
        case=str(row),
        data=data,
        post=post or bases.post_in(by, Permission.REGISTRATION_HELP, row.base),
    )
