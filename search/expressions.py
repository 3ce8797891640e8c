"""What is asked of an index, independent of the engine that answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """The token stands in the field."""

    field: str
    value: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens stand in the field, one after the other; the last may be a beginning."""

    field: str
    tokens: tuple[str, ...]
    weight: float = 1.0
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """A token of the field begins with the value (letters and digits only)."""

    field: str
    value: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class All:
    """Every item holds."""

    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many of the items hold; the more, the better."""

    items: tuple["Expression", ...]
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class Without:
    """The wanted holds and none of the unwanted does."""

    wanted: "Expression"
    unwanted: tuple["Expression", ...]


Expression = Term | Phrase | Prefix | All | AtLeast | Without


def any_of(*items: Expression) -> Expression:
    """One of the items is enough."""
    return items[0] if len(items) == 1 else AtLeast(items)


def all_of(*items: Expression) -> Expression:
    """All items are needed."""
    return items[0] if len(items) == 1 else All(items)
