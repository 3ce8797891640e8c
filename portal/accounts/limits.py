"""Limits to guessing codes. They live in the database's cache, so all processes count together."""

from typing import Any

from allauth.core import context
from allauth.core.internal import ratelimit
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

APP = "allauth.account"
GUESS = "code_guess"
SEND = "code_send"
LOCKED = _(
    "The code was wrong five times, so codes for this address are locked for 15 minutes. "
    "Try again later, or sign in with password, passkey or printed codes."
)


def guess(address: str) -> Any:
    """Count a guess for an address; the answer takes it back with ``rollback()``.

    ValidationError("code_locked") after five wrong ones within 15 minutes.
    """
    usage = ratelimit.consume(context.request, app=APP, action=GUESS, key=address)
    if not usage:
        raise ValidationError(LOCKED, code="code_locked")
    return usage


def refuse_if_locked(address: str) -> None:
    """ValidationError("code_locked") while an address is locked; counts nothing."""
    if not ratelimit.consume(context.request, app=APP, action=GUESS, key=address, dry_run=True):
        raise ValidationError(LOCKED, code="code_locked")


def may_send(address: str) -> bool:
    """Count a message to an address; False when it got too many already."""
    return bool(ratelimit.consume(context.request, app=APP, action=SEND, key=address))
