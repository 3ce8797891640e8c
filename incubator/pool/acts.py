"""What must be true of offering, asking and every step of a gift: facts → all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.admission.acts import not_own_case as not_own_case
from incubator.pool.enums import MONEY
from portal.core import days
from portal.core.reasons import Reason

BASIS = "本市孵化入驻办法"
CHARITY = "《中华人民共和国慈善法》"


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What somebody offers."""

    kind: str
    quantity: int
    until: date
    today: date
    latest: date
    in_use: bool = True


@dataclass(frozen=True, slots=True)
class AskFacts:
    """What is known when somebody asks for a part of an offer."""

    listed: bool = True
    over: bool = False
    quantity: int = 1
    left: int = 0
    unit: str = ""
    own_offer: bool = False
    asked_already: bool = False
    open_asks: int = 0
    most_open: int = 10


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when somebody acts on an offer or a match."""

    own_case: bool = False
    left: int = 0
    quantity: int = 0
    unit: str = ""
    on_the_way: int = 0
    has_slip: bool = False


def no_money(facts: OfferFacts) -> Iterator[Reason]:
    """A station is no charity: it may not collect money."""
    if facts.kind == MONEY:
        yield Reason(
            "money_not_taken",
            _("A station may not take money."),
            _("Give it to a charitable organisation of the directory, which gives you a receipt."),
            CHARITY,
        )


def some_of_it(facts: OfferFacts) -> Iterator[Reason]:
    """An offer is at least one piece."""
    if facts.quantity < 1:
        yield Reason("no_quantity", _("It is not said how much."), _("Enter at least 1."))


def time_is_possible(facts: OfferFacts) -> Iterator[Reason]:
    """An offer stands for a while, not for ever."""
    if facts.until < facts.today:
        yield Reason(
            "until_past",
            _("This day is over already."),
            _("Choose until when the offer stands."),
        )
    if facts.until > facts.latest:
        yield Reason(
            "until_too_late",
            _("An offer may stand until %(day)s at most."),
            _("Choose an earlier day; you can offer it again later."),
            BASIS,
            params={"day": days.date_words(facts.latest)},
        )


def station_in_use(facts: OfferFacts) -> Iterator[Reason]:
    """Only stations in use take gifts."""
    if not facts.in_use:
        yield Reason(
            "station_closed",
            _("This station takes no gifts at present."),
            _("Choose another station."),
        )


def still_listed(facts: AskFacts) -> Iterator[Reason]:
    """What is no longer on offer cannot be asked for."""
    if not facts.listed or facts.over:
        yield Reason(
            "not_on_offer",
            _("This is no longer on offer."),
            _("See what else is on offer in the pool."),
        )


def enough_left(facts: AskFacts) -> Iterator[Reason]:
    """Nobody asks for more than there is."""
    if facts.quantity < 1:
        yield Reason("no_quantity", _("It is not said how much."), _("Enter at least 1."))
    elif facts.listed and facts.quantity > facts.left:
        yield too_much(facts.left, facts.unit)


def too_much(left: int, unit: str) -> Reason:
    """The reason against more than is left."""
    return Reason(
        "more_than_left",
        _("%(left)s %(unit)s are left."),
        _("Ask for less, or look for a similar offer."),
        params={"left": left, "unit": unit},
    )


def not_ones_own(facts: AskFacts) -> Iterator[Reason]:
    """A giver does not receive their own gift."""
    if facts.own_offer:
        yield Reason(
            "own_offer",
            _("You offer this yourself."),
            _("Take the offer back if you need it now."),
        )


def not_too_many(facts: AskFacts) -> Iterator[Reason]:
    """One asking for an offer, a few at a time."""
    if facts.asked_already:
        yield Reason(
            "asked_already",
            _("You have asked for this already."),
            _("Open what you asked for; the station answers there."),
        )
    if facts.open_asks >= facts.most_open:
        yield Reason(
            "too_many_open",
            _("%(number)d things you asked for are still open."),
            _("Wait for an answer, or cancel one you no longer need."),
            BASIS,
            params={"number": facts.open_asks},
        )


def part_left(facts: Facts) -> Iterator[Reason]:
    """A promise takes no more than what is left."""
    if facts.quantity > facts.left:
        yield too_much(facts.left, facts.unit)


def nothing_promised(facts: Facts) -> Iterator[Reason]:
    """What is promised to somebody cannot be taken back silently."""
    if facts.on_the_way:
        yield Reason(
            "promised_already",
            _("A part of it is promised or handed over, and not yet received."),
            _("Telephone the station; it settles that first."),
        )


def nothing_left(facts: Facts) -> Iterator[Reason]:
    """An offer is all given once nothing is left and everything was received."""
    if facts.left or facts.on_the_way:
        yield Reason("not_all_given", _("Something of it is still to be given."))


def slip_there(facts: Facts) -> Iterator[Reason]:
    """Who does not confirm online signs on paper."""
    if not facts.has_slip:
        yield Reason(
            "slip_missing",
            _("The signed slip is missing."),
            _("Print it, have it signed and add a scan or photograph."),
        )


OFFER = (no_money, some_of_it, time_is_possible, station_in_use)
ASK = (still_listed, enough_left, not_ones_own, not_too_many)
