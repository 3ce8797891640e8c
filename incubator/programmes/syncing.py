"""Bringing the lists of a programme in line with what an official wants them to be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from incubator.programmes.models import EvidenceItem, ProgrammeCondition, SheetItem
from incubator.programmes.parts import CONDITION_FIELDS, EVIDENCE_FIELDS, SHEET_FIELDS

if TYPE_CHECKING:
    from incubator.programmes.models import Programme

HELPS = frozenset({"hint"})
Row = Mapping[str, Any]
Line = ProgrammeCondition | EvidenceItem | SheetItem


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as it shall be. ``touches_rights``: more than a hint differs from what is there."""

    keep: Sequence[Line]
    drop: Sequence[Line]
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
}


def of(part: str, programme: "Programme", rows: Sequence[Row]) -> Wanted:
    """The list of this name ("conditions", "evidence", "sheet") with these rows in this order.

    A known code keeps its row (and its sample); conditions have no code, their place counts.
    """
    model, names = PARTS[part]
    return _wanted(programme, list(getattr(programme, part).all()), rows, names, model)


def _wanted(
    programme: "Programme",
    there: Sequence[Any],
    rows: Sequence[Row],
    names: Sequence[str],
    model: type[Any],
) -> Wanted:
    coded = model is not ProgrammeCondition
    known = {line.code: line for line in there} if coded else dict(enumerate(there))
    fresh = _fresh_codes(frozenset(known))
    keep, differs = [], set()
    for order, row in enumerate(rows):
        line = known.pop(row.get("code", "") if coded else order, None)
        if line is None:
            line = model(programme=programme)
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
