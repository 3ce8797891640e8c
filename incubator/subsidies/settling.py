"""What follows the approval of a batch: publicity, then the money, or the wait for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.subsidies import batching, conditions, operations, publishing, queries, telling
from incubator.subsidies.enums import DEAD_CLAIMS, BatchState, ClaimState
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim
from portal.accounts.models import User
from portal.core import clock, money
from portal.core.reasons import Reason, Refused
from portal.ledger.postings import operations as ledger
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity import queries as publicities

if TYPE_CHECKING:
    from portal.workflow.approvals.models import Approval
    from portal.workflow.publicity.models import PublicEntry

CHINESE = "zh-hans"
RULE = "subsidies.publicity"


@transaction.atomic
def approve(approval: Approval, by: User) -> SubsidyBatch:
    """Do what the chain agreed, in the transaction of the last opinion: make the batch public.

    Raises Refused with every reason: ``own_case``, ``own_batch``, ``amount_changed``.
    """
    row = batching.locked(approval.data["batch"])
    done = batching.step(row, "approve", by, proposed=approval.data["amount"])
    done.approved_by = by
    done.save(update_fields=["approved_by"])
    claims = [
        operations.step(claim, "publish", None)
        for claim in done.claims.filter(status=ClaimState.BATCHED).order_by("pk")
    ]
    publishing.publish(done, claims, by)
    for claim in claims:
        telling.tell(claim, "subsidy_published")
    return done


@transaction.atomic
def send_back(approval: Approval, by: User, words: str) -> SubsidyBatch:
    """The chain sent it back: it is looked at again."""
    return batching.step(batching.locked(approval.data["batch"]), "return", by, words)


@transaction.atomic
def settle(claim: SubsidyClaim) -> None:
    """End a publicity whose days are over. Raises Refused while an objection is open."""
    found = publicities.of_case(claim.case_id or 0).filter(outcome="")
    entry = found.select_for_update(of=("self", "publicity")).last()
    if entry is not None:
        publicity.settle(entry=entry)


@transaction.atomic
def stands(entry: PublicEntry) -> SubsidyClaim:
    """Nobody objected with success: the list is cleared, and the names are taken down."""
    publishing.take_down(entry)
    return operations.step(operations.locked(_of(entry)), "clear", None)


@transaction.atomic
def corrected(entry: PublicEntry, by: User, words: str) -> SubsidyClaim:
    """The page was corrected and is public anew; names and amounts come from the list.

    Raises Refused("amount_by_check").
    """
    newer = entry.replaced_by
    if any(fact not in newer.facts for fact in entry.facts):
        raise Refused(
            Reason(
                "amount_by_check",
                _("Entry and amount are not changed by typing them."),
                _("Take the entry off the list; the organisation can then claim anew."),
            )
        )
    return operations.step(operations.locked(_of(entry)), "correct", by, words)


@transaction.atomic
def taken_off(entry: PublicEntry, by: User, words: str) -> SubsidyClaim:
    """An objection was right: nothing of this list is paid, its months are free again."""
    publishing.take_down(entry)
    done = operations.step(operations.locked(_of(entry)), "take_off", by, words)
    row = operations.freed(done)
    if row.batch is not None:
        batching.recount(batching.locked(row.batch.pk))
    return telling.tell(row, "subsidy_returned")


def deciders(entry: PublicEntry) -> Iterable[int]:
    """Who checked, put together and approved; they answer no objection to it (four eyes)."""
    row = _of(entry)
    batch = row.batch
    found = [row.checked_by_id, *((batch.begun_by_id, batch.approved_by_id) if batch else ())]
    return [pk for pk in found if pk]


@transaction.atomic
def commit(batch: SubsidyBatch) -> SubsidyBatch:
    """Reserve the money of a batch of which nothing is public any more, or let it wait.

    Raises Refused("short") for one that waits and still does not fit.
    """
    row = batching.locked(batch.pk)
    claims = row.claims.exclude(status__in=DEAD_CLAIMS)
    if not claims.exists():
        return batching.step(row, "end_empty", None)
    if row.fen and not _reserved(row):
        return _waits(row)
    done = batching.step(row, "commit", None)
    for claim in claims.filter(status=ClaimState.CLEARED).order_by("pk"):
        if not claim.fen:
            # Everything due was netted: there is nothing to pay, and nothing to wait for.
            operations.step(operations.locked(claim), "pay", None)
    telling.batch(done, "subsidy_batch_committed")
    return done if done.fen else batching.step(done, "pay", None)


def _reserved(row: SubsidyBatch) -> bool:
    line = queries.line_of(row, clock.today().year)
    if line is None or queries.lacking(row):
        return False
    try:
        with transaction.atomic():
            row.commitment = ledger.commit(
                line=line, fen=row.fen, basis=row.basis,
                words=f"{row.scheme.title} {conditions.month_words(row.month)} {row}", by=None,
            )  # fmt: skip
    except Refused:
        return False
    row.short = 0
    row.save(update_fields=["commitment", "short"])
    return True


def _waits(row: SubsidyBatch) -> SubsidyBatch:
    row.short = queries.lacking(row)
    row.save(update_fields=["short"])
    if row.status == BatchState.SHORT:
        raise Refused(short_by(row.short))
    done = batching.step(row, "queue", None)
    telling.batch(done, "subsidy_batch_short")
    return done


def short_by(fen: int) -> Reason:
    """The line does not reach, and by how much."""
    return Reason(
        "short",
        _("The budget line is short by %(fen)s yuan."),
        _("Move money to the line; it is then reserved by itself."),
        params={"fen": money.yuan(fen)},
    )


def _of(entry: PublicEntry) -> SubsidyClaim:
    return SubsidyClaim.objects.select_related(*queries.CLAIM_WITH).get(case=entry.case_id)
