"""The end of a year: commitments go on, free money is carried or lapses as the row says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from portal.accounts.models import User
from portal.core import clock
from portal.ledger.budgets import terms
from portal.ledger.budgets.models import Budget, Line
from portal.ledger.postings import journal, late
from portal.ledger.postings.enums import Account, Kind
from portal.ledger.postings.journal import Act, Move
from portal.ledger.postings.models import Commitment

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Rest:
    """What becomes of a line, in fen: open commitments and free money that go on, and the rest."""

    line: Line
    committed: int
    carried: int
    lapsed: int


def rests(budget: Budget, lines: Iterable[Line]) -> list[Rest]:
    """What closing the year now would do to each line, by the rows of its last day."""
    shares = terms.carried_shares(budget.year)
    return [_rest(line, shares) for line in lines]


@transaction.atomic
def close(*, budget: Budget, by: User | None) -> list[Rest]:
    """Close every line of a year; open commitments and carried money stand in the next.

    What was only planned for the year is planned for the next.
    Whoever commits or pays at the same moment comes before or after, never between. A second
    time finds nothing to do. The caller checked that the year may be closed.
    """
    lines = Line.objects.select_for_update().filter(budget=budget, closed=False).order_by("pk")
    done = rests(budget, list(lines.select_related("budget")))
    for rest in done:
        _carry(rest, by)
        _lapse(rest, by)
    waiting = Commitment.objects.filter(line=None, body=budget.body_id, year=budget.year)
    waiting.update(year=budget.year + 1)
    Line.objects.filter(budget=budget).update(closed=True)
    Budget.objects.filter(pk=budget.pk, closed_at=None).update(closed_at=clock.now())
    return done


def _rest(line: Line, shares: Mapping[str, int]) -> Rest:
    carried = line.free * shares[line.source] // WHOLE
    return Rest(line, line.committed, carried, line.free - carried)


def _carry(rest: Rest, by: User | None) -> None:
    if not rest.committed and not rest.carried:
        return
    old, new = rest.line, late.following(rest.line)
    going_on = Commitment.objects.select_for_update().filter(line=old, open__gt=0).order_by("pk")
    moves = [Move(old.pk, Account.FREE, -rest.carried), Move(new.pk, Account.FREE, rest.carried)]
    for row in going_on:
        moves.append(Move(old.pk, Account.COMMITTED, -row.open, row.pk))
        moves.append(Move(new.pk, Account.COMMITTED, row.open, row.pk))
    total = rest.committed + rest.carried
    moves.append(Move(old.pk, Account.CARRIED, total))
    moves.append(Move(new.pk, Account.CARRIED, -total))
    journal.post(Act(Kind.CARRY, f"ledger.line:{old.pk}", str(old), total), moves, by=by)
    going_on.update(line=new, year=new.budget.year)


def _lapse(rest: Rest, by: User | None) -> None:
    if not rest.lapsed:
        return
    line = rest.line
    act = Act(Kind.LAPSE, f"ledger.line:{line.pk}", str(line), rest.lapsed)
    moves = [Move(line.pk, Account.FREE, -rest.lapsed), Move(line.pk, Account.LAPSED, rest.lapsed)]
    journal.post(act, moves, by=by)
