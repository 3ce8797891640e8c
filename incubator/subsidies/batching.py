"""The monthly batch: begun by an official, put together by the worker, proposed, dissolved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from incubator.incentives.models import Scheme
from incubator.subsidies import conditions, faults, netting, operations, queries, refusals, terms
from incubator.subsidies.enums import DEAD_CLAIMS, BatchState, ClaimState
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, not_permitted, refuse_if_blocked
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.approvals import operations as approvals
from portal.workflow.worker import pause

EDIT = Permission.GRANT_EDIT


@transaction.atomic
def begin(*, scheme: Scheme, month: date, by: User) -> SubsidyBatch:
    """Begin the batch of a month; the worker gathers the checked lists up to it.

    Raises Refused with every reason: ``not_permitted``, ``month_to_come``, ``no_lists``,
    ``batch_open``.
    """
    if not people.may(by, EDIT, body=scheme.office_id):
        raise Refused(not_permitted())
    waiting = queries.to_gather(scheme.pk, month)
    reasons = [
        reason for reason in conditions.against_month(month, clock.today(), 0)
        if reason.code == "month_to_come"
    ]  # fmt: skip
    if not waiting.exists():
        reasons.append(
            Reason(
                "no_lists",
                _("No checked list waits for a batch up to this month."),
                _("Check the lists of the organisations first."),
            )
        )
    refuse_if_blocked(reasons)
    row = SubsidyBatch(
        scheme=scheme, month=month, payee=terms.payee(clock.today()), total=waiting.count(),
        begun_by=by,
    )  # fmt: skip
    opening = engine.Opening(applicant=scheme.office.name, holder_id=scheme.office_id)
    data = {"month": conditions.month_words(month), "lists": row.total}
    try:
        with transaction.atomic():
            return engine.open_case(row, opening, by=by, data=data)[0]
    except IntegrityError:
        raise Refused(
            Reason(
                "batch_open",
                _("Another batch of this scheme is not approved yet."),
                _("Finish or dissolve it first; it stands in the list of batches."),
            )
        ) from None


def build(key: int) -> None:
    """Gather the lists one by one (the worker); a second call goes on where the first stopped."""
    while True:
        with transaction.atomic():
            row = locked(key)
            if row.status != BatchState.BUILDING:
                return
            waiting = queries.to_gather(row.scheme_id, row.month).filter(pk__gt=row.cursor)
            claim = waiting.first()
            if claim is None:
                _finish(row)
                return
            _gather(row, claim)
        pause.check()


@transaction.atomic
def propose(*, batch: SubsidyBatch, words: str, url: str, by: User) -> SubsidyBatch:
    """Send a batch into the approval chain with its sum; again, when the proposal was withdrawn.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``approval_open``.
    """
    row = locked(batch.pk)
    done = row if row.status == BatchState.PROPOSED else step(row, "propose", by)
    approvals.propose(
        act=queries.ACT,
        office=done.scheme.office,
        subject=done.basis,
        title=f"{done.scheme.title} {conditions.month_words(done.month)}"[:160],
        url=url,
        words=words,
        by=by,
        case=done.case,
        data={"batch": done.pk, "amount": done.fen, "people": done.people},
    )
    return done


@transaction.atomic
def dissolve(*, batch: SubsidyBatch, words: str, by: User) -> SubsidyBatch:
    """Dissolve a batch; its lists wait for the next one, what they netted is open again.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``words_missing``.
    """
    row = step(locked(batch.pk), "dissolve", by, words)
    for claim in row.claims.filter(status=ClaimState.BATCHED).order_by("pk"):
        mine = operations.step(operations.locked(claim), "let_go", None)
        netting.undo(mine)
        mine.batch = None
        mine.save(update_fields=["batch"])
    recount(row)
    return row


def recount(row: SubsidyBatch) -> None:
    """Sum up what is left in a batch."""
    left = row.claims.exclude(status__in=DEAD_CLAIMS).order_by()
    sums = left.aggregate(people=Sum("people"), gross=Sum("gross"), netted=Sum("netted"))
    row.people, row.gross = sums["people"] or 0, sums["gross"] or 0
    row.netted = sums["netted"] or 0
    row.save(update_fields=["people", "gross", "netted"])


def locked(key: int) -> SubsidyBatch:
    """The batch, locked until the transaction ends."""
    rows = SubsidyBatch.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*queries.BATCH_WITH).get(pk=key)


def step(
    row: SubsidyBatch,
    action: str,
    by: User | None,
    words: str = "",
    *,
    proposed: int | None = None,
) -> SubsidyBatch:
    """Take a step of a batch. Raises Refused with every reason."""
    done = engine.advance(
        row, action, by=by, facts=lambda fresh: queries.batch_facts(fresh, by, proposed),
        note=words, data={"amount": row.fen, "people": row.people},
    )  # fmt: skip
    return locked(done.pk)


def _gather(row: SubsidyBatch, claim: SubsidyClaim) -> None:
    """Take a list in, or note why it stays outside; either way it was looked at."""
    try:
        with transaction.atomic():
            mine = operations.locked(claim)
            operations.refresh(mine)
            mine.batch = row
            mine.save(update_fields=["batch"])
            netting.apply(mine, row.payee)
            operations.step(mine, "gather", None)
    except Refused as refusal:
        _leave_out(row, claim, refusal.reasons)
    except IntegrityError:
        _leave_out(row, claim, [refusals.taken_meanwhile()])
    row.cursor, row.position = claim.pk, min(row.total, row.position + 1)
    row.save(update_fields=["left_out", "cursor", "position"])


def _leave_out(row: SubsidyBatch, claim: SubsidyClaim, reasons: Iterable[Reason]) -> None:
    row.left_out = [*row.left_out, {"claim": claim.pk, "reasons": faults.kept(reasons)}]


def _finish(row: SubsidyBatch) -> None:
    recount(row)
    row.position = row.total
    row.save(update_fields=["position"])
    step(row, "built" if row.claims.exists() else "end_empty", None)
