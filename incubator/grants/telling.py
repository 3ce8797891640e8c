"""Telling the people of an organisation about its claim, in the act's own transaction."""

from django.urls import reverse

from incubator.grants.models import Claim
from incubator.incentives.enums import entry_words
from portal.accounts import queries as people
from portal.core import clock, days, money
from portal.notifications import operations as notifications
from portal.permissions import Permission


def tell(claim: Claim, action: str) -> None:
    """Tell the owner and the finance post what the table names for a step."""
    notice = next(step for step in claim.workflow.steps if step.action == action).notice
    if notice:
        send(claim, notice)


def send(claim: Claim, key: str) -> None:
    """Send a message to the owner and the finance post of the organisation."""
    case = claim.case
    if case is None:
        return
    until = claim.claim_until if key == "grant_offered" else case.due_on
    notifications.notify(
        key=key,
        to=list(people.holders(Permission.ORGANISATION_MONEY, claim.organisation_id)),
        params={
            "number": case.number,
            "organisation": claim.organisation.body.name,
            "scheme": claim.scheme.title,
            "entry": entry_words(claim.scheme.measure, claim.entry),
            "amount": money.yuan(claim.amount),
            "day": days.date_words(until) if until else "",
            "year": str(clock.today().year),
        },
        case=case.number,
        url=reverse("my_grant", args=[claim.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}:{claim.short_year or ''}"[:120],
    )
