"""How legal dates are shown: what to do, how many days are left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Text
from portal.organisations.dates.conditions import LegalDate
from portal.organisations.dates.enums import OPPORTUNITIES, DateKind
from portal.organisations.register.models import Organisation

SOON = 90
TO_DO: dict[DateKind, Text] = {
    DateKind.CERTIFICATE: _(
        "Ask the registry for a new certificate before this day; bring the old one."
    ),
    DateKind.COUNCIL: _(
        "Prepare the election in time, and file the new council with the registry."
    ),
    DateKind.SUPERVISOR: _("Hand in the report on your work and money of last year for review."),
    DateKind.INSPECTION: _("Hand in the reviewed report; it costs nothing."),
    DateKind.ABNORMAL: _(
        "Mend what put you on the list and tell the registry; it checks and decides."
    ),
    DateKind.DISHONEST: _("You may apply to leave the list if nothing new has happened."),
    DateKind.GRADE: _("Apply for a new rating in time; the grade ends by itself."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A legal date as it is read: ``left`` counts calendar days, negative once it is over."""

    date: LegalDate
    left: int
    to_do: Text
    opportunity: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Some dates under a heading."""

    label: Text
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Watched:
    """An organisation with the date a registry watches; None when it is not known any more."""

    organisation: Organisation
    row: Row | None


def row(one: LegalDate, today: date) -> Row:
    """A legal date with what to do and the days that are left."""
    return Row(one, (one.day - today).days, TO_DO[one.kind], one.kind in OPPORTUNITIES)


def groups(dates: Iterable[LegalDate], today: date) -> list[Group]:
    """Missed, soon, later; and what becomes possible. Empty groups are left out."""
    rows = [row(one, today) for one in dates]
    duties = [one for one in rows if not one.opportunity]
    found = [
        Group(_("Missed"), [one for one in duties if one.left < 0]),
        Group(_("In the next three months"), [one for one in duties if 0 <= one.left <= SOON]),
        Group(_("Later"), [one for one in duties if one.left > SOON]),
        Group(_("What becomes possible"), [one for one in rows if one.opportunity]),
    ]
    return [group for group in found if group.rows]


def watched(
    organisations: Iterable[Organisation],
    known: Mapping[int, list[LegalDate]],
    kind: DateKind,
    today: date,
) -> list[Watched]:
    """The organisations of a page with their date of one kind."""
    found = []
    for organisation in organisations:
        dates = [one for one in known[organisation.pk] if one.kind is kind]
        found.append(Watched(organisation, row(dates[0], today) if dates else None))
    return found
