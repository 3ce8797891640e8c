"""What is searched: one document per public thing, whatever its subject."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One thing the public may find, as its source states it at this moment.

    ``facets`` hold codes, never labels. ``notes`` are shown under the title and not searched, and
    so is ``shown_title``, the title in the reader's language where it differs.
    ``former_titles`` are earlier names, or the name in another language.
    ``hit_only_if_exact``: found by its whole name or code alone, and never counted
    (rules.md I.4: struck-off organisations).
    """

    kind: str
    id: str
    title: str
    url: str
    former_titles: tuple[str, ...] = ()
    code: str = ""
    summary: str = ""
    body: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    on: date | None = None
    hit_only_if_exact: bool = False
    shown_title: str = ""

    @property
    def key(self) -> str:
        """The document's key in every index."""
        return f"{self.kind}:{self.id}"

    @property
    def titles(self) -> tuple[str, ...]:
        """The title in force and the earlier ones."""
        return (self.title, *self.former_titles)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an engine keeps of a document for ordering near matches without the database.

    ``signs`` and ``sounds`` hold one entry per title, folded and without spaces.
    """

    key: str
    title: str
    signs: tuple[str, ...]
    sounds: tuple[str, ...]
    facets: Mapping[str, str]

    @property
    def kind(self) -> str:
        """The kind before the colon of the key."""
        return self.key.partition(":")[0]
