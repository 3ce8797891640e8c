"""Telling givers and recipients, in the act's own transaction."""

from django.urls import reverse

from incubator.pool.models import PoolMatch, PoolOffer
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission
from portal.workflow.models import CaseModel


def tell_offer(row: PoolOffer, action: str) -> None:
    """Tell the giver what the table names for a step of the offer."""
    notice = _notice(row, action)
    if notice:
        _send(row, notice, _giver(row), row, reverse("my_offer", args=[row.pk]))


def tell_recipient(row: PoolMatch, action: str) -> None:
    """Tell the recipient what the table names for a step of a gift; a household is telephoned."""
    notice = _notice(row, action)
    if notice:
        _send(row, notice, _people(row.person, row.body_id), row.offer,
              reverse("my_gift", args=[row.pk]))  # fmt: skip


def tell_giver(row: PoolMatch, action: str) -> None:
    """Tell the giver that a part of the offer was received."""
    notice, offer = _notice(row, action), row.offer
    if notice:
        _send(row, notice, _giver(offer), offer, reverse("my_offer", args=[offer.pk]))


def _notice(row: CaseModel, action: str) -> str:
    return next(step for step in row.workflow.steps if step.action == action).notice


def _giver(row: PoolOffer) -> list[User]:
    return _people(row.person, row.body_id)


def _people(person: User | None, body_id: int | None) -> list[User]:
    if person is not None:
        return [person]
    return list(people.holders(Permission.ORGANISATION_EDIT, body_id)) if body_id else []


def _send(row: CaseModel, key: str, to: list[User], offer: PoolOffer, url: str) -> None:
    case = row.case
    if case is None:
        return
    notifications.notify(
        key=key,
        to=to,
        params={
            "number": case.number,
            "title": offer.title,
            "base": offer.base.body.name,
            "until": days.date_words(offer.until),
            "day": days.date_words(case.due_on) if case.due_on else "",
        },
        case=case.number,
        url=url,
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )
