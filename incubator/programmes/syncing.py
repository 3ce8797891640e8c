"""Bringing the lists of a programme in line with what an official wants them to be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from incubator.programmes.models import (
    EvidenceItem,
    ExitItem,
    GrantedSupport,
    MidtermItem,
    ProgrammeCondition,
    SheetItem,
    Tier,
    TierCondition,
)
from incubator.programmes.parts import (
    ALLOWANCE_FIELDS,
    CONDITION_FIELDS,
    EVIDENCE_FIELDS,
    EXIT_FIELDS,
    MIDTERM_FIELDS,
    SHEET_FIELDS,
)

if TYPE_CHECKING:
    from incubator.programmes.models import Programme

HELPS = frozenset({"hint"})
Row = Mapping[str, Any]
Line = (
    ProgrammeCondition
    | EvidenceItem
    | SheetItem
    | TierCondition
    | GrantedSupport
    | MidtermItem
    | ExitItem
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as it shall be. ``touches_rights``: more than a hint differs from what is there."""

    keep: Sequence[Any]
    drop: Sequence[Any]
    changed: bool
    touches_rights: bool

    def write(self) -> None:
        """Write what differs."""
        if not self.changed:
            return
        for line in self.drop:
            line.delete()
        for line in self.keep:
            line.save()


PARTS: Mapping[str, tuple[type[Line], tuple[str, ...]]] = {
    "conditions": (ProgrammeCondition, CONDITION_FIELDS),
    "evidence": (EvidenceItem, EVIDENCE_FIELDS),
    "sheet": (SheetItem, SHEET_FIELDS),
    "allowances": (GrantedSupport, ALLOWANCE_FIELDS),
    "midterm": (MidtermItem, MIDTERM_FIELDS),
    "exit": (ExitItem, EXIT_FIELDS),
}


def of(part: str, owner: "Programme | Tier", rows: Sequence[Row]) -> Wanted:
    """The list of this name ("conditions", "sheet" …) of a programme or tier with these rows.

    A known code keeps its row (and its sample); where rows have no code, their place counts.
    """
    model, names = PARTS[part]
    if isinstance(owner, Tier) and part == "conditions":
        model = TierCondition
    return _wanted(owner, list(getattr(owner, part).all()), rows, names, model)


def _wanted(
    owner: "Programme | Tier",
    there: Sequence[Any],
    rows: Sequence[Row],
    names: Sequence[str],
    model: type[Any],
) -> Wanted:
    coded = any(field.name == "code" for field in model._meta.fields)
    side = "tier" if isinstance(owner, Tier) else "programme"
    known = {line.code: line for line in there} if coded else dict(enumerate(there))
    fresh = _fresh_codes(frozenset(known))
    keep, differs = [], set()
    for order, row in enumerate(rows):
        line = known.pop(row.get("code", "") if coded else order, None)
        if line is None:
            line = model(**{side: owner})
            if coded:
                line.code = next(fresh)
            differs.add("line")
        differs |= {name for name in names if name in row and getattr(line, name) != row[name]}
        if line.order != order:
            differs.add("order")
        for name in names:
            if name in row:
                setattr(line, name, row[name])
        line.order = order
        keep.append(line)
    if known:
        differs.add("line")
    return Wanted(keep, list(known.values()), bool(differs), bool(differs - HELPS))


def _fresh_codes(taken: frozenset[Any]) -> Iterator[str]:
    return (code for code in (f"n{number}" for number in count(1)) if code not in taken)
