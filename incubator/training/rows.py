"""The city's rows for training, as spans of time and shares."""

from datetime import date, timedelta

from portal.core import clock
from portal.law import queries as law


def _value(key: str, on: date | None = None) -> int:
    return int(law.rule(f"training.{key}", on=on or clock.today()).value)


def closes_before() -> timedelta:
    """How long before the first session enrolment closes."""
    return timedelta(hours=_value("closes_before"))


def leave_before() -> timedelta:
    """How long before the first session one may leave and the seat returns to the allowance."""
    return timedelta(hours=_value("leave_before"))


def offer() -> timedelta:
    """How long a seat is kept for the first in line."""
    return timedelta(hours=_value("offer"))


def sign_before() -> timedelta:
    """From how long before a session until how long after its end one can sign in."""
    return timedelta(minutes=_value("sign_before"))


def late() -> timedelta:
    """How late one may come and still count from the beginning."""
    return timedelta(minutes=_value("late"))


def code() -> timedelta:
    """After which time the code on the screen changes."""
    return timedelta(minutes=_value("code"))


def list_within() -> timedelta:
    """How long after the last session a sign-in list can still be entered."""
    return timedelta(days=_value("list_within"))


def attendance(on: date | None = None) -> int:
    """The least attendance for a certificate, in per cent."""
    return _value("attendance", on)
