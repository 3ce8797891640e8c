"""Numbers without gaps in a series, and query codes that can be read over the telephone."""

import hmac
import secrets
from hashlib import sha256

from django.conf import settings
from django.db.models import F

from portal.core import clock, sealed
from portal.workflow.models import Counter

ALPHABET = "23456789ABCDEFGHJKMNPQRTUVWXY"
CODE_LENGTH = 8


def next_in(series: str) -> int:
    """The next whole number of a series, inside the caller's transaction."""
    Counter.objects.get_or_create(series=series)
    Counter.objects.filter(series=series).update(last=F("last") + 1)
    return Counter.objects.values_list("last", flat=True).get(series=series)


def case_number(prefix: str) -> str:
    """A case number: prefix, day, and four digits of the day's series (RL-20261124-0001)."""
    day = clock.today().strftime("%Y%m%d")
    return f"{prefix}-{day}-{next_in(f'{prefix}-{day}'):04d}"


def query_code() -> str:
    """A new code of eight signs that are never mistaken for one another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def hashed(number: str, code: str) -> str:
    """The keyed hash under which a query code is kept."""
    return _hashed(number, code, settings.SECRET_KEY)


def fits(number: str, code: str, kept: str) -> bool:
    """Whether a code as typed is the one of a kept hash, made under today's key or an older one."""
    return any(
        hmac.compare_digest(_hashed(number, code, secret), kept) for secret in sealed.secrets()
    )


def clean(code: str) -> str:
    """A code as typed, without hyphens and spaces, in upper case."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def _hashed(number: str, code: str, secret: str) -> str:
    words = f"{number}:{clean(code)}".encode()
    return hmac.new(secret.encode(), words, sha256).hexdigest()
