"""Awards as they should be, in memory: the real rules, the real table of steps, plain dictionaries.

What is decided is asked of the product's own functions (``conditions.rating_award``, the workflow,
``clawbacks.shares``); only what the database keeps is kept in objects here. A walk takes acts in an
order that a seed gives. ``tests.incubator.grants_world`` does the same acts on a database, and the
two are compared after each.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from incubator.clawbacks import shares
from incubator.grants.conditions import AwardFacts, rating_award
from incubator.grants.enums import COUNTED, DEAD, PAID_OUT
from incubator.grants.workflow import GRANT
from incubator.incentives.enums import grade_code

TABLE = {"AAA": 1_000_000, "AAAA": 2_000_000, "AAAAA": 3_000_000}
HIGHEST = max(TABLE.values())
TODAY = date(2026, 12, 1)
FAMILY = {0: frozenset({0}), 1: frozenset({0, 1}), 2: frozenset({2})}
"""Who counts for whom: 1 came out of 0, 2 stands alone."""
DOWN = {0: frozenset({0, 1}), 1: FAMILY[1], 2: frozenset({2})}
KEY = {0: 0, 1: 0, 2: 2}
ON = {
    "offered": "claim", "claimed": "check", "checked": "approve", "published": "settle",
    "queued": "commit", "committed": "receipt", "receipted": "order", "ordered": "pay",
    "paid": "close",
}  # fmt: skip
ACTS = ("go_on",) * 12 + ("grade",) * 2 + (
    "stop", "withdraw", "returned", "again", "budget", "fall", "repay", "offer_again",
)  # fmt: skip


@dataclass(slots=True)
class Grade:
    organisation: int
    level: int
    day: date
    fallen: bool = False


@dataclass(slots=True)
class Award:
    """A claim: ``grade`` is its ground."""

    number: int
    organisation: int
    grade: Grade
    amount: int
    status: str = "offered"
    paid: int = 0
    returned: int = 0
    committed: bool = False

    @property
    def entry(self) -> str:
        return grade_code(self.grade.level)


@dataclass(slots=True)
class Back:
    """Money asked back."""

    number: int
    organisation: int
    asked: list[list[int]]
    returned: int = 0

    @property
    def owed(self) -> int:
        return sum(fen for _claim, fen in self.asked) - self.returned


@dataclass
class Model:
    """Three organisations, one scheme, one line of money; every act says whether it was done."""

    budget: int = 2_000_000
    committed: int = 0
    paid: int = 0
    grades: list[Grade] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    backs: list[Back] = field(default_factory=list)
    tallies: dict[int, list[int]] = field(default_factory=dict)
    postings: int = 0

    def post(self, committed: int = 0, paid: int = 0, budget: int = 0) -> None:
        """A posting: what leaves the free money comes to the others, in all nothing."""
        free = budget - committed - paid
        assert free + committed + paid - budget == 0
        self.budget, self.postings = self.budget + budget, self.postings + 1
        self.committed, self.paid = self.committed + committed, self.paid + paid

    def due(self, award: Award) -> tuple[int, set[str]]:
        """What the product's rule says to a claim now."""
        family = FAMILY[award.organisation]
        others = [
            one for one in self.awards
            if one is not award and one.organisation in family and one.status in COUNTED
        ]  # fmt: skip
        held = max(
            (g.level for g in self.grades if g.organisation in family and g.day < award.grade.day),
            default=0,
        )
        found = rating_award(
            AwardFacts(
                table=TABLE,
                grade=award.entry,
                today=TODAY,
                confirmed=not award.grade.fallen,
                confirmed_on=award.grade.day,
                paid_fen=sum(one.amount for one in others),
                paid_grades=frozenset(
                    [one.entry for one in others] + [grade_code(n) for n in range(1, held + 1)]
                ),
            )
        )
        codes = {reason.code for reason in found.reasons}
        if any(b.organisation in family and b.owed for b in self.backs):
            codes.add("money_asked_back")
        return found.fen, codes

    def grade(self, organisation: int, level: int, day: date) -> bool:
        self.grades.append(Grade(organisation, level, day))
        return self.offer()

    def offer(self) -> bool:
        """Offer what is due and was not offered; whether anything was."""
        made = [self._offer(grade) for grade in sorted(self.grades, key=_by_day)]
        return any(made)

    def _offer(self, grade: Grade) -> bool:
        entry = grade_code(grade.level)
        for one in self.awards:
            mine = one.organisation == grade.organisation
            if mine and one.grade.day == grade.day and one.entry == entry:
                return False
            alive = one.status not in DEAD and one.entry == entry
            if alive and (one.organisation in FAMILY[grade.organisation]
                          or KEY[one.organisation] == KEY[grade.organisation]):  # fmt: skip
                return False
        award = Award(len(self.awards), grade.organisation, grade, 0)
        fen, codes = self.due(award)
        if codes - {"money_asked_back"}:
            return False
        award.amount = fen or max(1, TABLE[entry])
        self.awards.append(award)
        return True

    def go_on(self, award: Award) -> bool:
        """The next step on the way to the money; False when something stands against it."""
        action = ON.get(award.status)
        if action is None:
            return False
        return bool(getattr(self, f"_{action}")(award))

    def _move(self, award: Award, action: str) -> bool:
        step = GRANT.step(action, award.status)
        if step is None:
            return False
        award.status = str(step.target)
        return True

    def _reckoned(self, award: Award, action: str) -> bool:
        fen, codes = self.due(award)
        if codes:
            return False
        award.amount = fen
        return self._move(award, action)

    def _claim(self, award: Award) -> bool:
        return self._reckoned(award, "claim")

    def _check(self, award: Award) -> bool:
        return self._reckoned(award, "check")

    def _approve(self, award: Award) -> bool:
        fen, codes = self.due(award)
        tally = self.tallies.setdefault(KEY[award.organisation], [0, 0])
        if codes or fen != award.amount or tally[0] + award.amount > HIGHEST:
            return False
        tally[0] += award.amount
        return self._move(award, "approve")

    def _settle(self, award: Award) -> bool:
        mine = (award.grade.day, award.number)
        waiting = [one for one in self.awards if one.status == "queued"]
        if any((one.grade.day, one.number) < mine for one in waiting) or not self._commit(award):
            self._move(award, "queue")
        return True

    def _commit(self, award: Award) -> bool:
        if award.amount > self.budget - self.committed - self.paid:
            return False
        self.post(committed=award.amount)
        award.committed = True
        return self._move(award, "commit")

    def _receipt(self, award: Award) -> bool:
        return self._move(award, "receipt")

    def _order(self, award: Award) -> bool:
        return not self.due(award)[1] and self._move(award, "order")

    def _pay(self, award: Award) -> bool:
        self.post(committed=-award.amount, paid=award.amount)
        award.paid = award.amount
        self.tallies[KEY[award.organisation]][1] += award.paid
        return self._move(award, "pay")

    def _close(self, award: Award) -> bool:
        return self._move(award, "close")

    def stop(self, award: Award) -> bool:
        if not self._move(award, "stop"):
            return False
        if award.committed:
            self.post(committed=-award.amount)
        self.tallies[KEY[award.organisation]][0] -= award.amount
        return True

    def withdraw(self, award: Award) -> bool:
        was = award.status
        if not self._move(award, "withdraw"):
            return False
        if was == "queued":
            self.tallies[KEY[award.organisation]][0] -= award.amount
        return True

    def back_from_bank(self, award: Award) -> bool:
        """The bank returns the transfer: the payment is open again, the award stands."""
        if award.status != "paid" or award.returned:
            return False
        self.post(committed=award.paid, paid=-award.paid)
        self.tallies[KEY[award.organisation]][1] -= award.paid
        award.paid = 0
        return self._move(award, "come_back")

    def fall(self, grade: Grade) -> bool:
        """A grade is cancelled for fraud: what was paid for it, and before it, is asked back."""
        if grade.fallen:
            return False
        grade.fallen = True
        under_way = shares.outstanding((back.asked, back.returned) for back in self.backs)
        family = DOWN[grade.organisation]
        debtors: dict[int, dict[int, int]] = {}
        for one in self.awards:
            about = (one.grade.day, one.grade.level) == (grade.day, grade.level)
            if about and one.organisation in family and one.paid > one.returned:
                debtors.setdefault(one.organisation, {})[one.number] = one.paid - one.returned
        for one in self.awards:
            before = one.grade.day <= grade.day and one.paid > one.returned
            if one.organisation in debtors and before:
                debtors[one.organisation][one.number] = one.paid - one.returned
        for organisation, found in debtors.items():
            rows = dict(sorted(found.items()))
            asked = shares.askable(rows, under_way)
            if asked:
                self.backs.append(Back(len(self.backs), organisation, asked))
        return bool(debtors)

    def repay(self, back: Back, fen: int) -> bool:
        """Some of it comes back: it is free on the line again."""
        if not 0 < fen <= back.owed:
            return False
        brings = shares.parts(back.asked, back.returned, fen)
        # What the bank returned meanwhile is no longer paid: the ledger refuses it ("not_paid").
        if any(part > self.awards[n].paid - self.awards[n].returned for n, part in brings.items()):
            return False
        for number, part in brings.items():
            self.awards[number].returned += part
            self.post(committed=part, paid=-part)
            self.post(committed=-part)
        back.returned += fen
        return True

    def holds(self) -> None:
        """What must be true at any moment."""
        assert self.committed >= 0 and self.paid >= 0
        assert self.committed + self.paid <= self.budget
        living = [(KEY[a.organisation], a.entry) for a in self.awards if a.status not in DEAD]
        assert len(living) == len(set(living))
        for awarded, paid in self.tallies.values():
            assert 0 <= paid <= awarded <= HIGHEST
        kept = 0
        for award in self.awards:
            assert 0 <= award.returned <= award.paid <= award.amount
            assert award.paid == 0 or award.status in PAID_OUT
            kept += award.paid - award.returned
        assert kept == self.paid

    def state(self) -> object:
        """All that can be compared."""
        return (
            (self.budget, self.committed, self.paid),
            [(a.status, a.amount, a.paid, a.returned) for a in self.awards],
            [(b.organisation, b.owed) for b in self.backs],
            sorted((key, *value) for key, value in self.tallies.items()),
        )


def act(model: Model, chance: random.Random, number: int) -> tuple[Any, ...]:
    """One act drawn for a model: its name and what it is about, for both worlds alike."""
    what = chance.choice(ACTS)
    if what == "grade" or not model.awards:
        day = TODAY - timedelta(days=1 + number)
        return "grade", chance.randrange(3), chance.randint(3, 5), day
    if what == "budget":
        return "budget", chance.choice((1, 500_000, 1_000_000))
    if what == "fall":
        return "fall", chance.randrange(len(model.grades))
    if what == "repay":
        back = chance.randrange(len(model.backs)) if model.backs else None
        owed = model.backs[back].owed if back is not None else 0
        return "repay", back, chance.choice((1, owed // 2, owed))
    if what == "offer_again":
        return ("offer_again",)
    living = [a.number for a in model.awards if a.status not in (*DEAD, "closed")]
    return what, chance.choice(living or [0])


def take(model: Model, chosen: tuple[Any, ...]) -> bool:
    """Do an act on the model; what is refused, or tells nothing new, is False."""
    what, *about = chosen
    if what == "grade":
        return model.grade(*about)
    if what == "budget":
        model.post(budget=about[0])
        return True
    if what == "offer_again":
        return model.offer()
    if what == "fall":
        return model.fall(model.grades[about[0]])
    if what == "repay":
        return about[0] is not None and model.repay(model.backs[about[0]], about[1])
    award = model.awards[about[0]]
    if what == "again":
        return False
    acts = {"go_on": model.go_on, "stop": model.stop, "withdraw": model.withdraw,
            "returned": model.back_from_bank}  # fmt: skip
    return acts[str(what)](award)


def walk(seed: int, steps: int, *, each: int = 60) -> int:
    """Take so many steps, a fresh model every ``each``; returns how many acts were done."""
    chance, done, model = random.Random(seed), 0, Model()
    for number in range(steps):
        if number % each == 0:
            model = Model()
        chosen = act(model, chance, number % each)
        before = model.state() if chosen[0] in ("again", "offer_again") else None
        changed = take(model, chosen)
        if before is not None and not changed:
            assert model.state() == before
        done += changed
        model.holds()
    return done


def _by_day(grade: Grade) -> date:
    return grade.day
