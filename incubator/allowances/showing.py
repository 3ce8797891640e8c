"""Allowances and their ledger as pages show them: pictures, tables, lines, files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.allowances import amounts, queries, uses
from incubator.allowances.enums import SupportKind, What
from incubator.allowances.models import Allowance, Entry
from incubator.allowances.queries import Total
from portal.core import charts, clock, downloads
from portal.core.charts import Part
from portal.core.reasons import Text

HEADS = (gettext_lazy("Used"), gettext_lazy("of it lost"), gettext_lazy("Granted"))
PER_MILLE = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """An allowance as a row of a table."""

    pk: int
    body_id: int
    name: str
    kind: Text
    begins_on: date
    ends_on: date
    granted: str
    used: str
    lost: str
    left: str
    carries_over: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Booked:
    """A line of the ledger: what happened, about what, and the amount with its sign."""

    at: datetime
    kind: Text
    what: Text
    words: Text
    url: str
    amount: str
    who: str


def lines(rows: Sequence[Allowance], on: date) -> list[Line]:
    """Allowances in words; what was lost is counted once for all."""
    lost = queries.lost([row.pk for row in rows])
    return [_line(row, lost.get(row.pk, 0), on) for row in rows]


def _line(row: Allowance, lost: int, on: date) -> Line:
    def words(amount: int) -> str:
        return amounts.words(row.kind, amount)

    return Line(
        pk=row.pk,
        body_id=row.body_id,
        name=row.body.name,
        kind=row.get_kind_display(),
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        granted=words(row.granted),
        used=words(row.used),
        lost=words(lost),
        left=words(row.granted - row.used),
        carries_over=row.carries_over,
        current=row.begins_on <= on <= row.ends_on,
    )


def picture(rows: Sequence[Allowance], link: str) -> list[charts.Bullet]:
    """A bar for each allowance on a scale of its own, its figures as the table beside."""
    lost = queries.lost([row.pk for row in rows])
    return charts.bullets(
        [
            _part(
                Total(row.kind, row.granted, row.used, lost.get(row.pk, 0)),
                f"{link}?row={row.pk}#entries",
            )
            for row in rows
            if row.granted
        ]
    )


def picture_of(totals: Sequence[Total]) -> list[charts.Bullet]:
    """A bar for each kind of support of a whole base."""
    return charts.bullets([_part(total, "") for total in totals if total.granted])


def _part(total: Total, url: str) -> Part:
    def share(amount: int) -> int:
        return amount * PER_MILLE // total.granted

    figures = (total.used, total.lost, total.granted)
    used, gone, granted = (amounts.words(total.kind, amount) for amount in figures)
    return Part(
        str(SupportKind(total.kind).label),
        share(total.used - total.lost),
        share(total.lost),
        PER_MILLE,
        (used, gone, granted),
        url,
    )


def booked(entries: Iterable[Entry]) -> list[Booked]:
    """Lines of the ledger in words; what they are about is asked once for each subject."""
    rows = list(entries)
    found = uses.described([row.about for row in rows])
    return [_booked(row, found.get(row.about)) for row in rows]


def _booked(row: Entry, use: uses.Use | None) -> Booked:
    change = -row.used if row.used else row.granted
    kind = row.allowance.kind
    sign = "−" if change < 0 else "+" if change else ""
    return Booked(
        at=row.at,
        kind=row.allowance.get_kind_display(),
        what=What(row.what).label,
        words=use.words if use else row.note,
        url=use.url if use else "",
        amount=f"{sign}{amounts.words(kind, abs(change))}" if change else "–",
        who=row.by.get_full_name() if row.by else _("the portal"),
    )


def entries_file(entries: Iterable[Entry], name: str) -> HttpResponse:
    """The ledger as a file for a spreadsheet."""
    head = [_("Time"), _("Support"), _("What"), _("For what"), _("Amount"), _("Who")]
    rows = [
        [_stamp(line.at), line.kind, line.what, line.words, line.amount, line.who]
        for line in booked(entries)
    ]
    return downloads.csv_file(name, head, rows)


def lines_file(rows: Sequence[Allowance], on: date, name: str) -> HttpResponse:
    """Allowances as CSV."""
    head = [
        _("Organisation"),
        _("Support"),
        _("First day of the period"),
        _("Until"),
        _("Granted"),
        _("Used"),
        _("of it lost"),
        _("Left"),
    ]
    shown = [
        [
            line.name,
            line.kind,
            line.begins_on.isoformat(),
            line.ends_on.isoformat(),
            line.granted,
            line.used,
            line.lost,
            line.left,
        ]
        for line in lines(rows, on)
    ]
    return downloads.csv_file(name, head, shown)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
