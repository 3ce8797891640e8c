"""How long a session lasts, and how it is shown to its owner."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.accounts import queries
from portal.accounts.models import User
from portal.core import clock

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"
NOTE_EVERY = 60
DEVICES = (
    ("HarmonyOS", gettext_noop("Huawei phone")),
    ("Android", gettext_noop("Android phone")),
    ("iPhone", gettext_noop("iPhone")),
    ("iPad", gettext_noop("iPad")),
    ("Windows", gettext_noop("Windows PC")),
    ("Macintosh", gettext_noop("Mac")),
    ("Linux", gettext_noop("Linux PC")),
)
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("360", "360"),
    ("QQBrowser", "QQ"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


class SessionLimits:
    """Signs people out who were idle, or signed in, for too long: officials sooner than others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the two limits, then note that the session is alive (at most once a minute)."""
        if request.session.session_key and request.user.is_authenticated:
            self._check(request)
        return self.get_response(request)

    def _check(self, request: HttpRequest) -> None:
        now = int(clock.began().timestamp())
        kind = "staff" if queries.is_staff(request.user) else "public"
        idle = now - request.session.get(SEEN_AT, now)
        age = now - request.session.get(SIGNED_IN_AT, now)
        if idle > settings.SESSION_IDLE[kind] or age > settings.SESSION_LENGTH[kind]:
            logout(request)
            messages.info(request, _("You were away for long, so you were signed out for safety."))
        elif idle >= NOTE_EVERY or SEEN_AT not in request.session:
            request.session[SEEN_AT] = now
            request.session.setdefault(SIGNED_IN_AT, now)


def begin(request: HttpRequest) -> None:
    """Start both clocks of a new session; it ends with the browser as well."""
    now = int(clock.now().timestamp())
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = now
    request.session.set_expiry(0)


@dataclass(frozen=True, slots=True)
class Device:
    """One session in words."""

    pk: int
    words: str
    ip: str
    since: datetime
    current: bool


def devices(user: User, request: HttpRequest) -> list[Device]:
    """The sessions of a person that are still open, the present one first."""
    found = UserSession.objects.purge_and_list(user)
    shown = [
        Device(
            pk=session.pk,
            words=describe(session.user_agent),
            ip=session.ip,
            since=session.created_at,
            current=session.session_key == request.session.session_key,
        )
        for session in found
    ]
    return sorted(shown, key=lambda device: (not device.current, -device.since.timestamp()))


def describe(agent: str) -> str:
    """A browser's long name in a few words."""
    device = next((_(words) for mark, words in DEVICES if mark in agent), "")
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    version = re.search(rf"{re.escape(browser)}/(\d+)", agent) if browser else None
    shown = f"{browser} {version[1]}" if version else browser
    return ", ".join(part for part in (device, shown) if part) or _("Unknown device")
