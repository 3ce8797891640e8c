"""What the points come to: totals with the committee's changes, the bands, the vetoes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ratings.assessments import queries as assessments
from ratings.assessments import sheets
from ratings.schemes import conditions as schemes
from ratings.schemes import queries as indicators
from ratings.schemes.enums import Nature

if TYPE_CHECKING:
    from ratings.applications.models import Application
    from ratings.assessments.sheets import Row, Section, Sheet
    from ratings.deciding.models import PointChange


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A total with its grade: ``reached`` by the points, ``grade`` after the vetoes (codes)."""

    total: Decimal
    reached: int
    grade: int
    vetoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A point with the third column beside own mark and experts: the committee's points."""

    row: Row
    change: PointChange | None = None

    @property
    def committee(self) -> Decimal | None:
        """The committee's points: those it changed, else the mean of the experts."""
        return self.change.points if self.change else self.row.mean

    @property
    def holds(self) -> bool:
        """Whether a veto holds: as the committee found, else as the experts saw it."""
        if self.change:
            return holds(self.change)
        return bool(self.row.sight and self.row.sight.met)

    @property
    def may_change(self) -> bool:
        """Whether the committee may find otherwise: points, or whether a veto holds."""
        return not self.row.left_out


@dataclass(frozen=True, slots=True)
class Sides:
    """The sheet with three columns; ``result`` is what the committee's column comes to."""

    sheet: Sheet
    parts: tuple[tuple[Section, tuple[Line, ...]], ...]
    result: Reckoned


def of(row: Application) -> Reckoned:
    """What the points of a rating come to by now; five queries beside those of the sheet."""
    return _of(row, changes_of(row))


def three_sides(row: Application) -> Sides:
    """The sheet of a rating with own marks, experts and committee side by side."""
    changes, sheet = changes_of(row), sheets.of(row)
    parts = tuple(
        (part, tuple(Line(one, changes.get(one.point.code)) for one in part.rows))
        for part in sheet.parts
    )
    return Sides(sheet, parts, _of(row, changes))


def holds(change: PointChange) -> bool:
    """What the committee found of a veto."""
    return bool(change.points)


def changes_of(row: Application) -> dict[str, PointChange]:
    """The points that the committee changed, by the code of the point."""
    return {one.point.code: one for one in row.changes.select_related("point", "by")}


def bands(row: Application) -> dict[str, Decimal]:
    """The lower bounds of the round for this kind; those of the indicators where it set none."""
    own = {band.letters: band.lower for band in row.sheet.bands.all()}
    return own or indicators.bands(row.sheet.version)


def grade_of(total: Decimal, lower: Mapping[str, Decimal], caps: list[str]) -> tuple[int, int]:
    """The grade that an unrounded total reaches, and what the vetoes leave of it; 0: none."""
    reached = schemes.grade(lower, total)
    return len(reached), len(schemes.cap(reached, caps))


def _of(row: Application, changes: Mapping[str, PointChange]) -> Reckoned:
    known, version = assessments.assessment_of(row), row.sheet.version
    points = indicators.facts(version)
    marks: dict[str, schemes.Mark] = {
        code: sheets.exact(given) for code, given in sheets.experts(row).items()
    }
    given = {code: one.points for code, one in changes.items() if not _is_veto(one)}
    marks |= given
    left_out = assessments.left_out(known)
    if known is not None and known.expert_total is not None and not given:
        total = known.expert_total
    else:
        total = sheets.totals(version, points, marks, left_out)[0]
    vetoes = _vetoes(assessments.vetoes_met(known), changes)
    reached, grade = grade_of(total, bands(row), indicators.vetoes(version, vetoes))
    return Reckoned(total, reached, grade, tuple(vetoes))


def _vetoes(seen: list[str], changes: Mapping[str, PointChange]) -> list[str]:
    """The vetoes that hold: those the experts saw met, unless the committee found otherwise."""
    found = {code: holds(one) for code, one in changes.items() if _is_veto(one)}
    stay = [code for code in seen if found.get(code, True)]
    return stay + [code for code, held in found.items() if held and code not in seen]


def _is_veto(change: PointChange) -> bool:
    return change.point.nature == Nature.VETO


def point_facts(line: Line, group: str) -> schemes.PointFacts:
    """A point as the arithmetic takes it."""
    point = line.row.point
    return schemes.PointFacts(
        point.code, group, point.maximum, Nature(point.nature), point.may_not_apply
    )
