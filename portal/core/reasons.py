"""Reasons: why something is refused, doubtful or unknown, and how to mend it.

A condition returns every reason that applies; nobody stops at the first. The boolean is derived.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
F = TypeVar("F")
Condition = Callable[[F], "Iterable[Reason]"]


class Severity(StrEnum):
    """How much a reason weighs. UNKNOWN blocks until an official confirms with a source."""

    BLOCK = "block"
    UNKNOWN = "unknown"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a code for machines, words and a cure for people, a clause for lawyers.

    ``message`` and ``cure`` may hold ``%(name)s`` places filled from ``params``.
    """

    code: str
    message: Text = ""
    cure: Text = ""
    clause: str = ""
    severity: Severity = Severity.BLOCK
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The message with its places filled, in the language of the reader."""
        return _fill(self.message, self.params)

    @property
    def mend(self) -> str:
        """How to mend it, with its places filled; empty when nothing can be done."""
        return _fill(self.cure, self.params)

    @property
    def blocks(self) -> bool:
        """Whether the act cannot go on while this reason stands."""
        return self.severity in (Severity.BLOCK, Severity.UNKNOWN)

    def __str__(self) -> str:
        return " ".join(part for part in (self.words, self.mend) if part)


class Refused(Exception):
    """An act was refused; carries all reasons at once."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all reasons."""
        return frozenset(reason.code for reason in self.reasons)


def not_permitted() -> Reason:
    """The person has no post for an act."""
    return Reason(
        "not_permitted",
        _("Your post does not include this step."),
        _("Ask a colleague whose post includes it."),
    )


def collect(conditions: Iterable[Condition[F]], facts: F) -> tuple[Reason, ...]:
    """Run every condition on the facts and return all their reasons, in order."""
    return tuple(reason for condition in conditions for reason in condition(facts))


def refuse_if_blocked(reasons: Iterable[Reason]) -> None:
    """Raise Refused with the blocking reasons, if there are any."""
    blocking = [reason for reason in reasons if reason.blocks]
    if blocking:
        raise Refused(*blocking)


def _fill(text: Text, params: Mapping[str, Any]) -> str:
    words = str(text)
    return words % params if params else words
