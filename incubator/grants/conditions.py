"""What must be true of money for a grade or for a social worker: facts → all reasons, and the fen.

The same functions answer ``check_law`` and the running product.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days, money, workdays
from portal.core.reasons import Condition, F, Reason, collect

AWARD_CLAUSE = "等级评估奖励办法"
WORKER_CLAUSE = "社会工作者补贴办法"


@dataclass(frozen=True, slots=True)
class Due:
    """What is due in fen (0 when anything speaks against it), and every reason against it."""

    fen: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """What is known of an award for a grade on a day.

    ``table`` gives the fen of each grade ("AAA"). ``paid_fen`` and ``paid_grades`` are what the
    organisation and its lineage had already. ``within`` are the calendar days in which it may be
    claimed, counted from the day after ``confirmed_on``; None: no limit.
    """

    table: Mapping[str, int]
    grade: str
    today: date
    confirmed: bool = True
    confirmed_on: date | None = None
    paid_fen: int = 0
    paid_grades: Collection[str] = ()
    lists: Collection[str] = ()
    within: int | None = None

    @property
    def amount(self) -> int:
        """The table's amount for the grade in fen; 0 when the table has none."""
        return self.table.get(self.grade, 0)


def grade_confirmed(facts: AwardFacts) -> Iterator[Reason]:
    """Only a grade that was confirmed counts, from the day of its confirmation."""
    day = facts.confirmed_on
    if not facts.confirmed or day is None or day > facts.today:
        yield Reason(
            "not_confirmed",
            _("The grade has not been confirmed and announced yet."),
            _("The award is offered when the grade is announced."),
            AWARD_CLAUSE,
        )


def grade_has_award(facts: AwardFacts) -> Iterator[Reason]:
    """A grade that the table does not name, or names with 0, has no award."""
    if facts.amount <= 0:
        yield Reason(
            "grade_without_award",
            _("The table of the scheme has no award for this grade."),
            _("See the amounts on the page of the scheme."),
            AWARD_CLAUSE,
        )


def paid_once(facts: AwardFacts) -> Iterator[Reason]:
    """Once for a grade; a table that rises later pays no top-up for a grade that was paid."""
    if (0 < facts.amount <= facts.paid_fen) or facts.grade in facts.paid_grades:
        yield Reason(
            "already_paid",
            _("For this grade nothing more is due: %(paid)s yuan were paid or the grade was held."),
            _("A higher grade pays the difference where the scheme says so."),
            AWARD_CLAUSE,
            params={"paid": money.yuan(facts.paid_fen)},
        )


def clean_lists(facts: AwardFacts) -> Iterator[Reason]:
    """Nobody on a credit list is paid (Order 60)."""
    if "abnormal" in facts.lists:
        yield Reason(
            "on_abnormal_list",
            _("The organisation is on the list of abnormal activity."),
            _("Mend what led to it and ask the registry to be taken off the list."),
            "社会组织信用信息管理办法",
        )
    if "dishonest" in facts.lists:
        yield Reason(
            "on_dishonest_list",
            _("The organisation is on the list of serious dishonesty."),
            _("While it is listed there is no money; ask the registry when it may leave the list."),
            "社会组织信用信息管理办法",
        )


def in_time(facts: AwardFacts) -> Iterator[Reason]:
    """A claim comes within the days of the scheme; the last day still counts."""
    last = last_day(facts.confirmed_on, facts.within)
    if last is not None and facts.today > last:
        yield Reason(
            "too_late",
            _("The award could be claimed until %(day)s."),
            params={"day": days.date_words(last)},
            clause=AWARD_CLAUSE,
        )


def last_day(confirmed_on: date | None, within: int | None) -> date | None:
    """The last day of a claim: calendar days, the first not counted, rolling to a working day."""
    if confirmed_on is None or within is None:
        return None
    return workdays.deadline(confirmed_on, within, "cd").last_day


AWARD: tuple[Condition[AwardFacts], ...] = (
    grade_confirmed,
    grade_has_award,
    paid_once,
    clean_lists,
    in_time,
)


def rating_award(facts: AwardFacts) -> Due:
    """What is due for a grade: the table's amount less what was paid, unless a reason stands
    against it (check_law ``grants.rating_award``)."""
    return _due(facts.amount - facts.paid_fen, AWARD, facts)


@dataclass(frozen=True, slots=True)
class OnceFacts:
    """What is known of a social worker's subsidy that is paid once, the higher level's difference
    included; months are whole months in the present post."""

    table: Mapping[str, int]
    level: str
    paid_fen: int = 0
    months_in_post: int = 0
    required_months: int = 0

    @property
    def amount(self) -> int:
        """The table's amount for the level in fen; 0 when the table has none."""
        return self.table.get(self.level, 0)


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What is known of one month ("2026-05") of a social worker's monthly subsidy.

    ``contract_to`` None: open-ended; ``contract_from`` None: no contract.
    """

    table: Mapping[str, int]
    level: str
    month: str
    contract_from: date | None = None
    contract_to: date | None = None
    insured_months: Collection[str] = ()
    paid_months: Collection[str] = ()

    @property
    def amount(self) -> int:
        """The table's amount for the level in fen; 0 when the table has none."""
        return self.table.get(self.level, 0)


def level_has_amount(facts: OnceFacts | MonthFacts) -> Iterator[Reason]:
    """A level outside the table, or with 0, is paid nothing."""
    if facts.amount <= 0:
        yield Reason(
            "level_without_amount",
            _("The table of the scheme has no amount for this level."),
            _("Check the level on the certificate."),
            WORKER_CLAUSE,
        )


def long_enough(facts: OnceFacts) -> Iterator[Reason]:
    """So many months in the post."""
    if facts.months_in_post < facts.required_months:
        yield Reason(
            "months_missing",
            _("%(months)s months in the post are needed; it is %(has)s so far."),
            _("Claim again when they are complete."),
            WORKER_CLAUSE,
            params={"months": facts.required_months, "has": facts.months_in_post},
        )


def level_paid_once(facts: OnceFacts) -> Iterator[Reason]:
    """What the level brings was paid already."""
    if 0 < facts.amount <= facts.paid_fen:
        yield Reason(
            "already_paid",
            _("For this level nothing more is due: %(paid)s yuan were paid."),
            _("A higher level pays the difference."),
            WORKER_CLAUSE,
            params={"paid": money.yuan(facts.paid_fen)},
        )


def contract_touches(facts: MonthFacts) -> Iterator[Reason]:
    """A labour contract that touches the month counts for it."""
    begins, ends = facts.contract_from, facts.contract_to
    touches = begins is not None and begins.isoformat()[:7] <= facts.month
    if not touches or (ends is not None and ends.isoformat()[:7] < facts.month):
        yield Reason(
            "no_contract_in_month",
            _("No labour contract covers %(month)s."),
            _("Enter the contract that was in force in this month."),
            WORKER_CLAUSE,
            params={"month": facts.month},
        )


def insured(facts: MonthFacts) -> Iterator[Reason]:
    """Social insurance was paid for the month."""
    if facts.month not in facts.insured_months:
        yield Reason(
            "no_insurance_in_month",
            _("No social insurance was paid for %(month)s."),
            _("Add the record of the insurance, or leave the month out."),
            WORKER_CLAUSE,
            params={"month": facts.month},
        )


def month_once(facts: MonthFacts) -> Iterator[Reason]:
    """No month twice, whichever organisation asks."""
    if facts.month in facts.paid_months:
        yield Reason(
            "month_already_paid",
            _("The month %(month)s has been paid already."),
            _("Leave it out; a month that was paid wrongly is netted."),
            WORKER_CLAUSE,
            params={"month": facts.month},
        )


ONCE: tuple[Condition[OnceFacts], ...] = (level_has_amount, long_enough, level_paid_once)
MONTH: tuple[Condition[MonthFacts], ...] = (
    level_has_amount,
    contract_touches,
    insured,
    month_once,
)


def worker_once(facts: OnceFacts) -> Due:
    """What is due once for a level: the table's amount less what was paid for a lower one
    (check_law ``grants.worker_once``)."""
    return _due(facts.amount - facts.paid_fen, ONCE, facts)


def worker_month(facts: MonthFacts) -> Due:
    """What is due for one month: the table's amount (check_law ``grants.worker_month``)."""
    return _due(facts.amount, MONTH, facts)


def _due(fen: int, conditions: tuple[Condition[F], ...], facts: F) -> Due:
    reasons = collect(conditions, facts)
    return Due(0 if reasons else max(0, fen), reasons)
