"""Committing, releasing, paying, taking back, recording, reversing.

Every act names its basis ("payments.order:7", or "payments.order:7:2" for a second time) and is
done once for each kind and basis: again with the same amount it changes nothing and gives what is
there; with another amount it is refused (``basis_used``). Amounts are whole fen above 0.
Who may act is asked by the callers.
"""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F

from portal.accounts.models import User
from portal.core.reasons import Refused
from portal.ledger.budgets.models import Line
from portal.ledger.postings import asked, journal, late, queries, refusals
from portal.ledger.postings.committing import commit as commit
from portal.ledger.postings.committing import commit_years as commit_years
from portal.ledger.postings.committing import positive
from portal.ledger.postings.committing import take_up as take_up
from portal.ledger.postings.committing import take_up_waiting as take_up_waiting
from portal.ledger.postings.enums import Account, Kind
from portal.ledger.postings.journal import Act, AlreadyPosted, Move, MovedOn
from portal.ledger.postings.models import Commitment, Posting

TRIES = 5
REVERSIBLE = frozenset({Kind.COMMIT, Kind.RELEASE, Kind.PAY, Kind.TAKE_BACK, Kind.RECORD})


@transaction.atomic
def release(*, commitment: Commitment, fen: int, basis: str, by: User | None) -> Posting:
    """Give open money of a commitment back to its line; of a planned one, plan less.

    What payments on their way ask for stays. Raises Refused: ``amount_zero``, ``not_committed``,
    ``payment_under_way``, ``basis_used``, ``year_closed``.
    """

    def act(row: Commitment) -> Posting:
        under_way = asked.of(row.pk)
        if row.open - under_way < fen <= row.open:
            raise Refused(refusals.under_way(row, under_way))
        posting = journal.open_posting(Act(Kind.RELEASE, basis, row.words, fen), by=by)
        if row.line_id is None:
            return _plan_less(posting, row, fen)
        return journal.enter(posting, _pair(row, Account.COMMITTED, Account.FREE, fen))

    return _once(commitment, fen, Kind.RELEASE, basis, act)


@transaction.atomic
def pay(*, commitment: Commitment, fen: int, basis: str, by: User | None) -> Posting:
    """Pay from what is open of a commitment.

    Raises Refused: ``amount_zero``, ``not_committed``, ``planned``, ``basis_used``,
    ``year_closed``.
    """

    def act(row: Commitment) -> Posting:
        if row.planned:
            raise Refused(refusals.planned(row))
        moves = _pair(row, Account.COMMITTED, Account.PAID, fen)
        return journal.post(Act(Kind.PAY, basis, row.words, fen), moves, by=by)

    return _once(commitment, fen, Kind.PAY, basis, act)


@transaction.atomic
def take_back(*, commitment: Commitment, fen: int, basis: str, by: User | None) -> Posting:
    """A transfer came back: what was paid is open again.

    When its year was closed meanwhile the money comes to the line of the first open year after.
    Raises Refused: ``amount_zero``, ``not_paid``, ``basis_used``.
    """

    def act(row: Commitment) -> Posting:
        if fen > row.paid:
            raise Refused(refusals.commitment(row, opened=fen, paid=-fen))
        posting = journal.open_posting(Act(Kind.TAKE_BACK, basis, row.words, fen), by=by)
        return late.take_back(posting, row, fen)

    return _once(commitment, fen, Kind.TAKE_BACK, basis, act)


@transaction.atomic
def record(*, line: Line, fen: int, basis: str, words: str, by: User | None) -> Posting:
    """Write down spending of money that is not the office's, for the public account.

    Raises Refused: ``amount_zero``, ``not_recorded``, ``short``, ``year_closed``, ``basis_used``.
    """
    positive(fen)
    if not line.recorded:
        raise Refused(refusals.not_recorded(line))
    moves = [Move(line.pk, Account.FREE, -fen), Move(line.pk, Account.PAID, fen)]
    try:
        return journal.post(Act(Kind.RECORD, basis, words, fen), moves, by=by)
    except AlreadyPosted as earlier:
        if earlier.posting.fen == fen and earlier.posting.legs.filter(line=line).exists():
            return earlier.posting
        raise Refused(refusals.basis_used(basis)) from None


@transaction.atomic
def reverse(*, posting: Posting, reason: str, by: User | None) -> Posting:
    """Undo a posting by its opposite; both stay. A second time gives the first reversal.

    Raises Refused: ``not_reversible``, ``came_back`` (a payment that came back), and what the
    opposite meets: ``short``, ``not_committed``, ``not_paid``, ``year_closed``.
    """
    legs = list(posting.legs.all())
    if posting.kind not in REVERSIBLE or not legs:
        raise Refused(refusals.not_reversible())
    if posting.kind == Kind.PAY and queries.posted(Kind.TAKE_BACK, posting.basis):
        raise Refused(refusals.came_back())
    act = Act(Kind.REVERSE, f"ledger.posting:{posting.pk}", reason, posting.fen, posting)
    moves = [Move(leg.line_id, leg.account, -leg.fen, leg.commitment_id) for leg in legs]
    try:
        return journal.post(act, moves, by=by)
    except AlreadyPosted as earlier:
        return earlier.posting
    except MovedOn:
        raise Refused(refusals.not_reversible()) from None


def _once(
    commitment: Commitment, fen: int, kind: str, basis: str, act: Callable[[Commitment], Posting]
) -> Posting:
    """Act on a commitment as it stands now; the earlier posting when it was done before."""
    positive(fen)
    earlier = queries.posted(kind, basis)
    for _try in range(TRIES):
        if earlier is not None:
            return _same_posting(earlier, commitment, fen)
        try:
            with transaction.atomic():
                return act(Commitment.objects.get(pk=commitment.pk))
        except AlreadyPosted as found:
            earlier = found.posting
        except MovedOn:
            continue
    raise RuntimeError(f"{commitment} moved {TRIES} times while it was read.")


def _same_posting(earlier: Posting, commitment: Commitment, fen: int) -> Posting:
    others = earlier.legs.exclude(commitment=None).exclude(commitment=commitment.pk)
    if earlier.fen != fen or others.exists():
        raise Refused(refusals.basis_used(earlier.basis))
    return earlier


def _plan_less(posting: Posting, row: Commitment, fen: int) -> Posting:
    fits = Commitment.objects.filter(pk=row.pk, line=None, fen__gte=fen)
    if not fits.update(fen=F("fen") - fen):
        now = Commitment.objects.get(pk=row.pk)
        if not now.planned:
            raise MovedOn
        raise Refused(refusals.planned_less(now, fen))
    return posting


def _pair(row: Commitment, source: str, target: str, fen: int) -> list[Move]:
    home = row.line_id or 0
    keys = {Account.FREE: None}
    return [
        Move(home, source, -fen, keys.get(Account(source), row.pk)),
        Move(home, target, fen, keys.get(Account(target), row.pk)),
    ]
