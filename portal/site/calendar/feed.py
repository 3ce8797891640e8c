"""The calendar for telephones and mail programs (RFC 5545): number and matter, nobody's name."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from portal.core import clock
from portal.site.calendar.queries import Item


def render(items: Iterable[Item]) -> bytes:
    """The feed, in Chinese, one whole-day entry for each last day."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    with translation.override("zh-hans"):
        calendar = Calendar()
        calendar.add("prodid", "-//Wushe//deadlines//ZH")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _("Last days on the portal"))
        for item in items:
            calendar.add_component(_event(item, host))
        content: bytes = calendar.to_ical()
    return content


def _event(item: Item, host: str) -> Event:
    event = Event()
    event.add("uid", f"{item.key}@{host}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", item.day)
    event.add("dtend", item.day + timedelta(days=1))
    words = _("(provisional)") if item.provisional else ""
    event.add("summary", f"{item.title} {item.number} {words}".strip())
    event.add("url", f"{settings.SITE_URL}{item.url}")
    event.add("transp", "TRANSPARENT")
    return event
