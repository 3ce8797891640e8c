"""Telling organisations about their lists and officials about their batch, in the act itself."""

from django.urls import reverse

from incubator.subsidies.conditions import month_words
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim, SubsidyCorrection
from portal.accounts import queries as people
from portal.core import days, money
from portal.notifications import operations as notifications
from portal.permissions import Permission


def tell(claim: SubsidyClaim, key: str) -> SubsidyClaim:
    """Tell the owner and the finance post what became of their list."""
    case = claim.case
    if case is None:
        return claim
    notifications.notify(
        key=key,
        to=list(people.holders(Permission.ORGANISATION_MONEY, claim.organisation_id)),
        params={
            "number": case.number,
            "scheme": claim.scheme.title,
            "month": month_words(claim.month),
            "amount": money.yuan(claim.fen),
            "day": days.date_words(case.due_on) if case.due_on else "",
        },
        case=case.number,
        url=reverse("my_subsidy", args=[claim.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )
    return claim


def corrected(row: SubsidyCorrection) -> None:
    """Tell them that something was paid wrongly and is netted."""
    claim, case = row.line.claim, row.line.claim.case
    if case is None:
        return
    notifications.notify(
        key="subsidy_corrected",
        to=list(people.holders(Permission.ORGANISATION_MONEY, row.organisation_id)),
        params={
            "number": case.number,
            "month": month_words(claim.month),
            "amount": money.yuan(row.fen),
            "reason": row.words,
        },
        case=case.number,
        url=reverse("my_subsidy", args=[claim.pk]),
        office=case.holder_id,
        unique=f"{case.number}:subsidy_corrected:{row.pk}",
    )


def batch(row: SubsidyBatch, key: str) -> None:
    """Tell whoever put the batch together, and those who pay, how it goes on."""
    case = row.case
    if case is None:
        return
    payers = people.holders(Permission.PAYMENT_MAKE, case.holder_id)
    notifications.notify(
        key=key,
        to=list({person.pk: person for person in (row.begun_by, *payers)}.values()),
        params={
            "number": case.number,
            "scheme": row.scheme.title,
            "month": month_words(row.month),
            "amount": money.yuan(row.fen),
            "short": money.yuan(row.short),
        },
        case=case.number,
        url=reverse("subsidy_batch", args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )
