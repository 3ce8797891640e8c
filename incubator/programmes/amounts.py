"""Amounts of support: in words, as people type them, and as they are kept."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.programmes.enums import UNITS, SupportKind, Unit
from portal.core import money

HOUR = 60
PARTS = {Unit.MINUTES: HOUR, Unit.PIECES: 1, Unit.FEN: 100}
"""How many of the unit that is kept make one that people type: hours, pieces, yuan."""


def words(kind: str, amount: int) -> str:
    """An amount of a kind: hours for minutes, yuan for fen, a number for pieces."""
    unit = UNITS[SupportKind(kind)]
    if unit is Unit.FEN:
        return _("%(yuan)s yuan") % {"yuan": money.yuan(amount)}
    if unit is Unit.MINUTES:
        return hours(amount)
    return ngettext("%(number)s piece", "%(number)s pieces", amount) % {"number": amount}


def hours(minutes: int) -> str:
    """Minutes as hours: 90 → 1.5 h."""
    return _("%(number)s h") % {"number": _plain(Decimal(minutes) / HOUR)}


def shown(kind: str, amount: int) -> str:
    """An amount as it stands in a form: 90 minutes → 1.5."""
    return _plain(Decimal(amount) / PARTS[UNITS[SupportKind(kind)]])


def kept(kind: str, typed: Decimal) -> int | None:
    """What was typed (hours, pieces, yuan) in the kind's unit; None for a part of a piece."""
    unit = UNITS[SupportKind(kind)]
    amount = typed * PARTS[unit]
    if unit is Unit.PIECES and amount != amount.to_integral_value():
        return None
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _plain(number: Decimal) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return text or "0"
