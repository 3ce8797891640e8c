"""System check: every row that ships can be read, and no two of one key hold on the same day."""

from typing import Any

from django.core import checks

from portal.core.dated import RuleError, overlaps
from portal.law import shipped


def register() -> None:
    """Let ``manage.py check`` run it."""
    checks.register(rows_are_right)


def rows_are_right(**_: Any) -> list[checks.CheckMessage]:
    """An error for each fault of the shipped rows."""
    try:
        faults = list(overlaps(shipped.rows()))
    except RuleError as error:
        faults = [str(error)]
    return [checks.Error(fault, id="law.E001") for fault in faults]
