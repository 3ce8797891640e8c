"""Payment orders of a batch, the pay list to persons, and what the bank did with the orders."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.subsidies import batching, conditions, operations, telling
from incubator.subsidies.enums import DEAD_CLAIMS, BatchState, ClaimState
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, refuse_if_blocked
from portal.ledger.postings import operations as ledger
from portal.payments.orders import operations as payments
from portal.payments.orders.entered import clean_number

Left = list[tuple[SubsidyClaim, tuple[Reason, ...]]]


@transaction.atomic
def order(*, batch: SubsidyBatch, by: User) -> tuple[SubsidyBatch, Left]:
    """Prepare a payment order for each cleared list; account and lists are asked once more.

    Returns the batch and the lists whose money is frozen, with their reasons: they stay as they
    are and may be tried again. Raises Refused: ``not_permitted``, ``not_possible_now``,
    ``payee_person``, and the reasons when no order could be made at all.
    """
    row = batching.step(batching.locked(batch.pk), "order", by)
    waiting = row.claims.filter(status=ClaimState.CLEARED).order_by("pk")
    left: Left = []
    for claim in waiting:
        try:
            with transaction.atomic():
                _order(row, operations.locked(claim), by)
        except Refused as refusal:
            left.append((operations.locked(claim), refusal.reasons))
    if len(left) == len(waiting):
        raise Refused(*named(left) or (_nothing(),))
    return row, left


@transaction.atomic
def pay_out(*, batch: SubsidyBatch, number: str, on: date, by: User) -> SubsidyBatch:
    """The bank paid the persons by the list (代发): the money leaves the commitment.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``,
    ``payee_organisation``, ``number_missing``, ``day_to_come``.
    """
    row = batching.step(batching.locked(batch.pk), "pay_out", by)
    cleaned = clean_number(number)
    refuse_if_blocked(_against_receipt(cleaned, on))
    row.paper_number, row.paid_on = cleaned, on
    row.save(update_fields=["paper_number", "paid_on"])
    if row.commitment is not None and row.commitment.open:
        ledger.pay(
            commitment=row.commitment, fen=row.commitment.open, basis=row.basis, by=by
        )  # fmt: skip
    for claim in row.claims.filter(status=ClaimState.CLEARED).order_by("pk"):
        _paid(operations.locked(claim), claim.fen, on)
    return row


@transaction.atomic
def paid(*, basis: str, fen: int, on: date) -> SubsidyClaim | None:
    """The order of a list was paid; a second telling changes nothing."""
    row = _of(basis)
    if row is None or row.status != ClaimState.ORDERED:
        return row
    return _paid(row, fen, on)


@transaction.atomic
def returned(*, basis: str) -> SubsidyClaim | None:
    """The bank sent the money back: the payment is open again, the approval stands."""
    row = _of(basis)
    if row is None or row.status != ClaimState.PAID:
        return row
    done = operations.step(row, "come_back", None)
    done.paid, done.paid_on = 0, None
    done.save(update_fields=["paid", "paid_on"])
    if done.batch is not None and done.batch.status == BatchState.PAID:
        batching.step(batching.locked(done.batch.pk), "come_back", None)
    return done


@transaction.atomic
def cancelled(*, basis: str) -> SubsidyClaim | None:
    """The order was cancelled: the payment has to be prepared again."""
    row = _of(basis)
    if row is None or row.status != ClaimState.ORDERED:
        return row
    return operations.step(row, "reopen", None)


@transaction.atomic
def stop(*, claim: SubsidyClaim, words: str, by: User) -> SubsidyClaim:
    """End an approved list before its payment; its part of the reserved money is free again.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``words_missing``.
    """
    row = operations.step(operations.locked(claim), "stop", by, words)
    batch = row.batch
    if batch is not None and batch.commitment is not None and row.fen:
        ledger.release(
            commitment=batch.commitment, fen=row.fen, basis=f"{row.basis}:stopped", by=by
        )  # fmt: skip
    done = operations.freed(row)
    if batch is not None:
        batching.recount(batching.locked(batch.pk))
    return telling.tell(done, "subsidy_returned")


@transaction.atomic
def all_paid(batch: SubsidyBatch) -> SubsidyBatch:
    """Every list of the batch is paid or ended (the portal itself)."""
    left = batch.claims.exclude(status__in=DEAD_CLAIMS)
    return batching.step(batch, "pay" if left.exists() else "end_empty", None)


@transaction.atomic
def close(claim: SubsidyClaim) -> SubsidyClaim:
    """No return came (the portal itself)."""
    return operations.step(claim, "close", None)


@transaction.atomic
def close_batch(batch: SubsidyBatch) -> SubsidyBatch:
    """Every list of the batch is closed (the portal itself)."""
    return batching.step(batch, "close", None)


def _order(row: SubsidyBatch, claim: SubsidyClaim, by: User) -> None:
    done = operations.step(claim, "order", by)
    if row.commitment is None:
        raise ValueError("A batch is paid from its commitment.")
    payments.prepare(
        commitment=row.commitment,
        body=done.organisation.body,
        fen=done.fen,
        basis=done.basis,
        words=f"{done.scheme.title} {conditions.month_words(done.month)} {done}",
        by=by,
    )


def _paid(row: SubsidyClaim, fen: int, on: date) -> SubsidyClaim:
    row.paid, row.paid_on = fen, on
    row.save(update_fields=["paid", "paid_on"])
    return telling.tell(operations.step(row, "pay", None), "subsidy_paid")


def _of(basis: str) -> SubsidyClaim | None:
    kind, _colon, key = basis.partition(":")
    if kind != "subsidies.list" or not key.isdecimal():
        return None
    found = SubsidyClaim.objects.filter(pk=int(key)).first()
    return operations.locked(found) if found else None


def named(left: Left) -> list[Reason]:
    """The reasons of all lists, each with the name of its organisation."""
    return [
        Reason(
            reason.code, _("%(name)s: %(words)s"), reason.mend, reason.clause,
            params={"name": claim.organisation.body.name, "words": reason.words},
        )
        for claim, reasons in left
        for reason in reasons
    ]  # fmt: skip


def _nothing() -> Reason:
    return Reason("not_possible_now", _("No list of this batch waits for its payment."))


def _against_receipt(number: str, on: date) -> list[Reason]:
    found = []
    if not number:
        found.append(
            Reason("number_missing", _("The number of the bank receipt is missing."),
                   _("Enter the number that the bank gave."))
        )  # fmt: skip
    if on > clock.today():
        found.append(Reason("day_to_come", _("This day has not come yet."), _("Correct the day.")))
    return found
