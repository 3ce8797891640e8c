"""A receipt as it was read from a bank's list, and the key by which it is known again."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Self

from portal.payments.banking.conditions import Code

OF_GRID = "·"


@dataclass(frozen=True, slots=True)
class Row:
    """A receipt as it was understood. ``key`` is the same for the same receipt, always.

    ``fen``, ``on`` and ``result`` are empty where ``faults`` say so.
    """

    line: int
    serial: str = ""
    reference: str = ""
    fen: int = 0
    account: str = field(default="", repr=False)
    on: str = ""
    result: str = ""
    words: str = ""
    faults: Sequence[Code] = ()
    key: str = ""

    def as_json(self) -> dict[str, Any]:
        """The row as it is kept sealed; one with faults is kept for its page only."""
        faults = [{"code": fault.code, "params": dict(fault.params)} for fault in self.faults]
        return asdict(self) | {"faults": faults}

    @property
    def repeated(self) -> bool:
        """Whether nothing is wrong with it but that it stands in the file before."""
        return bool(self.faults) and all(fault.code == "twice_in_file" for fault in self.faults)

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> Self:
        """The row again."""
        faults = tuple(Code(fault["code"], fault["params"]) for fault in kept["faults"])
        return cls(**(kept | {"faults": faults}))


def keyed(rows: list[Row]) -> list[Row]:
    """Each row with its key; the second of two equal rows without a serial counts as another
    receipt, because a bank may well pay the same amount twice on a day.
    """
    seen: dict[str, int] = {}
    first: dict[str, Row] = {}
    made = []
    for row in rows:
        faults = list(row.faults)
        if row.serial:
            key = _digest("serial", row.serial, row.result)
            earlier = first.setdefault(key, row)
            if earlier is not row:
                faults.append(_again(earlier, row))
        else:
            end = row.account[-4:]
            content = _digest(row.reference, str(row.fen), end, row.on, row.result, row.words)
            seen[content] = seen.get(content, 0) + 1
            key = _digest(content, str(seen[content]))
        made.append(Row(**(_fields(row) | {"faults": tuple(faults), "key": key})))
    return made


def _again(earlier: Row, row: Row) -> Code:
    """A serial number that stands in the file before: the same receipt, or another one."""
    if (earlier.fen, earlier.reference) == (row.fen, row.reference):
        return Code("twice_in_file", {"line": earlier.line})
    return Code("serial_other", {"serial": row.serial})


def _fields(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Row.__slots__}


def _digest(*parts: str) -> str:
    return sha256(OF_GRID.join(parts).encode()).hexdigest()
