"""Budgets, lines and commitments for tests, without the two people that the screens ask for."""

from typing import Any

from portal.core import clock
from portal.ledger.budgets.models import Budget, Line
from portal.ledger.changes import operations as changes
from portal.ledger.changes.models import Change
from portal.ledger.postings import journal, operations
from portal.ledger.postings.enums import Account, Kind
from portal.ledger.postings.journal import Act, Move
from portal.ledger.postings.models import Commitment
from tests import people

YUAN = 100


def budget(body: str = "bureau", year: int | None = None) -> Budget:
    """The budget of a body (a key of the tests' people) for a year, this one by default."""
    found, _new = Budget.objects.get_or_create(
        body=people.body(body),
        year=year or clock.today().year,
        defaults={"opened_at": clock.now()},
    )
    return found


def line(
    fen: int = 0,
    *,
    body: str = "bureau",
    year: int | None = None,
    source: str = "fiscal",
    code: str = "2080206",
    recorded: bool = False,
) -> Line:
    """A line that holds ``fen``; the same line again gets so much more."""
    found, _new = Line.objects.get_or_create(
        budget=budget(body, year),
        source=source,
        code=code,
        defaults={"name": f"社会组织扶持 {code}", "recorded": recorded},
    )
    if fen:
        moves = [Move(found.pk, Account.ALLOTTED, -fen), Move(found.pk, Account.FREE, fen)]
        count = found.legs.count()
        act = Act(Kind.CHANGE, f"tests.line:{found.pk}:{count}", "年初预算", fen)
        journal.post(act, moves, by=None)
        found.refresh_from_db()
    return found


def commitment(fen: int, on: Line | None = None, basis: str = "tests.award:1") -> Commitment:
    """A commitment on a line; without one, on a line that holds just so much more."""
    return operations.commit(
        line=on or line(fen), fen=fen, basis=basis, words="首次3A奖励", by=None
    )


def proposed(kind: str = "change", fen: int = 100_000, **given: Any) -> Change:
    """Proposed by the accountant of the bureau; for a line that holds 10,000 yuan by default."""
    on = None if kind == "close" else given.pop("line", None)
    if on is None and kind != "close":
        on = line(0 if kind == "allot" else 1_000_000)
    found = given.pop("budget", None) or (on.budget if on else budget())
    asked = changes.Proposal(
        kind, fen, line=on, words="年中追加", document="东财预〔2026〕8号", **given
    )
    return changes.propose(budget=found, proposal=asked, by=people.person("accountant"))


def approved(row: Change | None = None) -> Change:
    """Approved by the treasurer."""
    return changes.approve(change=row or proposed(), by=people.person("treasurer"))


def closed(year: int | None = None) -> Budget:
    """A year of the bureau that is over, closed by both."""
    past = budget(year=year or clock.today().year - 1)
    approved(proposed("close", 0, budget=past))
    past.refresh_from_db()
    return past


def in_state(state: str) -> Change:
    """A change in this state."""
    row = proposed()
    if state == "approved":
        return approved(row)
    if state == "refused":
        return changes.refuse(change=row, words="依据不足", by=people.person("treasurer"))
    if state == "withdrawn":
        return changes.withdraw(change=row, by=people.person("accountant"))
    return row
