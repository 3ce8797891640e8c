"""Document numbers (发文字号): words of the body, the year in its brackets, a serial."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from portal.workflow import numbers
from portal.workflow.letters.models import LetterMark

if TYPE_CHECKING:
    from portal.bodies.models import Body

MARKS = Path(__file__).with_name("data") / "marks.csv"


def next_number(issuer: Body, year: int) -> tuple[int, str]:
    """The next serial of a body's year and the number in words, in the caller's transaction."""
    serial = numbers.next_in(f"letters:{issuer.pk}:{year}")
    return serial, f"{mark(issuer)}〔{year}〕{serial}号"


def mark(issuer: Body) -> str:
    """The words of a body's numbers: its own, else the known ones, else its name."""
    own = LetterMark.objects.filter(body=issuer).first()
    return own.mark if own else _known().get(issuer.name, f"{issuer.name}社办字")


@cache
def _known() -> dict[str, str]:
    with MARKS.open(encoding="utf-8", newline="") as source:
        return {row["body"]: row["mark"] for row in csv.DictReader(source)}
