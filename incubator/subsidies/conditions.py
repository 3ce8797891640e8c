"""What must be true of a subsidy for a person: facts → all reasons, and the fen.

The same functions answer ``check_law`` and the running product. Amounts are whole fen, months are
their first days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from incubator.grants.conditions import WORKER_CLAUSE, Due
from incubator.subsidies.enums import MonthTest
from incubator.workers.enums import RANK
from portal.core import days, money, workdays
from portal.core.reasons import Condition, Reason, Text, collect

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate: its level, since when, and the last day of its registration."""

    level: str
    issued_on: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Post:
    """Work in the organisation: first and last day (None: open), the kind of contract."""

    begins: date
    ends: date | None = None
    labour: bool = True
    full_time: bool = True


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows by which a month is judged (``subsidies.toml``)."""

    month_test: int = MonthTest.WHOLE
    insurance: bool = True
    late_months: int = 3
    new_level: bool = False
    months_in_post: int = 12


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person, a scheme and a month when a list is reckoned.

    ``asked_on`` is the day of the claim. ``had`` are the fen of each level paid ``once`` before;
    ``in_post`` the insured months in the present post up to the month.
    """

    table: Mapping[str, int]
    month: date
    asked_on: date
    rows: Rows = field(default_factory=Rows)
    post: Post | None = None
    papers: Sequence[Paper] = ()
    insured: bool = False
    taken: bool = False
    once: bool = False
    difference: bool = True
    in_post: int = 0
    had: Mapping[str, int] = field(default_factory=dict)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return workdays.months_later(self.month, 1) - DAY

    @property
    def level_day(self) -> date:
        """The day by which the level goes: the first of the month, or by row its last."""
        return self.last if self.once or self.rows.new_level else self.month

    @property
    def level(self) -> str:
        """The highest level with a certificate valid on that day; "" without one."""
        day = self.level_day
        held = [p.level for p in self.papers if p.issued_on <= day <= p.valid_until]
        return max(held, key=lambda level: RANK.get(level, 0), default="")

    @property
    def amount(self) -> int:
        """The table's amount for the level in fen; 0 when the table has none."""
        return self.table.get(self.level, 0)

    @property
    def covered(self) -> int:
        """How many days of the month lie within the contract."""
        if self.post is None:
            return 0
        last = min(self.last, self.post.ends or self.last)
        return max(0, (last - max(self.month, self.post.begins)).days + 1)

    def works_on(self, day: date) -> bool:
        """Whether the contract covers a day."""
        post = self.post
        return post is not None and post.begins <= day and (post.ends is None or day <= post.ends)


def month_words(month: date) -> str:
    """A month as it is written: 2026-06."""
    return f"{month:%Y-%m}"


def last_to_claim(month: date, late_months: int) -> date:
    """The last day on which a month may be claimed: the end of the so many months later."""
    return workdays.months_later(month, late_months + 1) - DAY


def against_month(month: date, asked_on: date, late_months: int) -> Iterator[Reason]:
    """A month is claimed when it is over, and not later than the row says."""
    words = month_words(month)
    if workdays.months_later(month, 1) > asked_on:
        yield _reason(
            "month_to_come",
            _("The month %(month)s is not over yet."),
            _("Claim it from the first day of the next month."),
            month=words,
        )
    last = last_to_claim(month, late_months)
    if asked_on > last:
        yield _reason(
            "month_too_old",
            _("The month %(month)s could be claimed until %(day)s."),
            _("Choose a later month."),
            month=words,
            day=days.date_words(last),
        )


def in_time(facts: Facts) -> Iterator[Reason]:
    """Not before the month is over, not after the months of the row."""
    yield from against_month(facts.month, facts.asked_on, facts.rows.late_months)


def contract_counts(facts: Facts) -> Iterator[Reason]:
    """A full-time labour contract that covers as much of the month as the row asks."""
    if facts.post is None or facts.covered == 0:
        yield _no_contract(facts)
        return
    wanted = {
        MonthTest.WHOLE: facts.covered == (facts.last - facts.month).days + 1,
        MonthTest.FIFTEENTH: facts.works_on(facts.month.replace(day=15)),
        MonthTest.MOST: facts.covered * 2 > (facts.last - facts.month).days + 1,
    }
    test = MonthTest(facts.rows.month_test)
    if not facts.once and not wanted[test]:
        yield _reason(
            f"contract_{test.name.lower()}", NOT_COVERED[test], ASK_CONTRACT,
            month=month_words(facts.month), covered=facts.covered,
        )  # fmt: skip
    if facts.once and not facts.works_on(facts.last):
        yield _reason(
            "contract_ended",
            _("The contract no longer ran at the end of %(month)s."),
            _("Who is paid once must still be in the post."),
            month=month_words(facts.month),
        )


def full_time(facts: Facts) -> Iterator[Reason]:
    """A labour contract and full time; a service agreement does not count."""
    if facts.post is not None and not facts.post.labour:
        yield _reason(
            "no_labour_contract",
            _("There is a service agreement, no labour contract."),
            _("Only people with a labour contract are paid. Correct the entry if it is wrong."),
        )
    if facts.post is not None and not facts.post.full_time:
        yield _reason(
            "not_full_time",
            _("The person does not work full time."),
            _("Correct the entry in the register if it is wrong."),
        )


def certificate_valid(facts: Facts) -> Iterator[Reason]:
    """A certificate of a level in the table, valid on the day by which the level goes."""
    if facts.level and facts.amount <= 0:
        yield _reason(
            "level_without_amount",
            _("The table of the scheme has no amount for this level."),
            _("Check the level on the certificate."),
        )
    if facts.level:
        return
    day, begun = facts.level_day, [p for p in facts.papers if p.issued_on <= facts.level_day]
    if begun:
        ended = max(paper.valid_until for paper in begun)
        yield _reason(
            "certificate_expired",
            _("The registration of the certificate ended on %(day)s."),
            _("Have it registered again, enter the new last day, then claim the month late."),
            day=days.date_words(ended),
        )
    else:
        yield _reason(
            "certificate_missing",
            _("There was no certificate on %(day)s."),
            _("Enter the certificate in the register, or wait for the next month."),
            day=days.date_words(day),
        )


def insurance_paid(facts: Facts) -> Iterator[Reason]:
    """Social insurance was paid by this organisation for the month."""
    if facts.rows.insurance and not facts.insured:
        yield _reason(
            "no_insurance_in_month",
            _("No social insurance was paid for %(month)s."),
            _("Add the record of the insurance, or leave the month out."),
            month=month_words(facts.month),
        )


def not_taken(facts: Facts) -> Iterator[Reason]:
    """Nobody twice for a month or a level, whichever organisation asks."""
    if facts.taken and not facts.once:
        yield _reason(
            "month_already_paid",
            _("The month %(month)s has been claimed already."),
            _("Leave it out; a month that was paid wrongly is netted."),
            month=month_words(facts.month),
        )


def long_enough(facts: Facts) -> Iterator[Reason]:
    """So many insured months in the present post."""
    if facts.in_post < facts.rows.months_in_post:
        yield _reason(
            "months_missing",
            _("%(months)s months in the post are needed; it is %(has)s so far."),
            _("Claim again when they are complete."),
            months=facts.rows.months_in_post,
            has=facts.in_post,
        )


def level_once(facts: Facts) -> Iterator[Reason]:
    """Once for a level; a higher one pays the difference where the scheme says so."""
    paid = sum(facts.had.values())
    barred = facts.level in facts.had or (paid > 0 and not facts.difference)
    if facts.amount > 0 and (barred or facts.amount <= paid):
        yield _reason(
            "already_paid",
            _("For this level nothing more is due: %(paid)s yuan were paid."),
            _("A higher level pays the difference where the scheme says so."),
            paid=money.yuan(paid),
        )


MONTHLY: tuple[Condition[Facts], ...] = (
    in_time, contract_counts, full_time, certificate_valid, insurance_paid, not_taken,
)  # fmt: skip
ONCE: tuple[Condition[Facts], ...] = (
    in_time, contract_counts, full_time, certificate_valid, long_enough, level_once,
)  # fmt: skip
ASK_CONTRACT = _("Look whether the days of the contract are right in the register.")
NOT_COVERED: Mapping[MonthTest, Text] = {
    MonthTest.WHOLE: _("The contract covers %(covered)s days of %(month)s, not the whole month."),
    MonthTest.FIFTEENTH: _("The contract does not cover the 15th of %(month)s."),
    MonthTest.MOST: _("The contract covers only %(covered)s days of %(month)s, not most of it."),
}


def due(facts: Facts) -> Due:
    """What is due to a person for a month, or once for a level; 0 when a reason speaks against it.

    check_law ``subsidies.month`` and ``subsidies.once``.
    """
    reasons = collect(ONCE if facts.once else MONTHLY, facts)
    paid = sum(facts.had.values()) if facts.once else 0
    return Due(0 if reasons else facts.amount - paid, reasons)


def net(due_fen: Mapping[int, int], corrections: Sequence[tuple[int, int]]) -> list[int]:
    """What of each correction (payee, open fen; the oldest first) is taken off what is due.

    ``due_fen`` is {payee: fen}. Nobody is paid less than nothing: the rest is carried into the
    next batch (check_law ``subsidies.net``).
    """
    left, taken = dict(due_fen), []
    for payee, fen in corrections:
        part = min(fen, left.get(payee, 0))
        left[payee] = left.get(payee, 0) - part
        taken.append(part)
    return taken


def _no_contract(facts: Facts) -> Reason:
    words, post = month_words(facts.month), facts.post
    if post is not None and post.begins > facts.last:
        return _reason(
            "month_before_contract",
            _("The contract began on %(day)s, after %(month)s."),
            _("Choose a later month, or correct the first day of the contract."),
            day=days.date_words(post.begins),
            month=words,
        )
    return _reason(
        "no_contract_in_month",
        _("No labour contract covers %(month)s."),
        _("Enter the contract that was in force in this month."),
        month=words,
    )


def _reason(code: str, message: Text, cure: Text, **params: object) -> Reason:
    return Reason(code, message, cure, WORKER_CLAUSE, params=params)
