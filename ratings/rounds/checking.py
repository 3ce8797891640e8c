"""What must hold before a round goes before a second person and to the public."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason, Text
from ratings.schemes.checking import band_faults


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A sheet of a round: its type in words, its state, its points, its lower bounds by level."""

    name: Text
    usable: bool
    most: Decimal
    bands: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """A draft as it stands. ``open_at_least`` are the days a round must take applications."""

    today: date
    notice: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    open_at_least: int = 0
    contact: str = ""
    phone: str = ""
    sheets: Sequence[SheetFacts] = ()


def has_words(facts: DraftFacts) -> Iterator[Reason]:
    """A notice says something, and whom to ask."""
    if not facts.notice.strip():
        yield Reason(
            "notice_missing", _("The notice has no text yet."), _("Write what the round is for.")
        )
    if not facts.contact.strip() or not facts.phone.strip():
        yield Reason(
            "contact_missing",
            _("It is not said whom organisations may ask."),
            _("Enter a contact and a telephone."),
        )


def days_possible(facts: DraftFacts) -> Iterator[Reason]:
    """The days to apply are there, in order, long enough, and not over."""
    first, last = facts.opens_on, facts.closes_on
    if first is None or last is None:
        yield Reason(
            "days_missing",
            _("It is not said from when to when one may apply."),
            _("Enter the first and the last day."),
        )
        return
    if last < facts.today:
        yield Reason(
            "days_over", _("The last day to apply lies in the past."), _("Choose a later day.")
        )
    least = first + timedelta(days=facts.open_at_least - 1)
    if last < least:
        yield Reason(
            "days_too_few",
            _("A round takes applications for at least %(days)s days, so here to %(day)s."),
            _("Choose a later last day."),
            params={"days": facts.open_at_least, "day": days.date_words(least)},
        )


def sheets_usable(facts: DraftFacts) -> Iterator[Reason]:
    """At least one legal type is rated, by indicators that hold, with bands in order."""
    if not facts.sheets:
        yield Reason(
            "sheets_missing",
            _("The round names no indicators, so nobody could apply."),
            _("Choose the published indicators for at least one legal type."),
        )
    for sheet in facts.sheets:
        if not sheet.usable:
            yield Reason(
                "version_not_usable",
                _("The indicators for %(sheet)s are no longer used."),
                _("Choose the version that holds now."),
                params={"sheet": sheet.name},
            )
        yield from bands_possible(sheet.name, sheet.bands, sheet.most)


def bands_possible(name: Text, bands: Mapping[int, Decimal], most: Decimal) -> Iterator[Reason]:
    """What is wrong with the bands of a sheet, with the sheet's name before it."""
    for fault in band_faults(bands, most):
        if fault.blocks:
            yield Reason(
                fault.code,
                _("%(sheet)s: %(fault)s"),
                fault.cure,
                fault.clause,
                params={**fault.params, "sheet": name, "fault": fault.words},
            )


WHOLE = (has_words, days_possible, sheets_usable)
