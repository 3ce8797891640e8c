"""What a subject does when its public entries are settled; called in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.accounts.models import User

if TYPE_CHECKING:
    from portal.workflow.publicity.models import PublicEntry

Answered = Callable[["PublicEntry", User, str], object]
Stands = Callable[["PublicEntry"], object]
Deciders = Callable[["PublicEntry"], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Hooks:
    """The acts of one kind of publicity.

    ``corrected`` and ``refused`` get the entry as it stood, the official and the words; the new
    entry is ``entry.replaced_by``. ``stands`` gets an entry whose publicity is over.
    ``deciders`` gives the ids of those who decided the case: they answer no objection to it.
    """

    corrected: Answered | None = None
    refused: Answered | None = None
    stands: Stands | None = None
    deciders: Deciders | None = None


_hooks: dict[str, Hooks] = {}


def register(
    kind: str,
    *,
    corrected: Answered | None = None,
    refused: Answered | None = None,
    stands: Stands | None = None,
    deciders: Deciders | None = None,
) -> None:
    """Set the acts of a kind of publicity, from the subject's ``ready()``."""
    _hooks[kind] = Hooks(corrected, refused, stands, deciders)


def of(kind: str) -> Hooks:
    """The acts of a kind; a kind without a subject has none."""
    return _hooks.get(kind, Hooks())
