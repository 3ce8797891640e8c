"""Many officials at once: not a fen is spent twice, whoever clicks at the same moment.

LEDGER_ATTEMPTS=10000 makes the long run of the first test.
"""

import os
from collections import Counter
from functools import partial
from itertools import repeat

import pytest

from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets import queries as budgets
from portal.ledger.budgets.models import Line
from portal.ledger.changes import operations as changes
from portal.ledger.postings import operations, proof, queries, yearend
from portal.ledger.postings.models import Commitment
from tests.factories import ledger as make
from tests.people import person

pytestmark = pytest.mark.slow
ATTEMPTS, HANDS = int(os.environ.get("LEDGER_ATTEMPTS", "200")), 20
AWARD = 1_000


def figures(line):
    found = budgets.figures(line)
    return (found.budget, found.committed, found.paid, found.free)


def test_of_many_awards_at_once_only_as_many_as_fit_are_committed(together):
    half = ATTEMPTS // 2
    line, outcomes = make.line(half * AWARD), []

    def hand(number):
        for turn in range(ATTEMPTS // HANDS):
            try:
                operations.commit(
                    line=line, fen=AWARD, basis=f"t.award:{number}:{turn}", words="奖励", by=None
                )
                outcomes.append("done")
            except Refused as refusal:
                outcomes.extend(refusal.codes)

    together(*(partial(hand, number) for number in range(HANDS)))
    assert Counter(outcomes) == {"done": half, "short": half}
    assert figures(line) == (half * AWARD, half * AWARD, 0, 0)
    assert Commitment.objects.count() == half
    assert proof.wrong_sums() == []


def test_one_award_asked_for_by_many_is_one_and_no_more_is_paid_than_was_promised(together):
    line = make.line(100_000)
    commit = partial(
        operations.commit, line=line, fen=100_000, basis="t.award:1", words="奖励", by=None
    )
    assert together(*repeat(commit, 8)) == ["done"] * 8
    row = queries.commitment_of("t.award:1")
    pays = [
        partial(operations.pay, commitment=row, fen=30_000, basis=f"t.order:{n}", by=None)
        for n in (1, 1, 2, 3, 4, 5)
    ]
    found = Counter(together(*pays))
    assert found["done"] in (3, 4) and found["done"] + found["not_committed"] == len(pays)
    assert figures(line) == (100_000, 10_000, 90_000, 0)
    back = partial(operations.take_back, commitment=row, fen=30_000, basis="t.order:1", by=None)
    found = together(*repeat(back, 4))
    assert set(found) <= {"done", "not_paid"}
    assert proof.wrong_sums() == []


def test_a_year_is_closed_while_others_commit_pay_and_release(together):
    last = clock.today().year - 1
    line = make.line(1_000_000, year=last)
    rows = [make.commitment(50_000, line, basis=f"t.old:{n}") for n in range(6)]
    close = partial(yearend.close, budget=line.budget, by=None)
    pays = [
        partial(operations.pay, commitment=row, fen=20_000, basis=f"t.pay:{row.pk}", by=None)
        for row in rows
    ]
    frees = [
        partial(operations.release, commitment=row, fen=10_000, basis=f"t.cut:{row.pk}", by=None)
        for row in rows[:3]
    ]
    more = [
        partial(operations.commit, line=line, fen=1, basis=f"t.new:{n}", words="奖励", by=None)
        for n in range(3)
    ]
    found = together(close, close, *pays, *frees, *more)
    assert set(found) <= {"done", "year_closed"}
    assert found.count("year_closed") <= len(more)
    new = Line.objects.get(budget__year=last + 1)
    line.refresh_from_db()
    assert line.closed and line.amount == line.paid
    assert line.paid + new.paid == 6 * 20_000
    assert new.committed == 6 * 30_000 - 3 * 10_000 + len(more) - found.count("year_closed")
    assert proof.wrong_sums() == []


def test_two_decisions_at_once_post_once_and_two_transfers_do_not_take_the_same_money(together):
    line = make.line(100_000)
    row = make.proposed("change", -80_000, line=line)
    other = make.proposed("change", -80_000, line=line)
    acts = [
        partial(changes.approve, change=row, by=person("treasurer")),
        partial(changes.approve, change=row, by=person("leader")),
        partial(changes.approve, change=other, by=person("treasurer")),
    ]
    found = together(*acts)
    assert found.count("done") == 1
    assert set(found) <= {"done", "not_possible_now", "below_used", "short"}
    assert figures(line) == (20_000, 0, 0, 20_000)
    assert proof.wrong_sums() == []
