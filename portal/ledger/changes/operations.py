"""Opening budgets and lines; proposing, approving and refusing changes. Amounts in fen.

One official proposes (BUDGET_EDIT), somebody else approves (BUDGET_APPROVE); with the approval
the money moves in the journal, in the same transaction.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Refused, collect, not_permitted, refuse_if_blocked
from portal.ledger.budgets import terms
from portal.ledger.budgets.enums import Source
from portal.ledger.budgets.models import Budget, Line
from portal.ledger.changes import conditions, posting, queries, refusals, telling
from portal.ledger.changes.enums import ChangeKind
from portal.ledger.changes.models import Change
from portal.permissions import Permission
from portal.workflow import engine

YEARS_BACK, YEARS_AHEAD = 1, 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed: the kind, the lines, the amount in fen, why, by which document."""

    kind: str
    fen: int = 0
    line: Line | None = None
    source_line: Line | None = None
    words: str = ""
    document: str = ""


@transaction.atomic
def open_budget(*, body_id: int, year: int, by: User) -> Budget:
    """Begin the budget of a body's year, without any money; an open one is given again.

    Raises Refused: ``not_permitted``, ``year_far``.
    """
    may_edit(by, body_id)
    this = clock.today().year
    if not this - YEARS_BACK <= year <= this + YEARS_AHEAD:
        raise Refused(refusals.year_far(this - YEARS_BACK, this + YEARS_AHEAD))
    made, new = Budget.objects.get_or_create(
        body_id=body_id, year=year, defaults={"opened_at": clock.now()}
    )
    if new:
        audit.record(
            "ledger.budget_opened",
            by=by,
            subject=f"ledger.budget:{made.pk}",
            data={"year": year},
            post=people.post_in(by, Permission.BUDGET_EDIT, body_id),
        )
    return made


@transaction.atomic
def add_line(
    *, budget: Budget, source: str, code: str, name: str, fen: int, words: str, document: str,
    by: User,
) -> Change:  # fmt: skip
    """Add a line to a budget and propose its first allotment.

    Raises Refused: ``not_permitted``, ``line_exists``, ``code_form``, ``words_missing``,
    ``amount_zero``, ``year_closed``.
    """
    may_edit(by, budget.body_id)
    reasons = list(refusals.of_line(source, code, name))
    if Line.objects.filter(budget=budget, source=source, code=code).exists():
        reasons.append(refusals.line_exists())
    refuse_if_blocked(reasons)
    try:
        with transaction.atomic():
            line = Line.objects.create(
                budget=budget,
                source=Source(source),
                code=code,
                name=name.strip(),
                recorded=terms.is_recorded(source),
            )
    except IntegrityError:
        raise Refused(refusals.line_exists()) from None
    asked = Proposal(ChangeKind.ALLOT, fen, line=line, words=words, document=document)
    return propose(budget=budget, proposal=asked, by=by)


@transaction.atomic
def propose(*, budget: Budget, proposal: Proposal, by: User) -> Change:
    """Propose a change; those who may approve it are told.

    Raises Refused with every reason: ``not_permitted``, ``words_missing``, and those of
    ``conditions.PROPOSE`` (``below_used``, ``other_source``, ``year_runs`` …); ValueError for a
    line of another budget.
    """
    may_edit(by, budget.body_id)
    named = (proposal.line, proposal.source_line)
    if any(line is not None and line.budget_id != budget.pk for line in named):
        raise ValueError("A change names lines of its own budget.")
    row = Change(
        kind=proposal.kind,
        budget=budget,
        line=proposal.line,
        source_line=proposal.source_line,
        fen=proposal.fen,
        words=proposal.words.strip()[:300],
        document=proposal.document.strip()[:120],
        proposed_by=by,
    )
    reasons = list(collect(conditions.PROPOSE, queries.facts(row, None)))
    if not row.words:
        reasons.append(refusals.words_missing())
    refuse_if_blocked(reasons)
    opening = engine.Opening(
        applicant=budget.body.name, holder_id=budget.body_id, body_id=budget.body_id
    )
    data = {"kind": row.kind, "fen": row.fen, "year": budget.year}
    try:
        with transaction.atomic():
            made = engine.open_case(row, opening, by=by, data=data)[0]
    except IntegrityError:
        raise Refused(refusals.closing_proposed(budget.year)) from None
    telling.proposed(made)
    return made


@transaction.atomic
def approve(*, change: Change, by: User) -> Change:
    """Approve a change of somebody else's, and post it.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``, ``four_eyes`` and
    those of the proposal, asked again of the figures as they stand now.
    """
    done = _advanced(change, "approve", by)
    posting.post(done, by)
    telling.decided(done, "approve")
    return done


@transaction.atomic
def refuse(*, change: Change, words: str, by: User) -> Change:
    """Refuse a change of somebody else's, with the reason.

    Raises Refused: ``words_missing``, ``four_eyes``, ``not_permitted``, ``not_possible_now``.
    """
    done = _advanced(change, "refuse", by, words)
    telling.decided(done, "refuse")
    return done


@transaction.atomic
def withdraw(*, change: Change, by: User) -> Change:
    """Take a proposal back before it is decided."""
    return _advanced(change, "withdraw", by)


def _advanced(change: Change, action: str, by: User, words: str = "") -> Change:
    done = engine.advance(
        change, action, by=by, facts=lambda row: queries.facts(row, by), note=words
    )
    Change.objects.filter(pk=done.pk).update(decided_by=by)
    done.decided_by = by
    return done


def may_edit(by: User, body_id: int) -> None:
    """Refuse whoever does not keep this body's budget (``not_permitted``)."""
    if not people.may(by, Permission.BUDGET_EDIT, body=body_id):
        raise Refused(not_permitted())
