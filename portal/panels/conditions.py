"""What must be true to convene, to draw, to score and to sign: facts to reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason

HALF = Decimal("0.5")
RECUSAL = "政府采购货物和服务招标投标管理办法(财政部令第87号)第四十五条"


@dataclass(frozen=True, slots=True)
class ConveneFacts:
    """What is known before a panel is convened; ``maxima`` and ``codes`` are the sheet's.

    ``most`` None: no limit; ``whole`` None: the sheet may sum to anything.
    """

    size: int
    minimum: int
    whole: int | None
    maxima: tuple[Decimal, ...]
    codes: tuple[str, ...]
    entries: int
    free: int
    permitted: bool
    most: int | None = None
    even_allowed: bool = False


def permitted(facts: ConveneFacts) -> Iterator[Reason]:
    """Only who convenes panels in this office."""
    if not facts.permitted:
        yield not_permitted()


def odd(facts: ConveneFacts) -> Iterator[Reason]:
    """An odd number where members vote, so that no vote is tied."""
    if facts.size % 2 == 0 and not facts.even_allowed:
        yield Reason(
            "panel_even",
            _("%(size)s members are an even number."),
            _("Take one more or one less."),
            params={"size": facts.size},
        )


def large_enough(facts: ConveneFacts) -> Iterator[Reason]:
    """At least as many as the rule row says."""
    if facts.size < facts.minimum:
        yield Reason(
            "panel_too_small",
            _("%(size)s members are too few, at least %(minimum)s are needed."),
            _("Take a larger odd number."),
            params={"size": facts.size, "minimum": facts.minimum},
        )


def small_enough(facts: ConveneFacts) -> Iterator[Reason]:
    """At most as many as the upper app's row says."""
    if facts.most is not None and facts.size > facts.most:
        yield Reason(
            "panel_too_large",
            _("%(size)s members are too many, at most %(most)s are drawn."),
            _("Take a smaller number."),
            params={"size": facts.size, "most": facts.most},
        )


def whole_sheet(facts: ConveneFacts) -> Iterator[Reason]:
    """The sheet sums to its whole, every item is worth something, no code comes twice."""
    total = sum(facts.maxima, Decimal(0))
    if facts.whole is not None and total != facts.whole:
        yield Reason(
            "sheet_not_100",
            _("The items of the scoring sheet add up to %(total)s points, not %(whole)s."),
            _("Change the points of the items until they add up."),
            params={"total": plain(total), "whole": facts.whole},
        )
    if any(maximum <= 0 or maximum % HALF for maximum in facts.maxima):
        yield Reason(
            "sheet_item_points",
            _("An item of the sheet has no points, or steps smaller than half a point."),
            _("Give every item whole or half points."),
        )
    if len(set(facts.codes)) < len(facts.codes):
        yield Reason(
            "sheet_code_twice",
            _("Two items of the sheet have the same number."),
            _("Number every item differently."),
        )


def something_to_judge(facts: ConveneFacts) -> Iterator[Reason]:
    """At least one entry."""
    if not facts.entries:
        yield Reason(
            "no_entries",
            _("There is nothing to judge yet."),
            _("Convene the panel when at least one case has passed the first check."),
        )


def enough_experts(facts: ConveneFacts) -> Iterator[Reason]:
    """As many experts without a tie as seats."""
    if facts.free < facts.size:
        yield too_few(facts.free, facts.size)


CONVENE = (
    permitted,
    odd,
    large_enough,
    small_enough,
    whole_sheet,
    something_to_judge,
    enough_experts,
)


def too_few(free: int, size: int) -> Reason:
    """Fewer experts without a tie than seats to fill."""
    return Reason(
        "not_enough_experts",
        _("Only %(free)s experts without a tie can be drawn, %(size)s are needed."),
        _("Add experts to the pool, or ask those in it to bring their ties up to date."),
        RECUSAL,
        params={"free": free, "size": size},
    )


def points_of(given: Decimal | str, maximum: Decimal) -> Decimal:
    """The points as a number, within 0 and the maximum, in half steps.

    Raises ValueError with the Reason as its argument: ``points_not_number``,
    ``points_out_of_range``, ``points_not_half``.
    """
    try:
        points = Decimal(str(given).strip())
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite():
        raise ValueError(
            Reason("points_not_number", _("Enter the points as a number, such as 8 or 7.5."))
        )
    if not 0 <= points <= maximum:
        raise ValueError(
            Reason(
                "points_out_of_range",
                _("Enter 0 to %(maximum)s points for this item."),
                params={"maximum": plain(maximum)},
            )
        )
    if points % HALF:
        raise ValueError(Reason("points_not_half", _("Only whole and half points count.")))
    return points


@dataclass(frozen=True, slots=True)
class SignFacts:
    """What is known of a sheet before it is signed: codes of items that want something."""

    unscored: tuple[str, ...]
    unreasoned: tuple[str, ...]


def all_scored(facts: SignFacts) -> Iterator[Reason]:
    """Every item has points."""
    if facts.unscored:
        yield Reason(
            "items_missing",
            _("Items without points: %(codes)s."),
            _("Score them, then sign."),
            params={"codes": listed(facts.unscored)},
        )


def all_reasoned(facts: SignFacts) -> Iterator[Reason]:
    """Every item below its maximum has a reason."""
    if facts.unreasoned:
        yield Reason(
            "reasons_missing",
            _("Items below their full points without a reason: %(codes)s."),
            _("Say in a few words why points were taken off."),
            params={"codes": listed(facts.unreasoned)},
        )


SIGN = (all_scored, all_reasoned)


def not_permitted() -> Reason:
    """The post does not allow it."""
    return Reason("not_permitted", _("Your post does not allow this."))


def already_signed() -> Reason:
    """A signed sheet is locked."""
    return Reason(
        "already_signed",
        _("You have signed this sheet; it can no longer be changed."),
        _("If something is wrong, tell the office that convened the panel."),
    )


def saved_meanwhile() -> Reason:
    """Another device of the same member saved something else."""
    return Reason(
        "saved_meanwhile",
        _("Other points were saved meanwhile, on another device."),
        _("Both stand below; choose which of them stay."),
    )


def plain(number: Decimal) -> str:
    """A number as people write it: 10, 7.5, 99."""
    return f"{number.normalize():f}"


def listed(codes: Iterable[str]) -> str:
    """Codes one after the other."""
    return ", ".join(codes)
