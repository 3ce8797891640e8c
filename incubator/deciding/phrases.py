"""Stock words for letters of the first check; letters are always Chinese."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "phrases.txt"


@cache
def stock() -> tuple[str, ...]:
    """The sentences that ship, one per line of the file."""
    lines = FILE.read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip())
