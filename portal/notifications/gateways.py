"""The ports to the outside: e-mail and text messages, with defaults that need no server.

A gateway is named in the settings (SMS_GATEWAY, EMAIL_GATEWAY) by its dotted path. ``reference``
names the delivery; a gateway that is ``repeatable`` never hands the same reference over twice,
so that the worker may send again what a killed worker began.
"""

import sys
from functools import cache
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils.module_loading import import_string

from portal.core import clock

SECONDS = 20


class GatewayError(Exception):
    """The gateway did not take the message; says why in words for the office."""


class Sms(Protocol):
    """Sends text messages; raises GatewayError when it cannot."""

    repeatable: bool

    def send(self, *, to: str, text: str, kind: str, reference: str = "") -> None:
        """Hand one text over. ``kind`` is "code" or "notice"."""


class Email(Protocol):
    """Sends e-mail; raises GatewayError when it cannot."""

    repeatable: bool

    def send(self, *, to: str, subject: str, text: str, kind: str, reference: str = "") -> None:
        """Hand one e-mail over. ``kind`` is "code" or "notice"."""


@cache
def _made(dotted: str) -> object:
    made: object = import_string(dotted)()
    return made


def sms() -> Sms:
    """The gateway for text messages that the settings name."""
    return _made(settings.SMS_GATEWAY)  # type: ignore[return-value] # the settings promise it


def email() -> Email:
    """The gateway for e-mail that the settings name."""
    return _made(settings.EMAIL_GATEWAY)  # type: ignore[return-value] # the settings promise it


class ConsoleSms:
    """Prints the text and, in demo mode, keeps it for the page that shows what was sent."""

    repeatable = True

    def send(self, *, to: str, text: str, kind: str, reference: str = "") -> None:
        """Show the message; refuse outside development, where nobody would read it."""
        _show("sms", to, "", text, kind, reference)


class ConsoleEmail:
    """The same for e-mail."""

    repeatable = True

    def send(self, *, to: str, subject: str, text: str, kind: str, reference: str = "") -> None:
        """Show the message; refuse outside development, where nobody would read it."""
        _show("email", to, subject, text, kind, reference)


class SmtpEmail:
    """Django's own e-mail, over SMTP in production.

    A repeated reference has the same Message-ID, by which mail servers and readers drop doubles.
    """

    repeatable = True

    def send(self, *, to: str, subject: str, text: str, kind: str, reference: str = "") -> None:
        """Hand the message to the mail server; GatewayError when it refuses or is away."""
        headers = {"X-Wushe-Kind": kind}
        if reference:
            host = settings.SITE_URL.split("://")[-1].split("/")[0].split(":")[0]
            headers["Message-ID"] = f"<{reference}@{host}>"
        try:
            connection = get_connection(timeout=SECONDS)
            EmailMessage(subject, text, None, [to], headers=headers, connection=connection).send()
        except (OSError, ValueError) as error:
            raise GatewayError(str(error)) from error


def _show(channel: str, to: str, subject: str, text: str, kind: str, reference: str) -> None:
    if not (settings.DEMO or settings.DEBUG):
        raise GatewayError("No gateway is set up for this channel.")
    if settings.DEMO and not _keep(channel, to, subject, text, kind, reference):
        return
    sys.stdout.write(f"[{channel}] {to}: {subject + ' | ' if subject else ''}{text}\n")


def _keep(channel: str, to: str, subject: str, text: str, kind: str, reference: str) -> bool:
    from portal.notifications.models import SentMessage

    row = SentMessage(
        channel=channel, to=to, subject=subject, text=text, kind=kind, sent_at=clock.now()
    )
    row.reference = reference or None
    with transaction.atomic():
        if reference and SentMessage.objects.filter(reference=reference).exists():
            return False
        row.save()
    return True
