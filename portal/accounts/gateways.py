"""The port through which codes and notices leave: whoever sends is named in the settings.

A gateway is a class with ``send(*, to, text, kind)``; one for e-mail takes ``subject`` too. The
app that implements them stands above this one, so it is found by its dotted path.
"""

import logging
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from portal.accounts import fields

NOT_SENT = _("The code could not be sent just now. Try again in a few minutes, or call 12345.")
CODE, NOTICE = "code", "notice"
log = logging.getLogger(__name__)


class SmsGateway(Protocol):
    """Whatever can send a text message."""

    def send(self, *, to: str, text: str, kind: str) -> None:
        """Hand one message over; an exception means that it did not leave."""


class EmailGateway(Protocol):
    """Whatever can send an e-mail."""

    def send(self, *, to: str, subject: str, text: str, kind: str) -> None:
        """Hand one message over; an exception means that it did not leave."""


def sms(*, to: str, text: str, kind: str) -> bool:
    """Send a text message; False when the gateway failed (noted in the log, never the text)."""
    gateway: SmsGateway = import_string(settings.SMS_GATEWAY)()
    return _sent(kind, lambda: gateway.send(to=to, text=text, kind=kind))


def email(*, to: str, subject: str, text: str, kind: str) -> bool:
    """Send an e-mail; False when the gateway failed (noted in the log, never the text)."""
    gateway: EmailGateway = import_string(settings.EMAIL_GATEWAY)()
    return _sent(kind, lambda: gateway.send(to=to, subject=subject, text=text, kind=kind))


def tell(address: str, *, subject: str, text: str, kind: str) -> bool:
    """Send to a phone or to an e-mail address, whichever it is; False when it did not leave."""
    if fields.is_mail(address):
        return email(to=address, subject=subject, text=text, kind=kind)
    return sms(to=address, text=text, kind=kind)


def _sent(kind: str, act: Any) -> bool:
    try:
        act()
    except Exception:
        log.exception("A message of the kind %s could not be handed over.", kind)
        return False
    return True
