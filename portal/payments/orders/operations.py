"""Preparing, checking and cancelling payment orders, and what the bank did with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.ledger.postings import operations as ledger
from portal.payments.orders import conditions, papers, purposes, queries, telling
from portal.payments.orders.conditions import OrderFacts
from portal.payments.orders.entered import Receipt
from portal.payments.orders.enums import OrderState
from portal.payments.orders.models import Order
from portal.payments.payees import queries as payees
from portal.payments.payees.models import Account
from portal.permissions import Permission
from portal.workflow import engine, numbers

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.ledger.postings.models import Commitment
    from portal.payments.banking.models import BankFile

COPIED = ("holder", "bank", "bank_code", "sealed", "fingerprint", "shown")


@transaction.atomic
def prepare(
    *,
    commitment: Commitment,
    body: Body,
    fen: int,
    basis: str,
    words: str,
    by: User,
    receipt: Receipt | None = None,
) -> Order:
    """Prepare an order over ``fen`` from a commitment, to the account in force of the payee.

    A receipt or invoice may follow (``papers.enter``); without one the order is not checked.
    Raises Refused with every reason: ``not_permitted``, ``not_registered``, ``struck_off``,
    ``no_account``, ``account_other_name``, ``lists_unknown``, ``on_abnormal_list``,
    ``on_dishonest_list``, ``other_payee``, ``amount_zero``, ``not_committed``, and those of the
    paper.
    """
    payer = commitment.body_id
    if not people.may(by, Permission.PAYMENT_MAKE, body=payer):
        raise Refused(not_permitted())
    number = _number(payer)
    # The number is one row of the payer: from here on its preparers wait for each other.
    commitment.refresh_from_db()
    facts = OrderFacts(
        payee=queries.payee_facts(body),
        fen=fen,
        left=queries.left(commitment),
        promised_to=purposes.promised_to(commitment, body),
    )
    reasons = list(collect(conditions.PREPARE, facts))
    if receipt is not None:
        reasons += papers.against(receipt, fen=fen, body=body, order=None)
    refuse_if_blocked(reasons)
    account = payees.account_of(body.pk)
    row = Order(
        payer_id=payer,
        year=clock.today().year,
        number=number,
        body=body,
        commitment=commitment,
        basis=basis,
        words=words[:200],
        fen=fen,
        prepared_by=by,
        prepared_at=clock.now(),
    )
    _take_over(row, account)
    opening = engine.Opening(applicant=body.name, holder_id=payer, body_id=body.pk)
    row, _code = engine.open_case(row, opening, by=by, data=_data(row))
    if receipt is not None:
        row = papers.enter(order=row, receipt=receipt, by=by)
    telling.prepared(row)
    return row


@transaction.atomic
def check(*, order: Order, by: User) -> Order:
    """Release an order for the bank, as a second person.

    Raises Refused with every reason: ``not_possible_now``, ``not_permitted``, ``own_case``,
    ``own_body``, ``struck_off``, ``no_account``, ``account_other_name``, ``not_committed``,
    ``account_changed``, ``paper_missing``, ``paper_amount``, ``lists_unknown``,
    ``on_abnormal_list``, ``on_dishonest_list``.
    """
    row = Order.objects.select_for_update().get(pk=order.pk)
    if row.status == OrderState.PREPARED and by.pk != row.prepared_by_id:
        # The conditions come with the step below; what is stamped here goes with a refusal.
        ready = row.paper_number and row.paper_fen == row.fen
        row.checked_by, row.checked_at = (by, clock.now()) if ready else (None, None)
        row.save(update_fields=["checked_by", "checked_at"])
    return _step(row, "check", by)


@transaction.atomic
def send_back(*, order: Order, by: User, words: str) -> Order:
    """Give an order back to its maker, with the reason.

    Raises Refused: ``not_possible_now``, ``not_permitted``, ``own_case``, ``words_missing``.
    """
    row = _step(order, "send_back", by, words)
    _say(row, words)
    telling.sent_back(row)
    return row


@transaction.atomic
def hand_in(*, order: Order, by: User, same_account: bool = False) -> Order:
    """Send a mended or returned order to its check again, to the account now in force.

    After a return the account is asked anew: with the one that was refused by the bank only when
    ``same_account`` says that it is right. Raises Refused: ``account_as_before``, and the
    reasons of the payee.
    """
    row = Order.objects.select_for_update().get(pk=order.pk)
    came_back = row.status == OrderState.RETURNED
    account = payees.account_of(row.body_id)
    if came_back and account is not None and account.pk == row.account_id and not same_account:
        raise Refused(_as_before())
    row = _step(row, "hand_in", by)
    _take_over(row, account)
    row.attempt += came_back
    row.prepared_by, row.prepared_at = by, clock.now()
    row.checked_by = row.checked_at = row.bank_file = None
    row.save()
    telling.prepared(row)
    return row


@transaction.atomic
def cancel(*, order: Order, by: User, words: str) -> Order:
    """End an order that did not go out; its commitment stands and its paper may be used again.

    Raises Refused: ``not_possible_now``, ``not_permitted``, ``words_missing``.
    """
    row = _step(order, "cancel", by, words)
    _say(row, words)
    return row


@transaction.atomic
def send(*, order: Order, bank_file: BankFile, by: User) -> Order:
    """Put a checked order into a file for the bank (called by ``banking``).

    Everything that must be true of a payment is asked once more: the reasons of ``check``.
    """
    row = _step(order, "send", by)
    row.bank_file = bank_file
    row.save(update_fields=["bank_file"])
    return row


@transaction.atomic
def paid(*, order: Order, on: date, words: str, by: User | None) -> Order:
    """The bank paid: the money leaves the commitment (called by ``banking`` with a receipt).

    Raises Refused: ``not_possible_now``, and those of the ledger (``not_committed`` …).
    """
    row = Order.objects.select_for_update().get(pk=order.pk)
    if row.status == OrderState.SENT:
        row.paid_on = on
        row.save(update_fields=["paid_on"])
    row = engine.advance(row, "paid", by=None, data=_data(row) | {"on": on.isoformat()})
    ledger.pay(commitment=row.commitment, fen=row.fen, basis=posting_basis(row), by=by)
    telling.paid(row)
    return row


@transaction.atomic
def returned(*, order: Order, words: str, by: User | None) -> Order:
    """The bank returned the transfer (退汇): the payment is open again, the award untouched.

    Money that the ledger had as paid is committed again. Raises Refused: ``not_possible_now``.
    """
    row = Order.objects.select_for_update().get(pk=order.pk)
    was_paid = row.status == OrderState.PAID
    row = engine.advance(row, "returned", by=None, data=_data(row) | {"note": words[:200]})
    if was_paid:
        ledger.take_back(commitment=row.commitment, fen=row.fen, basis=posting_basis(row), by=by)
    row.paid_on = None
    _say(row, words)
    telling.returned(row)
    return row


def posting_basis(order: Order) -> str:
    """The name of this payment in the ledger; every try at the bank has its own."""
    name = f"payments.order:{order.pk}"
    return name if order.attempt == 1 else f"{name}:{order.attempt}"


def _step(order: Order, action: str, by: User, words: str = "") -> Order:
    return engine.advance(
        order,
        action,
        by=by,
        facts=lambda row: queries.order_facts(row, by),
        note=words,
        data=_data(order),
    )


def _data(row: Order) -> dict[str, object]:
    """What whoever follows an order needs to know; nothing of the account but its end."""
    return {
        "order": row.number,
        "basis": row.basis,
        "fen": row.fen,
        "body": row.body_id,
        "commitment": row.commitment_id,
        "account": row.shown,
    }


def _take_over(row: Order, account: Account | None) -> None:
    """Copy the account onto the order: what was paid stays readable when accounts change."""
    if account is None:
        return
    row.account = account
    for name in COPIED:
        setattr(row, name, getattr(account, name))


def _say(row: Order, words: str) -> None:
    row.said = words.strip()[:2000]
    row.save(update_fields=["said", "paid_on"])


def _number(payer: int) -> str:
    year = clock.today().year
    return f"FK{year}-{numbers.next_in(f'payments:{payer}:{year}'):05d}"


def _as_before() -> Reason:
    return Reason(
        "account_as_before",
        _("The bank returned the money from this account; no other one is in force yet."),
        _("Wait until the payee has named another one, or say that this one is right after all."),
    )
