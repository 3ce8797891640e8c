"""The words of the faults of a list: which column, what was read, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.workers.cells import BY_KEY, Fault
from incubator.workers.conditions import FIELDS
from portal.core.reasons import Reason, Text

Words = tuple[Text, Text]
OF_LIST: dict[str, Words] = {
    "id_as_number": (
        _("The spreadsheet program has rounded the identity number, its last digits are lost."),
        _("Make the column text (Format cells, Text), type the numbers again."),
    ),
    "id_twice_in_list": (
        _("The same person stands in line %(line)s."),
        _("Take one of the two rows out."),
    ),
    "certificate_twice_in_list": (
        _("Line %(line)s has the same certificate number for another person."),
        _("Compare both with the certificates; a number belongs to one person."),
    ),
    "cell_is_formula": (
        _("The cell holds a formula; formulas are not worked out."),
        _("Write the value itself into the cell."),
    ),
    "cell_too_long": (_("More than %(most)s signs."), _("Shorten it.")),
    "date_unreadable": (
        _("This is no date."),
        _("Write it like 2024-03-01."),
    ),
    "month_unreadable": (_("This is no month."), _("Write it like 2026-01.")),
    "not_offered": (_("This is not known."), _("Write one of: %(offered)s.")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A fault as pages and the workbook show it."""

    column: str
    read: str
    words: str
    cure: str
    clause: str = ""


def kept(reasons: Iterable[Reason], shown: Mapping[str, str]) -> list[Fault]:
    """Reasons of the register as they are kept with a row, in the words of the source.

    They are translated when they are shown, in the language of that reader.
    """
    with translation.override(None):
        return [_kept(reason, shown) for reason in reasons]


def of(fault: Fault) -> Shown:
    """A kept fault in words, in the language of the reader."""
    code, params = fault["code"], fault["params"]
    if code in OF_LIST:
        reason = Reason(code, *OF_LIST[code], params=params)
    else:
        words, cure = (gettext(text) if text else "" for text in (fault["words"], fault["cure"]))
        reason = Reason(code, words, cure, fault["clause"], params=params)
    heading = BY_KEY[fault["column"]].heading if fault["column"] in BY_KEY else ""
    return Shown(heading, fault["read"], reason.words, reason.mend, reason.clause)


def _kept(reason: Reason, shown: Mapping[str, str]) -> Fault:
    column = FIELDS.get(reason.code, "name")
    return {
        "code": reason.code,
        "column": column,
        "read": shown.get(column, ""),
        "params": {key: str(value) for key, value in reason.params.items()},
        "words": str(reason.message),
        "cure": str(reason.cure),
        "clause": reason.clause,
    }
