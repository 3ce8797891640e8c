"""Rooms and bookings in the states that their addresses do not show, for the sweep by axe.

``FURTHER`` is that of ``tests.journeys.states``, which takes it up.
"""

from collections.abc import Callable

from django.urls import reverse

from tests.addresses import venues
from tests.factories import venues as make

Where = tuple[str, str]


def waiting() -> Where:
    """A booking that waits for the base's answer."""
    return reverse("booking_kept", args=[make.asked().pk]), "incubation_clerk"


def to_answer() -> Where:
    """The list of those that wait."""
    return f"{reverse('bookings_kept')}?view=waiting", "incubation_clerk"


def taken_away() -> Where:
    """A booking that a closure took away, as its user sees it."""
    return reverse("booking", kwargs=venues.displaced()), "owner"


def nothing_fits() -> Where:
    """A search for a room that finds none."""
    return f"{reverse('rooms')}?seats=1999", "anonymous"


FURTHER: dict[str, Callable[[], Where]] = {
    "booking that waits": waiting,
    "bookings to answer": to_answer,
    "booking a closure took away": taken_away,
    "no free room": nothing_fits,
}
AGAIN = {"booking that waits", "bookings to answer", "booking a closure took away", "no free room"}
