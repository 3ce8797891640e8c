"""What else pauses the support of an organisation: higher subjects register their reasons."""

from collections.abc import Callable, Iterable
from datetime import date

from portal.core.reasons import Reason

Check = Callable[[int, date], Iterable[Reason]]
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Let a subject pause new support: it gives its reasons for a body (its id) on a day."""
    _checks[name] = check


def reasons(body_id: int, on: date) -> list[Reason]:
    """Every reason for which an organisation may take no new support on a day."""
    return [reason for check in _checks.values() for reason in check(body_id, on)]
