"""The sheets that ship with the app: examples to begin with, not law (confidence U)."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ratings.schemes import contents
from ratings.schemes.contents import SheetContent

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Example:
    """A sheet with its name and the legal type it is for."""

    name: str
    kind: str
    sheet: SheetContent


def examples() -> list[Example]:
    """All sheets that ship, in the order of their file names."""
    return [_read(path) for path in sorted(FOLDER.glob("*.toml"))]


def example(kind: str) -> Example | None:
    """The sheet that ships for a legal type, or None."""
    return next((found for found in examples() if found.kind == kind), None)


def _read(path: Path) -> Example:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Example(data["name"], data["kind"], contents.read(data))
