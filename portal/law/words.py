"""How a row is said to people."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.core import money
from portal.core.dated import Confidence, DatedBy, RuleRow, Unit
from portal.core.reasons import Text

CONFIDENCE: dict[str, Text] = {
    Confidence.VERIFIED: _("checked against the source"),
    Confidence.KNOWN: _("according to the rules in force"),
    Confidence.UNSURE: _("The authority has not confirmed this yet"),
}
DATED_BY: dict[str, Text] = {
    DatedBy.START: _("the day the case began decides"),
    DatedBy.ANNOUNCED: _("the day of the announcement decides"),
    DatedBy.ASKED: _("the day one asks decides"),
}
UNITS: dict[str, Text] = {
    Unit.WD: _("working days"),
    Unit.CD: _("calendar days"),
    Unit.MONTHS: _("months"),
    Unit.YEARS: _("years"),
    Unit.DAY: _("month and day"),
    Unit.PCT: _("per cent"),
    Unit.FEN: _("fen"),
    Unit.COUNT: _("number"),
}


def value(row: RuleRow) -> str:
    """The value with its unit: 3 working days, 2%, 480,000.00 yuan."""
    n = row.value
    if row.unit is Unit.FEN:
        return gettext("%(amount)s yuan") % {"amount": money.yuan(n)}
    if row.unit is Unit.PCT:
        return f"{n}%"
    if row.unit is Unit.COUNT:
        return str(n)
    if row.unit is Unit.DAY:
        return gettext("%(month)s-%(day)s") % {"month": n // 100, "day": n % 100}
    words = {
        Unit.WD: ngettext("%(n)d working day", "%(n)d working days", n),
        Unit.CD: ngettext("%(n)d calendar day", "%(n)d calendar days", n),
        Unit.MONTHS: ngettext("%(n)d month", "%(n)d months", n),
        Unit.YEARS: ngettext("%(n)d year", "%(n)d years", n),
    }
    return words[row.unit] % {"n": n}
