"""What must be true of the acts around the end of a residence: pure functions to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class AskFacts:
    """What is known when an organisation asks to stay longer."""

    today: date
    ask_by: date
    months: int
    most_months: int
    extended: bool
    waiting: bool
    living: bool


def still_living(facts: AskFacts) -> Iterator[Reason]:
    """Only who is in residence asks to stay."""
    if not facts.living:
        yield Reason(
            "not_living",
            _("The residence can no longer be extended."),
            _("Apply to the next programme when its intake opens."),
        )


def not_extended_yet(facts: AskFacts) -> Iterator[Reason]:
    """One extension, no more."""
    if facts.extended:
        yield Reason(
            "already_extended",
            _("The residence was already extended once."),
            _("Go on to the exit evaluation; followers stay in touch after graduation."),
        )


def not_waiting(facts: AskFacts) -> Iterator[Reason]:
    """One request at a time."""
    if facts.waiting:
        yield Reason(
            "extension_waits",
            _("A request for an extension is already being decided."),
            _("Wait for the answer; it comes as a message and a letter."),
        )


def early_enough(facts: AskFacts) -> Iterator[Reason]:
    """The last lawful day counts; a day later is too late."""
    if facts.today > facts.ask_by:
        yield Reason(
            "extension_asked_late",
            _("An extension had to be asked for by %(day)s."),
            _("Go on to the exit evaluation, or apply to the next programme."),
            params={"day": days.date_words(facts.ask_by)},
        )


def months_fit(facts: AskFacts) -> Iterator[Reason]:
    """At least a month, at most what the row says."""
    if not 1 <= facts.months <= facts.most_months:
        yield Reason(
            "extension_too_long",
            _("An extension takes 1 to %(most)s months."),
            _("Choose fewer months."),
            params={"most": facts.most_months},
        )


ASK = (still_living, not_extended_yet, not_waiting, early_enough, months_fit)


@dataclass(frozen=True, slots=True)
class LendFacts:
    """What is known when something is lent, or comes back."""

    today: date
    day: date
    since: date | None
    living: bool = True
    back: bool = False


def lent_while_living(facts: LendFacts) -> Iterator[Reason]:
    """Who is leaving borrows nothing more."""
    if not facts.living:
        yield Reason(
            "lent_after_exit",
            _("The organisation is leaving; nothing more is lent to it."),
            _("Receive what it has first."),
        )


def not_in_future(facts: LendFacts) -> Iterator[Reason]:
    """Things are written down when they have happened."""
    if facts.day > facts.today:
        yield Reason(
            "day_in_future", _("The day lies in the future."), _("Choose a day up to today.")
        )


def back_after_lent(facts: LendFacts) -> Iterator[Reason]:
    """Nothing comes back before it was lent."""
    if facts.since is not None and facts.day < facts.since:
        yield Reason(
            "back_before_lent",
            _("It was lent on %(day)s; it cannot come back before."),
            _("Check the day."),
            params={"day": days.date_words(facts.since)},
        )


def not_back_yet(facts: LendFacts) -> Iterator[Reason]:
    """It is received once."""
    if facts.back:
        yield Reason(
            "already_back", _("This has already been received."), _("Open the page again.")
        )


LEND = (lent_while_living, not_in_future)
RECEIVE = (not_back_yet, not_in_future, back_after_lent)


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """What is known when support money is accounted for; all in fen."""

    today: date
    day: date
    amount_fen: int
    open_fen: int


def positive(facts: MoneyFacts) -> Iterator[Reason]:
    """An entry has an amount."""
    if facts.amount_fen <= 0:
        yield Reason("amount_not_positive", _("The amount must be more than 0."))


def entered_later(facts: MoneyFacts) -> Iterator[Reason]:
    """A receipt has a day that has come."""
    if facts.day > facts.today:
        yield Reason(
            "day_in_future", _("The day lies in the future."), _("Choose a day up to today.")
        )


def not_too_much(facts: MoneyFacts) -> Iterator[Reason]:
    """Nobody accounts for more than was paid."""
    if facts.amount_fen > facts.open_fen:
        yield Reason(
            "more_than_paid",
            _("Only %(open)s yuan are still to be accounted for."),
            _("Check the amount, and whether the receipt was already entered."),
            params={"open": f"{facts.open_fen / 100:,.2f}"},
        )


MONEY = (positive, entered_later, not_too_much)
