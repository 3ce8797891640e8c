"""What waits for the people of a base: the few things that come first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from incubator.dashboards.scope import Scope
from incubator.reports.enums import Late
from incubator.reports.models import Report
from incubator.residence.enums import UNDER_REVIEW, ResidenceState
from incubator.residence.models import Residence
from incubator.support.enums import RequestState
from incubator.support.models import SupportRequest
from incubator.venues.enums import BookingState
from incubator.venues.models import Booking
from portal.core.reasons import Text

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """Some things of one kind that wait: how pressing, what, how many, where they are done."""

    pressing: Text
    words: Text
    number: int
    url: str
    button: Text


KINDS: dict[str, tuple[Text, Text, str, str, Text]] = {
    "a_heard": (
        _("decide"), _("organisations were heard; the decision on termination waits"),
        "residences", "?status=heard", _("See them"),
    ),
    "b_late": (
        _("late"), _("reports are late by more than the second reminder"),
        "residences", "?late=1", _("Chase them"),
    ),
    "c_exit": (
        _("in time"), _("exit evaluations wait"), "residences", "?status=exit", _("See them"),
    ),
    "d_review": (
        _("in time"), _("reviews of residences are open"),
        "residences", "?stage=review", _("See them"),
    ),
    "e_support": (
        _("today"), _("requests for support have no answer yet"),
        "support_kept", "", _("Answer them"),
    ),
    "f_rooms": (
        _("today"), _("bookings wait for approval"),
        "bookings_kept", "?view=waiting", _("Answer them"),
    ),
}  # fmt: skip


def rows(scope: Scope) -> list[tuple[str, QuerySet[Any]]]:
    """The rows behind each kind of waiting."""
    bases = scope.bases
    stays = Residence.objects.filter(base__in=bases)
    late = Report.objects.filter(residence__base__in=bases, late__gte=Late.PAUSED)
    return [
        ("a_heard", stays.filter(status=ResidenceState.HEARD)),
        ("b_late", late.filter(handed_in_at=None)),
        ("c_exit", stays.filter(status=ResidenceState.EXIT)),
        ("d_review", stays.filter(status__in=UNDER_REVIEW)),
        (
            "e_support",
            SupportRequest.objects.filter(item__base__in=bases, status=RequestState.ASKED),
        ),
        ("f_rooms", Booking.objects.filter(room__base__in=bases, status=BookingState.ASKED)),
    ]


def shown(found: Mapping[str, int]) -> list[Waiting]:
    """What waits, most pressing first; kinds of which nothing waits are left out."""
    return [_row(kind, found[kind]) for kind in KINDS if found.get(kind)]


def _row(kind: str, number: int) -> Waiting:
    pressing, words, route, query, button = KINDS[kind]
    try:
        url = reverse(route) + query
    except NoReverseMatch:
        url = ""
    return Waiting(pressing, words, number, url, button)
