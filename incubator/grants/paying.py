"""What the payment of a claim brings back: paid, returned by the bank, order cancelled."""

from datetime import date

from django.db import transaction

from incubator.grants import operations, queries, tallies
from incubator.grants.enums import ClaimState
from incubator.grants.models import Claim
from portal.workflow import engine


@transaction.atomic
def paid(*, basis: str, fen: int, on: date) -> Claim | None:
    """The order of a claim was paid; a second telling changes nothing.

    A claim that is closed already only learns the day: its transfer had been returned.
    """
    row = _of(basis)
    if row is not None and row.status == ClaimState.CLOSED and row.paid_on != on:
        row.paid_on = on
        row.save(update_fields=["paid_on"])
    if row is None or row.status != ClaimState.ORDERED:
        return row
    row.paid, row.paid_on = fen, on
    row.save(update_fields=["paid", "paid_on"])
    tallies.pay(row, fen)
    action = "pay_for_use" if row.version.report else "pay"
    return operations.tell(_advance(row, action), action)


@transaction.atomic
def returned(*, basis: str) -> Claim | None:
    """The bank sent the money back: the payment is open again, the award stands.

    A closed claim stays closed, and says so (``queries.undone_transfer``).
    """
    row = _of(basis)
    if row is None or row.returned or row.workflow.step("come_back", row.status) is None:
        return row
    tallies.pay(row, -row.paid)
    done = _advance(row, "come_back")
    done.paid, done.paid_on = 0, None
    done.save(update_fields=["paid", "paid_on"])
    return done


@transaction.atomic
def cancelled(*, basis: str) -> Claim | None:
    """The order was cancelled: the payment has to be prepared again."""
    row = _of(basis)
    if row is None or row.status != ClaimState.ORDERED:
        return row
    return _advance(row, "reopen")


@transaction.atomic
def close(claim: Claim) -> Claim:
    """Nobody said that the money is missing: the claim is closed (the portal itself)."""
    return _advance(operations.locked(claim), "close_by_time")


@transaction.atomic
def lapse(claim: Claim) -> Claim:
    """The days to claim are over (the portal itself)."""
    return operations.tell(_advance(operations.locked(claim), "lapse"), "lapse")


def _of(basis: str) -> Claim | None:
    kind, _colon, key = basis.partition(":")
    if kind != "grants.claim" or not key.isdecimal():
        return None
    found = Claim.objects.filter(pk=int(key)).first()
    return operations.locked(found) if found else None


def _advance(row: Claim, action: str) -> Claim:
    done = engine.advance(row, action, by=None, facts=lambda fresh: queries.facts(fresh, None))
    return operations.locked(done)
