"""Codes by which learners sign in: made from the key of the portal, nothing is stored.

The code on the teacher's screen changes after some minutes and the one before it still counts; the
code of a printed sheet holds for its session. Both count only around the session.
"""

import hmac
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from incubator.training import rows
from incubator.training.models import CourseSession
from portal.core import clock, sealed
from portal.workflow import numbers

LENGTH = 6
SHEET = "sheet"


def is_open(session: CourseSession, moment: datetime | None = None) -> bool:
    """Whether one can sign in to a session now."""
    moment = moment or clock.now()
    around = rows.sign_before()
    return session.starts_at - around <= moment <= session.ends_at + around


def on_screen(session: CourseSession, moment: datetime | None = None) -> str:
    """The code that the teacher's screen shows now."""
    return _code(session, str(_slot(moment or clock.now())))


def on_sheet(session: CourseSession) -> str:
    """The code of a printed sheet; a session that is moved gets another one."""
    return _code(session, _sheet(session))


def matches(session: CourseSession, typed: str, moment: datetime | None = None) -> bool:
    """Whether a typed code belongs to a session now; upper or lower case, with blanks."""
    moment = moment or clock.now()
    if not is_open(session, moment):
        return False
    slot, code = _slot(moment), numbers.clean(typed)
    good = (str(slot), str(slot - 1), _sheet(session))
    return any(follow(_words(session, part), code, LENGTH) for part in good)


def signs(words: str, length: int) -> str:
    """So many signs that follow from the words and the portal's key."""
    return _signs(words, length, settings.SECRET_KEY)


def follow(words: str, found: str, length: int) -> bool:
    """Whether signs follow from the words, under today's key or the one in use when printed."""
    return any(
        hmac.compare_digest(_signs(words, length, secret).encode(), found.encode())
        for secret in sealed.secrets()
    )


def _slot(moment: datetime) -> int:
    return int(moment.timestamp() // rows.code().total_seconds())


def _code(session: CourseSession, part: str) -> str:
    return signs(_words(session, part), LENGTH)


def _words(session: CourseSession, part: str) -> str:
    return f"training.session:{session.pk}:{part}"


def _sheet(session: CourseSession) -> str:
    return f"{SHEET}:{session.starts_at.timestamp():.0f}"


def _signs(words: str, length: int, secret: str) -> str:
    digest = hmac.new(secret.encode(), words.encode(), sha256).digest()
    return "".join(numbers.ALPHABET[byte % len(numbers.ALPHABET)] for byte in digest[:length])
