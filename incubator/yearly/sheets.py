"""The score sheet of a year, the points on it, and the grade they make."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from incubator.yearly.enums import Grade
from portal.law import queries as law

FILE = Path(__file__).parent / "data" / "sheets.toml"
HUNDRED = 100
MARKS = (Grade.EXCELLENT, Grade.GOOD, Grade.PASSED)


@cache
def shipped() -> tuple[Mapping[str, Any], ...]:
    """The sheets that ship, the oldest first."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["sheet"]
    return tuple(sorted(found, key=lambda sheet: (sheet["year"], sheet["version"])))


def of_year(year: int, on: date) -> dict[str, Any]:
    """What an evaluation of a year keeps from its first day on: items, and the marks in force."""
    fitting = [sheet for sheet in shipped() if sheet["year"] <= year] or [shipped()[0]]
    sheet = fitting[-1]
    marks = {mark.value: int(law.rule(f"yearly.{mark}", on=on).value) for mark in MARKS}
    return {
        "version": sheet["version"],
        "items": [dict(item) for item in sheet["item"]],
        "marks": marks,
    }


def total(points: Mapping[str, Any]) -> int:
    """The sum of the points given, in hundredths."""
    return sum(int(given["points"]) for given in points.values())


def grade(score: int, marks: Mapping[str, int]) -> Grade:
    """The grade of a score in hundredths by these marks in whole points; a mark itself counts."""
    for mark in MARKS:
        if score >= marks[mark.value] * HUNDRED:
            return mark
    return Grade.FAILED
