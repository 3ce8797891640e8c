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
from portal.core import clock
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
    return _code(session, f"{SHEET}:{session.starts_at.timestamp():.0f}")


def matches(session: CourseSession, typed: str, moment: datetime | None = None) -> bool:
    """Whether a typed code belongs to a session now; upper or lower case, with blanks."""
    moment = moment or clock.now()
    if not is_open(session, moment):
        return False
    slot, code = _slot(moment), numbers.clean(typed)
    good = [_code(session, str(slot)), _code(session, str(slot - 1)), on_sheet(session)]
    return any(hmac.compare_digest(code.encode(), one.encode()) for one in good)


def signs(words: str, length: int) -> str:
    """So many signs that follow from the words and the portal's key."""
    digest = hmac.new(settings.SECRET_KEY.encode(), words.encode(), sha256).digest()
    return "".join(numbers.ALPHABET[byte % len(numbers.ALPHABET)] for byte in digest[:length])


def _slot(moment: datetime) -> int:
    return int(moment.timestamp() // rows.code().total_seconds())


def _code(session: CourseSession, part: str) -> str:
    return signs(f"training.session:{session.pk}:{part}", LENGTH)
