"""A machine that does whatever officials may do with money, in any order, beside a plain model."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets.models import Line
from portal.ledger.postings import operations, proof, reports, yearend
from portal.ledger.postings.models import Commitment, Leg, Posting
from tests.factories import ledger as make

FEN = st.integers(min_value=1, max_value=600)
ANY = st.integers(min_value=0, max_value=9_999)
UNDOING = {"done", "short", "not_committed", "not_paid", "year_closed", "came_back",
           "not_reversible"}  # fmt: skip


@dataclass(slots=True)
class Purse:
    """A line as it should be."""

    row: Line
    amount: int = 0
    committed: int = 0
    paid: int = 0
    closed: bool = False

    @property
    def free(self) -> int:
        return self.amount - self.committed - self.paid


@dataclass(slots=True)
class Promise:
    """A commitment as it should be; ``paid`` by the key of the line that paid."""

    row: Commitment
    purse: int
    open: int
    paid: dict[int, int] = field(default_factory=dict)


class Money(RuleBasedStateMachine):
    """Commit, release, pay, take back, reverse, change, close; every step checked."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.purses: dict[int, Purse] = {}
        self.promises: list[Promise] = []
        self.done: list[Callable[[], object]] = []
        self.year, self.count = 2020, 0
        for source in ("fiscal", "lottery"):
            line = make.line(2_000, year=self.year, source=source)
            self.purses[line.pk] = Purse(line, 2_000)

    def teardown(self) -> None:
        try:
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            assert proof.wrong_sums() == []
            today = clock.today()
            for key, purse in self.purses.items():
                free, committed, paid, whole = reports.statement([key], today, today)
                held = (free.closing, committed.closing, paid.closing, whole.closing)
                assert held == (purse.free, purse.committed, purse.paid, purse.amount)
                for row in (free, committed, paid, whole):
                    assert row.opening + row.added - row.taken == row.closing
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def name(self) -> str:
        self.count += 1
        return f"t.thing:{self.count}"

    def open_purse(self, number: int) -> Purse:
        now = [purse for purse in self.purses.values() if not purse.closed]
        return now[number % len(now)]

    def promise(self, number: int) -> Promise:
        return self.promises[number % len(self.promises)]

    def attempt(self, act: Callable[[], Any], expected: set[str]) -> Any:
        """Do it; the result when it was done, None when it was refused, as expected."""
        try:
            with transaction.atomic():
                made, outcome = act(), {"done"}
        except Refused as refusal:
            made, outcome = None, set(refusal.codes)
        assert outcome <= expected, (outcome, expected)
        if made is not None:
            self.done.append(act)
        return made

    @rule(number=ANY, fen=FEN)
    def commit(self, number: int, fen: int) -> None:
        purse, basis = self.open_purse(number), self.name()
        made = self.attempt(
            lambda: operations.commit(line=purse.row, fen=fen, basis=basis, words="奖", by=None),
            {"done" if fen <= purse.free else "short"},
        )
        if made:
            purse.committed += fen
            self.promises.append(Promise(made, purse.row.pk, fen))

    @precondition(lambda self: self.promises)
    @rule(number=ANY, fen=FEN, pays=st.booleans())
    def release_or_pay(self, number: int, fen: int, pays: bool) -> None:
        one, basis = self.promise(number), self.name()
        purse = self.purses[one.purse]
        act = operations.pay if pays else operations.release
        fits = "done" if fen <= one.open else "not_committed"
        made = self.attempt(
            lambda: act(commitment=one.row, fen=fen, basis=basis, by=None),
            {"year_closed"} if purse.closed else {fits},
        )
        if made:
            one.open -= fen
            purse.committed -= fen
            if pays:
                purse.paid += fen
                one.paid[one.purse] = one.paid.get(one.purse, 0) + fen

    @precondition(lambda self: self.promises)
    @rule(number=ANY, fen=FEN)
    def take_back(self, number: int, fen: int) -> None:
        one, basis = self.promise(number), self.name()
        made = self.attempt(
            lambda: operations.take_back(commitment=one.row, fen=fen, basis=basis, by=None),
            {"done" if fen <= sum(one.paid.values()) else "not_paid"},
        )
        if made:
            self.follow(made)

    @rule(number=ANY)
    def reverse(self, number: int) -> None:
        found = list(Posting.objects.filter(kind__in=operations.REVERSIBLE).order_by("pk"))
        undone = set(Posting.objects.exclude(reverses=None).values_list("reverses", flat=True))
        found = [one for one in found if one.pk not in undone]
        if found:
            one = found[number % len(found)]
            made = self.attempt(
                lambda: operations.reverse(posting=one, reason="录错", by=None), UNDOING
            )
            if made:
                self.follow(made)

    @rule(number=ANY, fen=FEN)
    def more_money(self, number: int, fen: int) -> None:
        purse = self.open_purse(number)
        make.line(fen, year=self.year, source=purse.row.source)
        purse.amount += fen

    @precondition(lambda self: self.done)
    @rule(number=ANY)
    def the_same_again(self, number: int) -> None:
        """Whatever was done before changes nothing the second time."""
        before = Posting.objects.count()
        self.done[number % len(self.done)]()
        assert Posting.objects.count() == before

    @precondition(lambda self: self.count % 5 == 4)
    @rule()
    def close_the_year(self) -> None:
        budget = next(p.row.budget for p in self.purses.values() if not p.closed)
        yearend.close(budget=budget, by=None)
        self.year += 1
        for purse in [one for one in self.purses.values() if not one.closed]:
            goes_on = purse.free if purse.row.source == "lottery" else 0
            line = make.line(year=self.year, source=purse.row.source)
            new = Purse(line, purse.committed + goes_on, purse.committed)
            for one in self.promises:
                if one.purse == purse.row.pk and one.open:
                    one.purse = line.pk
            purse.amount, purse.committed, purse.closed = purse.paid, 0, True
            self.purses[line.pk] = new

    def follow(self, posting: Posting) -> None:
        """What the legs of a posting say, carried into the model."""
        for leg in Leg.objects.filter(posting=posting):
            purse = self.purses[leg.line_id]
            purse.amount += leg.fen if leg.account in {"free", "committed", "paid"} else 0
            purse.committed += leg.fen if leg.account == "committed" else 0
            purse.paid += leg.fen if leg.account == "paid" else 0
            for one in self.promises:
                if one.row.pk == leg.commitment_id and leg.account == "committed":
                    one.open, one.purse = one.open + leg.fen, leg.line_id
                elif one.row.pk == leg.commitment_id and leg.account == "paid":
                    one.paid[leg.line_id] = one.paid.get(leg.line_id, 0) + leg.fen

    @invariant()
    def figures_are_as_they_should_be(self) -> None:
        lines = Line.objects.values_list("pk", "amount", "committed", "paid", "closed")
        found = {key: tuple(rest) for key, *rest in lines}
        assert found == {
            key: (one.amount, one.committed, one.paid, one.closed)
            for key, one in self.purses.items()
        }
        assert all(one.free >= 0 for one in self.purses.values())
        rows = Commitment.objects.order_by("pk").values_list("open", "paid", "fen")
        kept = [(one.open, sum(one.paid.values()), one.row.fen) for one in self.promises]
        assert list(rows) == kept
        assert all(left + paid <= whole for left, paid, whole in kept)
