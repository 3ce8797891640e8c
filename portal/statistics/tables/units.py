"""Units of figures. A figure is kept whole (fen, minutes); a unit says how it is read and typed."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import pgettext_lazy

from portal.core.reasons import Text


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code and words, how many kept ones make one of it, and its decimal places."""

    code: str
    words: Text
    factor: int = 1
    places: int = 0

    def number(self, value: int) -> Decimal:
        """A kept value in this unit, rounded to its places."""
        step = Decimal(1).scaleb(-self.places)
        return (Decimal(value) / self.factor).quantize(step, ROUND_HALF_UP)

    def shown(self, value: int) -> str:
        """A kept value as people read it: 12,345.60."""
        return f"{self.number(value):,.{self.places}f}"

    def kept(self, typed: Decimal) -> int:
        """What is kept of a number typed in this unit."""
        return int((typed * self.factor).quantize(Decimal(1), ROUND_HALF_UP))


UNITS = {
    unit.code: unit
    for unit in (
        Unit("organisations", pgettext_lazy("unit of statistics", "organisations")),
        Unit("people", pgettext_lazy("unit of statistics", "people")),
        Unit("attendances", pgettext_lazy("unit of statistics", "attendances")),
        Unit("claims", pgettext_lazy("unit of statistics", "claims")),
        Unit("rooms", pgettext_lazy("unit of statistics", "rooms")),
        Unit("seats", pgettext_lazy("unit of statistics", "seats")),
        Unit("square_metres", pgettext_lazy("unit of statistics", "square metres")),
        Unit("groups", pgettext_lazy("unit of statistics", "groups")),
        Unit("yuan", pgettext_lazy("unit of statistics", "yuan"), 100, 2),
        Unit("hours", pgettext_lazy("unit of statistics", "hours"), 60, 1),
    )
}
PLAIN = Unit("", "")


def unit(code: str) -> Unit:
    """The unit with this code; a plain number for one that is no longer known."""
    return UNITS.get(code, PLAIN)
