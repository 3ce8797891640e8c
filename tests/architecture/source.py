"""The project's own source, for the tests that judge it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.harness.paths import ROOT

CODE = ("portal", "search", "incubator", "procurement", "ratings")
OUTSIDE = {"migrations", "node_modules", "static", "__pycache__"}


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of the product, without migrations."""
    return tuple(_files("*.py"))


@cache
def templates() -> tuple[Path, ...]:
    """Every template of the product."""
    return tuple(path for path in _files("*.html") if "templates" in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path: Path) -> str:
    """The path as written in messages."""
    return str(path.relative_to(ROOT))


def share(values: list[int], part: float) -> int:
    """The value below which this part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def _files(pattern: str) -> Iterator[Path]:
    for top in CODE:
        for path in sorted((ROOT / top).rglob(pattern)):
            if not OUTSIDE & set(path.parts):
                yield path
