"""Personal numbers at rest: sealed, so that a copy of the database tells nobody an identity number.

``seal`` and ``unsealed`` are authenticated encryption (Fernet) with keys derived from SECRET_KEY;
older keys stand in SECRET_KEY_FALLBACKS, so a key can be changed without losing a number.
``fingerprint`` is a keyed hash: equal numbers give equal fingerprints, so a database can refuse the
same number twice without knowing it. Whoever shows a whole number records why (see the subject's
``reveal``); everybody else shows ``portal.core.masking``.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


class Unreadable(Exception):
    """A sealed value that none of today's keys opens."""


def seal(text: str) -> str:
    """The text, sealed; the empty text stays empty."""
    return _keys().encrypt(text.encode()).decode() if text else ""


def unsealed(token: str) -> str:
    """What ``seal`` was given. Raises Unreadable when no key opens it."""
    if not token:
        return ""
    try:
        return _keys().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("No key of this portal opens the value.") from error


def fingerprint(text: str) -> str:
    """A keyed sha256 (hex, 64 signs) by which equal texts are found; "" for the empty text."""
    return _fingerprint(text, settings.SECRET_KEY) if text else ""


def fingerprints(text: str) -> list[str]:
    """The fingerprints under today's key and every older one, for looking up."""
    return [_fingerprint(text, secret) for secret in secrets()] if text else []


def secrets() -> list[str]:
    """Today's secret key, then the older ones: what was made under any of them stays good."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _fingerprint(text: str, secret: str | bytes) -> str:
    key = hashlib.sha256(b"fingerprints:" + force_bytes(secret)).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in secrets()])


def _key(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"personal numbers:" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)
