"""What else stops new money for an organisation: higher subjects register their reasons."""

from collections.abc import Callable, Iterable

from portal.core.reasons import Reason

Check = Callable[[Iterable[int]], Iterable[Reason]]
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Let a subject stop new money: it gives its reasons for an organisation and its lineage."""
    _checks[name] = check


def reasons(organisations: Iterable[int]) -> tuple[Reason, ...]:
    """Every reason for which nothing new is paid to these organisations (their ids)."""
    keys = frozenset(organisations)
    return tuple(reason for check in _checks.values() for reason in check(keys))
