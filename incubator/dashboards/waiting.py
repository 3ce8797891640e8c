"""What waits for the people of a base: the few things that come first, with the list of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.dashboards.figure import Figure, day_words
from incubator.dashboards.figures import BASE, ORGANISATION, STAY_HEADS, case_of, stay_cells
from incubator.dashboards.scope import Scope
from incubator.reports import queries as reports
from incubator.reports.enums import WRITING, Late
from incubator.reports.models import Report
from incubator.residence import queries as residences
from incubator.residence.enums import UNDER_REVIEW, ResidenceState
from incubator.residence.models import Residence
from incubator.support import queries as support
from incubator.support.enums import RequestState
from incubator.support.models import SupportRequest
from incubator.venues import parties
from incubator.venues import queries as venues
from incubator.venues.enums import BookingState
from incubator.venues.models import Booking
from portal.core.reasons import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """Things that wait: how pressing, what is said after their number, and the list of them."""

    pressing: Text
    words: Text
    button: Text
    figure: Figure


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many things of one kind, as a dashboard shows them."""

    kind: Kind
    number: int
    url: str


def _stays(*states: str) -> Callable[[Scope], QuerySet[Residence]]:
    def rows(scope: Scope) -> QuerySet[Residence]:
        found = Residence.objects.filter(base__in=scope.bases, status__in=states)
        return found.select_related("body", "base__body", "application__programme__tier", "case")

    return rows


def _late(scope: Scope) -> QuerySet[Report]:
    found = Report.objects.filter(
        residence__base__in=scope.bases, status__in=WRITING, late__gte=Late.PAUSED
    )
    return found.order_by("due_on", "pk").select_related(
        "residence__body", "residence__base__body", "case"
    )


def _late_cells(row: Report) -> Sequence[str]:
    stay = row.residence
    known = stay.body.shown_name, stay.base.body.name, str(row)
    return (*known, day_words(row.due_on), row.get_late_display())


def _requests(scope: Scope) -> QuerySet[SupportRequest]:
    found = SupportRequest.objects.filter(item__base__in=scope.bases, status=RequestState.ASKED)
    return found.order_by("wished_on", "pk").select_related("body", "item__base__body")


def _request_cells(row: SupportRequest) -> Sequence[str]:
    base = row.item.base
    where = base.body.name if base else "–"
    return row.body.shown_name, where, row.item.shown_title, day_words(row.wished_on)


def _bookings(scope: Scope) -> QuerySet[Booking]:
    found = Booking.objects.filter(room__base__in=scope.bases, status=BookingState.ASKED)
    return found.order_by("starts_at", "pk").select_related("body", "room__base__body")


def _booking_cells(row: Booking) -> Sequence[str]:
    when = venues.when(row.day, row.first, row.until)
    return parties.shown(row), row.room.base.body.name, row.room.name, when


def _residences(code: str, label: Text, *states: str) -> Figure:
    unit = pgettext_lazy("unit", "organisations")
    return Figure(
        code, label, unit, _stays(*states), STAY_HEADS, stay_cells, case_of,
        opened=residences.kept_by, today=True,
    )  # fmt: skip


KINDS = (
    Kind(
        _("decide"), _("organisations were heard; the decision on termination waits"),
        _("See them"),
        _residences("heard", _("Decisions on termination that wait"), ResidenceState.HEARD),
    ),
    Kind(
        _("late"), _("reports are late by more than the second reminder"), _("Chase them"),
        Figure(
            "late-reports", _("Reports late by more than the second reminder"),
            pgettext_lazy("unit", "reports"), _late,
            (ORGANISATION, BASE, _("Report"), _("Hand in by"), _("How late")), _late_cells,
            lambda row: reverse("report_case", args=[row.pk]),
            opened=reports.kept_by, today=True,
        ),
    ),
    Kind(
        _("in time"), _("exit evaluations wait"), _("See them"),
        _residences("exits", _("Exit evaluations that wait"), ResidenceState.EXIT),
    ),
    Kind(
        _("in time"), _("reviews of residences are open"), _("See them"),
        _residences("reviews", _("Reviews that are open"), *UNDER_REVIEW),
    ),
    Kind(
        _("by today"), _("requests for support have no answer yet"), _("Answer them"),
        Figure(
            "requests", _("Requests for support without an answer"),
            pgettext_lazy("unit", "requests"), _requests,
            (ORGANISATION, BASE, _("Support"), _("Wished for")), _request_cells,
            lambda row: reverse("support_case", args=[row.pk]),
            opened=support.requests_kept, today=True,
        ),
    ),
    Kind(
        _("by today"), _("bookings wait for approval"), _("Answer them"),
        Figure(
            "bookings", _("Bookings that wait for approval"),
            pgettext_lazy("unit", "bookings"), _bookings,
            (_("Who"), BASE, _("Room"), _("When")), _booking_cells,
            lambda row: reverse("booking_kept", args=[row.pk]),
            opened=venues.seen_in_office, today=True,
        ),
    ),
)  # fmt: skip
FIGURES = {kind.figure.code: kind.figure for kind in KINDS}


def shown(found: Mapping[str, int], way: Callable[[str], str]) -> list[Waiting]:
    """What waits, most pressing first, none of which there is nothing; ``way`` gives a list."""
    return [
        Waiting(kind, found[code], way(code))
        for kind in KINDS
        for code in (kind.figure.code,)
        if found.get(code)
    ]
