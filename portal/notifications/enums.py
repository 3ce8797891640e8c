"""Channels and what became of a message in each of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """Where a notice goes. A telephone call or a letter replaces what could not be delivered."""

    INBOX = "inbox", _("inbox")
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("text message")
    PHONE = "phone", _("telephone call")
    LETTER = "letter", _("letter")


GATEWAY_CHANNELS = (Channel.EMAIL, Channel.SMS)
OFFICE_CHANNELS = (Channel.PHONE, Channel.LETTER)


class State(models.TextChoices):
    """What became of a notice in one channel. Queued ones wait for the worker or an official."""

    QUEUED = "queued", pgettext_lazy("delivery", "waiting")
    SENT = "sent", pgettext_lazy("delivery", "sent")
    DELIVERED = "delivered", pgettext_lazy("delivery", "delivered")
    FAILED = "failed", pgettext_lazy("delivery", "failed")
    READ = "read", pgettext_lazy("delivery", "read")


class Outcome(models.TextChoices):
    """How a call or a letter ended."""

    REACHED = "reached", _("reached, told everything")
    NO_ANSWER = "no_answer", _("no answer, call again")
    WRONG_NUMBER = "wrong_number", _("wrong number")
    POSTED = "posted", _("letter printed and posted")
    READ_MEANWHILE = "read_meanwhile", _("read in the inbox meanwhile")


FINAL = frozenset({Outcome.REACHED, Outcome.WRONG_NUMBER, Outcome.POSTED, Outcome.READ_MEANWHILE})
