"""What higher subjects show on the two pages of a residence: each registers its part.

A part is a template for the organisation's page, one for the page of the base, and a function
that gives what both read. Subjects register in their ``registered.py``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from incubator.residence.models import Residence
from portal.accounts.models import User

Context = Callable[[Residence, User], Mapping[str, Any]]
Prepare = Callable[[QuerySet[Residence]], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page of a residence, drawn in ascending ``order``; no template, nothing.

    ``prepare`` lets a part read what it needs together with the residence, in the same query.
    """

    name: str
    context: Context
    template_home: str
    template_case: str
    order: int = 50
    prepare: Prepare | None = None


_parts: dict[str, Part] = {}


def register(
    name: str,
    context: Context,
    template_home: str,
    template_case: str,
    *,
    order: int = 50,
    prepare: Prepare | None = None,
) -> None:
    """Let a subject show something on both pages; its values stand in ``part`` there."""
    _parts[name] = Part(name, context, template_home, template_case, order, prepare)


def prepared(rows: QuerySet[Residence]) -> QuerySet[Residence]:
    """Residences, read together with what the parts of their page need."""
    for part in _parts.values():
        rows = part.prepare(rows) if part.prepare else rows
    return rows


def home(residence: Residence, user: User) -> list[tuple[str, Mapping[str, Any]]]:
    """The templates of the organisation's page with their values, in order."""
    return [(part.template_home, part.context(residence, user)) for part in _ordered("home")]


def case(residence: Residence, user: User) -> list[tuple[str, Mapping[str, Any]]]:
    """The templates of the page of the base with their values, in order."""
    return [(part.template_case, part.context(residence, user)) for part in _ordered("case")]


def _ordered(page: str) -> Iterable[Part]:
    shown = [part for part in _parts.values() if getattr(part, f"template_{page}")]
    return sorted(shown, key=lambda part: (part.order, part.name))
