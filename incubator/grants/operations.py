"""What the organisation and the office do with a claim: claim, check, refuse, receipt, payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.grants import queries, tallies, telling
from incubator.grants.enums import ClaimState
from incubator.grants.letters import refusal
from incubator.grants.models import Claim
from incubator.grants.reckoning import Reckoned
from incubator.grants.slots import RECEIPT
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import operations as files
from portal.ledger.postings import operations as ledger
from portal.organisations.lineage import operations as lineage
from portal.payments.orders import operations as payments
from portal.payments.orders.entered import Receipt, clean_number
from portal.workflow import engine
from portal.workflow.approvals import operations as approvals


@dataclass(frozen=True, slots=True)
class Paper:
    """The receipt as the organisation hands it in: its number, its day, its scan."""

    number: str
    on: date
    upload: File[Any] | None = None


@transaction.atomic
def claim(*, claim: Claim, by: User) -> Claim:
    """Send off a prepared claim; the amount is reckoned anew and the account noted.

    Raises Refused with every reason: ``no_money_post``, ``not_possible_now``,
    ``account_missing``, ``struck_off``, ``not_beside``, and those of ``conditions.rating_award``.
    """
    refuse_without_money_post(claim.organisation_id, by)
    row, now = reckoned_anew(claim)
    row.claimed_on, row.claimed_by = clock.today(), by
    row.account_shown = queries.account_shown(row)
    fields = ["claimed_on", "claimed_by", "account_shown", "amount", "reckoning"]
    return tell(save_and_step(row, "claim", by, fields, now), "claim")


@transaction.atomic
def withdraw(*, claim: Claim, by: User) -> Claim:
    """The organisation takes its claim back. Raises Refused: ``no_money_post``,
    ``not_possible_now``."""
    refuse_without_money_post(claim.organisation_id, by)
    row = locked(claim)
    was_awarded = row.status == ClaimState.QUEUED
    done = step(row, "withdraw", by)
    if was_awarded:
        tallies.give_up(done)
    return done


@transaction.atomic
def check(*, claim: Claim, words: str, url: str, by: User) -> Claim:
    """Check a claim and send it into the approval chain with its amount.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``, ``own_case``,
    ``account_missing``, ``lists_unknown``, ``struck_off``, ``not_beside``, those of
    ``conditions.rating_award``.
    """
    row, now = reckoned_anew(claim)
    row.checked_by = by
    row.account_shown = queries.account_shown(row)
    fields = ["checked_by", "account_shown", "amount", "reckoning"]
    done = save_and_step(row, "check", by, fields, now)
    _propose(done, words, url, by)
    return tell(done, "check")


@transaction.atomic
def propose_again(*, claim: Claim, words: str, url: str, by: User) -> Claim:
    """Propose a checked claim once more, after its proposer withdrew the proposal.

    Raises Refused: ``not_possible_now``, ``not_permitted``, ``approval_open``.
    """
    row = locked(claim)
    if row.status != ClaimState.CHECKED:
        raise Refused(
            Reason("not_possible_now", _("Only a checked claim is proposed for approval."))
        )
    row.checked_by = by
    row.save(update_fields=["checked_by"])
    _propose(row, words, url, by)
    return row


@transaction.atomic
def refuse(*, claim: Claim, words: str, by: User) -> Claim:
    """Refuse a claim with a letter that gives the reasons and the remedy.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``words_missing``.
    """
    done = step(locked(claim), "refuse", by, words)
    refusal(done, words, by=by)
    return tell(done, "refuse")


@transaction.atomic
def stop(*, claim: Claim, words: str, by: User) -> Claim:
    """End an approved claim before the payment; its reserved money is free again.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``words_missing``.
    """
    done = step(locked(claim), "stop", by, words)
    held = done.commitment
    if held is not None and held.open:
        ledger.release(commitment=held, fen=held.open, basis=f"{done.basis}:stopped", by=by)
    tallies.give_up(done)
    refusal(done, words, by=by)
    return tell(done, "stop")


def hand_in_receipt(*, claim: Claim, paper: Paper, by: User) -> Claim:
    """The organisation hands in its receipt, before the money.

    Raises Refused: ``no_money_post``, ``not_possible_now``, ``receipt_missing``, the file's
    reasons.
    """
    refuse_without_money_post(claim.organisation_id, by)
    number = clean_number(paper.number)
    if not number or (paper.upload is None and not claim.receipt_file_id):
        raise Refused(
            Reason(
                "receipt_missing",
                _("The number or the scan of the receipt is missing."),
                _("Enter the number and add a scan or a photograph."),
            )
        )
    stored = None
    if paper.upload is not None:
        owner = files.Owner(body=claim.organisation_id, user=by.pk)
        stored = files.store(upload=paper.upload, slot=RECEIPT, owner=owner, by=by, case=str(claim))
    with transaction.atomic():
        row = locked(claim)
        row.receipt_number, row.receipt_on = number, paper.on
        row.receipt_file = stored or row.receipt_file
        fields = ["receipt_number", "receipt_on", "receipt_file"]
        return save_and_step(row, "receipt", by, fields)


@transaction.atomic
def return_receipt(*, claim: Claim, words: str, by: User) -> Claim:
    """Send the receipt back with what is wrong. Raises Refused: ``not_permitted``,
    ``not_possible_now``, ``words_missing``."""
    return tell(step(locked(claim), "return_receipt", by, words), "return_receipt")


@transaction.atomic
def order(*, claim: Claim, by: User) -> Claim:
    """Prepare the payment order; lists, account and ground are asked once more.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``,
    ``receipt_missing``, ``account_missing``, ``lists_unknown``, ``struck_off``, those of
    ``conditions.rating_award`` and of the payment order.
    """
    done = step(locked(claim), "order", by)
    if done.commitment is None or done.receipt_on is None:
        raise ValueError("A claim is ordered with its commitment and its receipt.")
    payments.prepare(
        commitment=done.commitment,
        body=done.organisation.body,
        fen=done.amount,
        basis=done.basis,
        words=f"{done.scheme.title} {done.entry} {done}",
        by=by,
        receipt=Receipt(
            "receipt", done.receipt_number, done.organisation.body.name, done.amount,
            done.receipt_on,
        ),
    )  # fmt: skip
    return done


@transaction.atomic
def confirm_arrival(*, claim: Claim, by: User) -> Claim:
    """The organisation says that the money has come. Raises Refused: ``no_money_post``,
    ``not_possible_now``."""
    refuse_without_money_post(claim.organisation_id, by)
    return step(locked(claim), "close", by)


def locked(claim: Claim) -> Claim:
    """The claim, locked until the transaction ends, with all that its steps read."""
    rows = Claim.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*queries.WITH, "commitment").get(pk=claim.pk)


def reckoned_anew(claim: Claim) -> tuple[Claim, Reckoned]:
    """The locked claim with what is due now; the whole lineage is held until the end.

    The amount stays as it was where nothing is due: the conditions then say why.
    """
    family = lineage.hold(claim.organisation_id)
    row = locked(claim)
    now = queries.reckoned(row, family)
    row.reckoning = now.lines
    row.amount = now.due.fen or row.amount
    return row, now


def tell(row: Claim, action: str) -> Claim:
    """Tell the organisation what the table names for a step."""
    telling.tell(row, action)
    return row


def _propose(row: Claim, words: str, url: str, by: User) -> None:
    if row.case is None:
        raise ValueError("A claim without a case is not proposed.")
    approvals.propose(
        act=queries.ACT,
        office=row.case.holder,
        subject=queries.subject(row),
        title=f"{row.scheme.title} {row.organisation.body.name}"[:160],
        url=url,
        words=words,
        by=by,
        case=row.case,
        data={"claim": row.pk, "amount": row.amount},
    )


def save_and_step(
    row: Claim, action: str, by: User, fields: list[str], now: Reckoned | None = None
) -> Claim:
    """Save what a step brings, then take it; a refusal takes both back."""
    if row.workflow.step(action, row.status) is not None:
        row.save(update_fields=fields)
    return step(row, action, by, now=now)


def step(
    row: Claim, action: str, by: User, words: str = "", *, now: Reckoned | None = None
) -> Claim:
    """Take one step of a locked claim; returns it as it then stands. Raises Refused."""
    done = engine.advance(
        row,
        action,
        by=by,
        facts=lambda fresh: queries.facts(fresh, by, now=now),
        note=words,
        data={"amount": row.amount},
    )
    return locked(done)


def refuse_without_money_post(organisation: int, by: User) -> None:
    """Only owner and finance post act for the money. Raises Refused("no_money_post")."""
    if not queries.may_handle_money(by, organisation):
        raise Refused(
            Reason(
                "no_money_post",
                _("Money is claimed by the owner or the finance post of the organisation."),
                _("Ask one of them, or let the owner give you the finance post."),
            )
        )
