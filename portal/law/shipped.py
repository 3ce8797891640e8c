"""The rows that ship: ``rules/*.toml`` of every app and every subject of ours."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from django.apps import apps

from portal.core.dated import RuleRow, load

OURS = frozenset({"portal", "incubator", "procurement", "ratings", "search"})


def files() -> Iterator[Path]:
    """Every file of rows, in the order of the apps."""
    for app in apps.get_app_configs():
        if app.name.partition(".")[0] in OURS:
            folder = Path(app.path)
            yield from sorted(folder.glob("rules/*.toml"))
            yield from sorted(folder.glob("*/rules/*.toml"))


def rows() -> list[RuleRow]:
    """All rows of all files. Raises RuleError for the first file that cannot be read."""
    return [row for file in files() for row in load(file)]


@cache
def by_key() -> Mapping[str, tuple[RuleRow, ...]]:
    """The rows of each key, oldest first; read once for a process."""
    found: defaultdict[str, list[RuleRow]] = defaultdict(list)
    for row in rows():
        found[row.key].append(row)
    return {
        key: tuple(sorted(same, key=lambda row: row.effective_from)) for key, same in found.items()
    }
