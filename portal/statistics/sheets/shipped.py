"""The form that ships, to begin with."""

import tomllib
from functools import cache
from pathlib import Path

from portal.statistics.sheets.contents import Chosen, read

FILE = Path(__file__).parent / "data" / "civil_affairs.toml"


@cache
def form() -> tuple[str, tuple[Chosen, ...]]:
    """Its title and its columns."""
    found = tomllib.loads(FILE.read_text("utf-8"))
    return found["title"], tuple(read(found["column"]))
