"""What must be true of grants that are applied for, and of a base's award: facts → reasons, fen.

The conditions are those of the scheme's own table (``incentives.needs``); nothing is fixed here.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.grants.conditions import AwardFacts, Due, clean_lists, rating_award
from incubator.incentives.needs import Needs
from portal.core import workdays
from portal.core.reasons import Condition, Reason, collect

CLAUSE = "社会组织扶持办法"


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What is known of an organisation that applies on a day.

    ``amount`` is what the table gives at most (fen), ``asked`` what is asked for (None: the
    scheme asks for no figure), ``paid_fen`` what the lineage had on this occasion, ``paid_in``
    the numbers of the organisation's own cases among these. ``tier`` is
    the id of the tier in which it lives, None when it lives in no base; ``level`` the grade it
    holds, 0 for none.
    """

    needs: Needs
    today: date
    amount: int
    registered_on: date | None = None
    resident: bool = False
    tier: int | None = None
    level: int = 0
    asked: int | None = None
    paid_fen: int = 0
    paid_in: Collection[str] = ()
    lists: Collection[str] = ()

    @property
    def left(self) -> int:
        """What is due at most, in fen: the table, or what was asked for, less what was had."""
        wanted = self.amount if self.asked is None else min(self.amount, self.asked)
        return max(0, wanted - self.paid_fen)


def has_amount(facts: GrantFacts) -> Iterator[Reason]:
    """A table without an amount pays nothing."""
    if facts.amount <= 0:
        yield Reason(
            "entry_without_amount",
            _("The table of the scheme has no amount for this."),
            _("See the amounts on the page of the scheme."),
            CLAUSE,
        )


def asked_for_something(facts: GrantFacts) -> Iterator[Reason]:
    """Where the application names the amount, it names one."""
    if facts.asked is not None and facts.asked <= 0:
        yield Reason(
            "nothing_asked",
            _("The amount that you ask for is missing."),
            _("Enter an amount above 0, at most what the table gives."),
            CLAUSE,
        )


def had_before(facts: GrantFacts) -> Iterator[Reason]:
    """Once for each occasion: an organisation and those it came from are one."""
    if facts.amount > 0 and facts.paid_fen > 0:
        own = _("This money was paid, or is being claimed, already: %(numbers)s.")
        other = _("This money was paid before, to you or to an organisation that yours came from.")
        yield Reason(
            "already_paid",
            own if facts.paid_in else other,
            _("It is paid once; what is paid every year or month is open again after that."),
            CLAUSE,
            params={"numbers": "、".join(facts.paid_in)},
        )


def old_enough(facts: GrantFacts) -> Iterator[Reason]:
    """Registered long enough, and not too long, on the day of the application."""
    needs, since = facts.needs, facts.registered_on
    if since is None and (needs.least_months or needs.most_months):
        yield Reason(
            "registration_unknown",
            _("The day of registration is not on the register."),
            _("Ask the registering bureau to enter it."),
            CLAUSE,
        )
    elif (
        since is not None
        and needs.most_months
        and facts.today > workdays.months_later(since, needs.most_months)
    ):
        yield Reason(
            "registered_too_long",
            _("This money is for organisations registered for at most %(months)s months."),
            _("Look at the other schemes."),
            CLAUSE,
            params={"months": needs.most_months},
        )
    if since is not None and facts.today < workdays.months_later(since, needs.least_months):
        yield Reason(
            "registered_too_short",
            _("This money is for organisations registered for at least %(months)s months."),
            _("Apply again when the time is over."),
            CLAUSE,
            params={"months": needs.least_months},
        )


def lives_there(facts: GrantFacts) -> Iterator[Reason]:
    """In residence, in the right tier."""
    needs = facts.needs
    if (needs.residence or needs.tiers) and not facts.resident:
        yield Reason(
            "not_in_residence",
            _("This money is for organisations in residence in an incubation base."),
            _("Apply for a place in a base first."),
            CLAUSE,
        )
    elif needs.tiers and facts.tier not in needs.tiers:
        yield Reason(
            "other_tier",
            _("This money is for another tier of nurturing than yours."),
            _("See on the page of the scheme for which tiers it is."),
            CLAUSE,
        )


def graded_enough(facts: GrantFacts) -> Iterator[Reason]:
    """Holds the grade that the scheme wants."""
    if facts.level < facts.needs.grade:
        yield Reason(
            "grade_too_low",
            _("This money is for organisations with a grade of at least %(level)sA."),
            _("Take part in a rating first."),
            CLAUSE,
            params={"level": facts.needs.grade},
        )


def on_no_list(facts: GrantFacts) -> Iterator[Reason]:
    """Nobody on a credit list is paid (Order 60)."""
    yield from clean_lists(AwardFacts({}, "", facts.today, lists=facts.lists))


GRANT: tuple[Condition[GrantFacts], ...] = (
    has_amount, asked_for_something, had_before, old_enough, lives_there, graded_enough, on_no_list,
)  # fmt: skip


def grant(facts: GrantFacts) -> Due:
    """What is due to an organisation that applies: the table, or what it asks for below it
    (check_law ``grants.grant``)."""
    reasons = collect(GRANT, facts)
    return Due(0 if reasons else facts.left, reasons)


@dataclass(frozen=True, slots=True)
class BaseFacts:
    """What is known of the operating award of a base for a year; amounts in fen.

    ``grade`` is the base's grade of the year ("" while there is none), public since
    ``graded_on``. ``had_fen`` is what was paid or claimed for this base and year.
    """

    table: Mapping[str, int]
    grade: str
    today: date
    graded_on: date | None = None
    had_fen: int = 0
    lists: Collection[str] = ()
    within: int | None = None


def base_award(facts: BaseFacts) -> Due:
    """What is due to the operator of a base for the year's grade, once a year and base
    (check_law ``grants.base_award``)."""
    return rating_award(
        AwardFacts(
            table=facts.table,
            grade=facts.grade,
            today=facts.today,
            confirmed=bool(facts.grade),
            confirmed_on=facts.graded_on,
            paid_fen=facts.had_fen,
            paid_grades=(facts.grade,) if facts.had_fen else (),
            lists=facts.lists,
            within=facts.within,
        )
    )
