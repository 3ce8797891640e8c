"""The authorities that register organisations, as the rows of a list name them."""

from dataclasses import dataclass, field
from typing import Any

from portal.bodies import queries as bodies


@dataclass(slots=True)
class Bureaus:
    """The registration authorities, found by the name a list uses or by division."""

    all: list[Any] = field(default_factory=lambda: list(bodies.registries()))
    known: dict[str, Any] = field(default_factory=dict)

    def named(self, name: str) -> Any:
        """The authority a list calls so, or None."""
        if name not in self.known:
            self.known[name] = bodies.registry_named(name, self.all)
        return self.known[name]

    def of_division(self, code: str) -> Any:
        """The authority of a division, or None."""
        return next((bureau for bureau in self.all if bureau.division_id == code), None)

    def name_of(self, pk: int | None) -> str:
        """An authority's name; empty when there is none."""
        return next((str(bureau.name) for bureau in self.all if bureau.pk == pk), "")
