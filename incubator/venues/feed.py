"""The calendar of bookings for telephones and mail programs (RFC 5545)."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from incubator.venues.enums import BookingState
from incubator.venues.models import Booking
from portal.core import clock


def render(bookings: Iterable[Booking]) -> bytes:
    """The feed, in Chinese: room, base, what for and who; no telephone, no caller's name."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    with translation.override("zh-hans"):
        calendar = Calendar()
        calendar.add("prodid", "-//Wushe//rooms//ZH")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _("Bookings of rooms"))
        for booking in bookings:
            calendar.add_component(_event(booking, host))
        content: bytes = calendar.to_ical()
    return content


def _event(booking: Booking, host: str) -> Event:
    event, base = Event(), booking.room.base
    user = booking.body.shown_name if booking.body else booking.group_name
    held = booking.status == BookingState.ASKED
    event.add("uid", f"booking-{booking.pk}@{host}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", booking.starts_at.astimezone(clock.UTC))
    event.add("dtend", booking.ends_at.astimezone(clock.UTC))
    words = " · ".join(part for part in (booking.room.name, booking.purpose, user) if part)
    event.add("summary", f"{words} {_('(waits for approval)') if held else ''}".strip())
    event.add("location", " ".join(part for part in (base.body.name, base.address) if part))
    event.add("status", "TENTATIVE" if held else "CONFIRMED")
    event.add("url", f"{settings.SITE_URL}{reverse('room', args=[booking.room_id])}")
    return event
