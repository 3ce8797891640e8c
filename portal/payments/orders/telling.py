"""Telling payee and bureau about an order, in the act's own transaction."""

from collections.abc import Iterable

from django.urls import reverse

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import money
from portal.notifications import operations as notifications
from portal.payments.orders.enums import OrderState
from portal.payments.orders.models import Order
from portal.permissions import Permission


def prepared(row: Order) -> None:
    """The payee learns what comes and whether a paper is wanted; a checker learns it has a turn."""
    key = "payment_prepared" if row.paper_number else "payment_paper_wanted"
    _tell(row, key, _payee(row), "payment_to_us")
    if row.paper_number:
        _to_check(row)


def paper_came(row: Order, by: User) -> None:
    """With its paper, an order is ready to be checked."""
    if row.status == OrderState.PREPARED and by.pk != row.prepared_by_id:
        _to_check(row)


def sent_back(row: Order) -> None:
    """The maker mends."""
    _tell(row, "payment_sent_back", [row.prepared_by], "payment_order")


def paid(row: Order) -> None:
    """The money is there."""
    _tell(row, "payment_paid", _payee(row), "payment_to_us")


def returned(row: Order) -> None:
    """The money came back: the payee looks at its account, the maker sends it again."""
    _tell(row, "payment_returned", _payee(row), "payment_to_us")
    _tell(row, "payment_came_back", [row.prepared_by], "payment_order")


def _to_check(row: Order) -> None:
    checkers = people.holders(Permission.PAYMENT_CHECK, row.payer_id)
    others = checkers.exclude(pk=row.prepared_by_id)
    _tell(row, "payment_to_check", others, "payment_order")


def _payee(row: Order) -> Iterable[User]:
    return people.holders(Permission.ORGANISATION_MONEY, row.body_id)


def _tell(row: Order, key: str, to: Iterable[User], url_name: str) -> None:
    case = row.case
    if case is None:
        return
    notifications.notify(
        key=key,
        to=list(to),
        params={
            "order": row.number,
            "name": row.body.name,
            "amount": money.yuan(row.fen),
            "words": row.words,
            "account": row.shown,
        },
        case=case.number,
        url=reverse(url_name, args=[row.pk]),
        office=case.holder_id,
        unique=f"{row.pk}:{key}:{case.state_since.isoformat()}:{row.attempt}"[:120],
    )
