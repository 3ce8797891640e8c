"""What must be true of an act on a residence: pure functions from facts to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.admission.acts import not_own_case as not_own_case
from portal.core import days
from portal.core.reasons import Reason

NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a residence when somebody acts on it.

    What the reports and the exit know is given by them (``operations.take(known=…)``); unknown is
    never a pass. ``score`` and ``pass_mark`` are hundredths of a point. ``unscored`` are items of
    the mid-term sheet without points, ``unproven`` the exit items that do not hold, ``not_back``
    what was lent and is not returned yet.
    """

    own_case: bool = False
    today: date = date.min
    ends_on: date = date.max
    midterm_passed: bool = False
    unscored: tuple[str, ...] = NOTHING
    score: int | None = None
    pass_mark: int = 0
    unproven: tuple[str, ...] = ("?",)
    extended: bool = False
    asked_on: date | None = None
    ask_by: date = date.min
    extension_months: int = 0
    most_months: int = 0
    not_back: tuple[str, ...] = NOTHING
    unsettled_fen: int = 0
    follow_up_ended: bool = False


def all_scored(facts: Facts) -> Iterator[Reason]:
    """A review has points for every item of its sheet."""
    if facts.score is None and not facts.unscored:
        yield Reason(
            "not_scored",
            _("The review has no points yet."),
            _("Give points for every item of the sheet first."),
        )
    for title in facts.unscored:
        yield Reason(
            "item_not_scored",
            _("No points yet for: %(title)s"),
            _("Give points for it, 0 if it was not reached."),
            params={"title": title},
        )


def reaches_mark(facts: Facts) -> Iterator[Reason]:
    """A review is passed from the pass mark on."""
    if facts.score is not None and facts.score < facts.pass_mark:
        yield Reason("below_pass_mark", _("The points are below the pass mark of the review."))


def below_mark(facts: Facts) -> Iterator[Reason]:
    """Nobody who reaches the mark is sent to mend."""
    if facts.score is not None and facts.score >= facts.pass_mark:
        yield Reason("reaches_pass_mark", _("The points reach the pass mark of the review."))


def after_midterm(facts: Facts) -> Iterator[Reason]:
    """The exit evaluation comes after a passed mid-term review."""
    if not facts.midterm_passed:
        yield Reason(
            "exit_before_midterm",
            _("The mid-term review has not been passed yet."),
            _("Finish the mid-term review first; the exit evaluation opens after it."),
        )


def over(facts: Facts) -> Iterator[Reason]:
    """The portal opens the exit by itself after the last day."""
    if facts.today <= facts.ends_on:
        yield Reason("residence_runs", _("The residence has not ended yet."))


def all_proven(facts: Facts) -> Iterator[Reason]:
    """Every item of the exit evaluation holds before somebody graduates."""
    for title in facts.unproven:
        yield Reason(
            "exit_item_not_met",
            _("Not met: %(title)s"),
            _("Prove it, extend the residence once, or end it without graduation."),
            params={"title": title},
        )


def not_extended(facts: Facts) -> Iterator[Reason]:
    """One extension, no more."""
    if facts.extended:
        yield Reason(
            "already_extended",
            _("The residence was already extended once."),
            _("Go on to the exit evaluation; followers stay in touch after graduation."),
        )


def asked_in_time(facts: Facts) -> Iterator[Reason]:
    """An extension is asked for early enough before the end."""
    if facts.asked_on is None:
        yield Reason("extension_not_asked", _("The organisation has not asked for an extension."))
    elif facts.asked_on > facts.ask_by:
        yield Reason(
            "extension_asked_late",
            _("An extension had to be asked for by %(day)s."),
            _("Go on to the exit evaluation, or apply to the next programme."),
            params={"day": days.date_words(facts.ask_by)},
        )


def short_enough(facts: Facts) -> Iterator[Reason]:
    """An extension has at least a month and at most what the row says."""
    if not 1 <= facts.extension_months <= facts.most_months:
        yield Reason(
            "extension_too_long",
            _("An extension takes 1 to %(most)s months."),
            _("Choose fewer months."),
            params={"most": facts.most_months},
        )


def all_back(facts: Facts) -> Iterator[Reason]:
    """Whoever leaves hands back keys, desks and devices first."""
    for title in facts.not_back:
        yield Reason(
            "not_handed_back",
            _("Not handed back yet: %(title)s"),
            _("Receive it and tick it, or note what replaced it."),
            params={"title": title},
        )


def money_settled(facts: Facts) -> Iterator[Reason]:
    """Support money that was not used comes back."""
    if facts.unsettled_fen:
        yield Reason(
            "money_not_returned",
            _("Support money that was not used has not been returned yet."),
            _("Enter the receipt of the money that came back."),
        )


def followed_up(facts: Facts) -> Iterator[Reason]:
    """The last call of the follow-up was made."""
    if not facts.follow_up_ended:
        yield Reason(
            "follow_up_open",
            _("A follow-up of the year after graduation is still open."),
            _("Enter what the organisation tells, or that it could not be reached."),
        )
