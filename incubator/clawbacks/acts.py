"""What must be true of asking money back and of each of its steps: facts → all reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import money
from portal.core.reasons import Reason

BASIS = "等级评估奖励办法"
USE = "财政补助资金管理办法"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when somebody acts; amounts in fen.

    ``owed`` is what is still to be paid back, ``came`` what came back, confirmed or not; ``plan``
    are the instalments as they are proposed. ``rest_open``: an accepted report says that the
    organisation has this money and did not spend it.
    """

    own_case: bool = False
    own_opening: bool = False
    own_decision: bool = False
    owed: int = 0
    came: int = 0
    rest_open: bool = False
    today: date | None = None
    plan: Sequence[tuple[date, int]] = ()


@dataclass(frozen=True, slots=True)
class OpenFacts:
    """What is known when somebody opens a clawback."""

    own_case: bool = False
    paid: int = 0
    allowed: bool = True
    open_already: bool = False
    words: str = ""


def not_own_case(facts: Facts | OpenFacts) -> Iterator[Reason]:
    """Nobody asks money back from an organisation in which they hold a post."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You hold a post in this organisation, so you may not decide about its money."),
            _("Ask a colleague of the office who has nothing to do with it."),
            "回避",
        )


def decided_by_another(facts: Facts) -> Iterator[Reason]:
    """Whoever opens it does not decide it."""
    if facts.own_opening:
        yield Reason(
            "own_opening",
            _("You opened this, so you may not decide it."),
            _("A colleague in the same post, or a substitute from the upper office, does it."),
        )


def taken_back_by_another(facts: Facts) -> Iterator[Reason]:
    """Whoever decided does not take the decision back."""
    if facts.own_decision:
        yield Reason(
            "own_decision",
            _("You took this decision, so another person takes it back."),
            _("A colleague in the same post, or a substitute from the upper office, does it."),
        )


def nothing_came_back(facts: Facts) -> Iterator[Reason]:
    """A decision on which money has come stands."""
    if facts.came > 0:
        yield Reason(
            "money_came_back",
            _("%(yuan)s yuan came back on this decision already, or wait to be confirmed."),
            _("The case goes on until everything is there."),
            params={"yuan": money.yuan(facts.came)},
        )


def no_rest_open(facts: Facts) -> Iterator[Reason]:
    """Money that by the accepted report was not spent is asked back until it is there."""
    if facts.rest_open:
        yield Reason(
            "rest_open",
            _("By the accepted report the organisation has this money and did not spend it."),
            _("It is returned; or the bank returned the transfer, then the claim says so first."),
            USE,
        )


def something_was_paid(facts: OpenFacts) -> Iterator[Reason]:
    """Only what was paid can be asked back."""
    if facts.paid <= 0:
        yield Reason("nothing_paid", _("Nothing was paid that could be asked back."))


def terms_allow_it(facts: OpenFacts) -> Iterator[Reason]:
    """The terms under which it was paid say that it may be asked back."""
    if not facts.allowed:
        yield Reason(
            "no_clawback",
            _("The terms under which it was paid do not provide for asking it back."),
            clause=BASIS,
        )


def once(facts: OpenFacts) -> Iterator[Reason]:
    """One clawback at a time for an organisation and a scheme."""
    if facts.open_already:
        yield Reason(
            "open_already",
            _("Money of this scheme is being asked back already."),
            _("Open that case."),
        )


def ground_said(facts: OpenFacts) -> Iterator[Reason]:
    """The organisation reads why."""
    if not facts.words.strip():
        yield Reason("words_missing", _("Say why, in words the applicant will read."))


def plan_adds_up(facts: Facts) -> Iterator[Reason]:
    """Instalments lie in the future, in their order, and sum to what is owed."""
    days = [day for day, _fen in facts.plan]
    if not days or days != sorted(set(days)) or (facts.today and days[0] < facts.today):
        yield Reason(
            "plan_days",
            _("The days of the instalments must lie ahead, one after the other."),
            _("Correct the days."),
        )
    total = sum(fen for _day, fen in facts.plan)
    if total != facts.owed or any(fen <= 0 for _day, fen in facts.plan):
        yield Reason(
            "plan_sum",
            _("The instalments sum to %(sum)s yuan; %(owed)s are owed."),
            _("Correct the amounts."),
            params={"sum": money.yuan(total), "owed": money.yuan(facts.owed)},
        )


def all_came_back(facts: Facts) -> Iterator[Reason]:
    """It ends when everything is there."""
    if facts.owed > 0:
        yield Reason(
            "still_owed",
            _("%(owed)s yuan are still owed."),
            params={"owed": money.yuan(facts.owed)},
        )


OPENING = (not_own_case, something_was_paid, terms_allow_it, once, ground_said)
