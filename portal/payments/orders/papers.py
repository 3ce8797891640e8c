"""The receipt or invoice that comes before the money: entering it, and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core.reasons import Reason, Refused, refuse_if_blocked
from portal.files import operations as files
from portal.payments.orders import paper_conditions, queries, slots, telling
from portal.payments.orders.entered import Receipt, clean_number
from portal.payments.orders.enums import OrderState, Paper
from portal.payments.orders.models import Order
from portal.payments.payees.operations import no_finance_post
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

OPEN = (OrderState.PREPARED, OrderState.MENDING, OrderState.RETURNED)
FIELDS = ("paper", "paper_number", "paper_issuer", "paper_fen", "paper_on", "paper_file")


def enter(*, order: Order, receipt: Receipt, by: User) -> Order:
    """Put down the paper of an order that is not checked yet; a later one replaces the earlier.

    The maker enters it, or the payee's owner or finance. Raises Refused with every reason:
    ``no_finance_post``, ``not_possible_now``, ``paper_number``, ``paper_issuer``,
    ``paper_amount_differs``, ``paper_day``, ``paper_used`` (with the order that used it first).
    """
    if not may_enter(order, by):
        raise Refused(no_finance_post())
    refuse_if_blocked(against(receipt, fen=order.fen, body=order.body, order=order))
    stored = None
    if receipt.upload is not None:
        owner = files.Owner(body=order.body_id, user=by.pk)
        stored = files.store(
            upload=receipt.upload, slot=slots.PAPER, owner=owner, by=by, case=str(order.case)
        )
    try:
        with transaction.atomic():
            row = Order.objects.select_for_update().get(pk=order.pk)
            if row.status not in OPEN:
                raise Refused(_too_late(row))
            row.paper, row.paper_number = Paper(receipt.kind), clean_number(receipt.number)
            # Compared by the payee's registered name, however the paper spells its brackets.
            row.paper_issuer, row.paper_fen = row.body.name, receipt.fen
            row.paper_on, row.paper_file = receipt.on, stored or row.paper_file
            row.save(update_fields=list(FIELDS))
            _record(row, by)
            telling.paper_came(row, by)
    except IntegrityError as error:
        # Another order took the number in the same moment.
        reasons = against(receipt, fen=order.fen, body=order.body, order=order)
        raise Refused(*reasons) from error
    return row


def against(receipt: Receipt, *, fen: int, body: Body, order: Order | None) -> list[Reason]:
    """Every reason against a paper for an order over ``fen`` to this body."""
    facts = queries.paper_facts(receipt, fen=fen, body=body, order=order)
    return list(paper_conditions.paper_may_be_used(facts))


def may_enter(order: Order, by: User) -> bool:
    """Whether a person may put down the paper: the maker's office, the payee's money people."""
    return people.may(by, Permission.PAYMENT_MAKE, body=order.payer_id) or people.may(
        by, Permission.ORGANISATION_MONEY, body=order.body_id
    )


def _record(row: Order, by: User) -> None:
    own = people.post_in(by, Permission.ORGANISATION_MONEY, row.body_id)
    audit.record(
        "payments.paper.entered",
        by=by,
        subject=f"payments.order:{row.pk}",
        case=str(row.case),
        data={"paper": row.paper, "number": row.paper_number, "fen": row.paper_fen},
        post=own or people.post_in(by, Permission.PAYMENT_MAKE, row.payer_id),
    )


def _too_late(row: Order) -> Reason:
    return Reason(
        "not_possible_now",
        _("This is no longer possible: the case is now “%(state)s”."),
        _("Open the case again to see what has happened."),
        params={"state": OrderState(row.status).label},
    )
