"""What reaches over the end of a year: the line of the year after, money that comes back late."""

from collections.abc import Iterator

from django.db.models import Sum

from portal.core import clock
from portal.ledger.budgets.models import Budget, Line
from portal.ledger.postings import journal
from portal.ledger.postings.enums import Account
from portal.ledger.postings.journal import Move
from portal.ledger.postings.models import Commitment, Leg, Posting


def following(line: Line) -> Line:
    """The line of the same purpose in the first open year after; made when there is none."""
    year, body = line.budget.year, line.budget.body_id
    while True:
        year += 1
        budget, _new = Budget.objects.get_or_create(
            body_id=body, year=year, defaults={"opened_at": clock.now()}
        )
        if budget.closed_at is None:
            made, _new = Line.objects.get_or_create(
                budget=budget,
                source=line.source,
                code=line.code,
                defaults={"name": line.name, "recorded": line.recorded},
            )
            return made


def take_back(posting: Posting, row: Commitment, fen: int) -> Posting:
    """Enter money that came back: from the latest line that paid it, to where it may be spent.

    The caller knows that so much was paid. Raises MovedOn.
    """
    home = Line.objects.select_related("budget").get(commitments=row.pk)
    target = following(home) if home.closed else home
    moves = list(_moves(row, target.pk, fen))
    if target.pk != home.pk:
        moved = Commitment.objects.filter(pk=row.pk, line=home)
        if not moved.update(line=target, year=target.budget.year):
            raise journal.MovedOn
    return journal.enter(posting, moves, late=True)


def _moves(row: Commitment, target: int, fen: int) -> Iterator[Move]:
    """The legs; a commitment's own leg comes last on the line where it stands now."""
    missing = fen
    for line, paid in _paid_by_line(row):
        part = min(paid, missing)
        missing -= part
        if not part:
            continue
        yield Move(line, Account.PAID, -part, row.pk)
        if line != target:
            yield Move(line, Account.CARRIED, part)
            yield Move(target, Account.CARRIED, -part)
    yield Move(target, Account.COMMITTED, fen, row.pk)


def _paid_by_line(row: Commitment) -> list[tuple[int, int]]:
    """What each line paid of a commitment, the latest year first."""
    paid = Leg.objects.filter(commitment=row.pk, account=Account.PAID)
    sums = paid.values("line").annotate(sum=Sum("fen")).order_by("-line__budget__year", "-line")
    return [(one["line"], one["sum"]) for one in sums]
