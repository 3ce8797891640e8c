"""The sheet with everybody's marks side by side: own marks, the team's sights, the experts'."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from portal.panels.scoring import queries as scoring
from ratings.applications.models import Application
from ratings.assessments import conditions, queries
from ratings.assessments.enums import Ruling
from ratings.assessments.models import Assessment, OwnMark, Proof, Sight
from ratings.schemes import conditions as schemes
from ratings.schemes import queries as indicators
from ratings.schemes.conditions import PointFacts
from ratings.schemes.enums import Nature
from ratings.schemes.models import Group, Point, Version

if TYPE_CHECKING:
    from portal.panels.models import Line, Part, Score

HUNDREDTH = Decimal("0.01")
Given = dict[str, list[tuple[str, "Score"]]]


@dataclass(frozen=True, slots=True)
class Row:
    """A point with what everybody said of it.

    ``mine`` is the reader's own score as an expert; ``given`` are letter and score of each expert,
    empty until all have signed; ``mean`` is theirs, to two places for the eye.
    """

    point: Point
    own: OwnMark | None
    sight: Sight | None
    line: Line | None
    mine: Score | None
    given: tuple[tuple[str, Score], ...]

    @property
    def is_veto(self) -> bool:
        """Whether it bars the better grades instead of counting."""
        return self.point.nature == Nature.VETO

    @property
    def is_bonus(self) -> bool:
        """Whether it adds on top."""
        return self.point.nature == Nature.BONUS

    @property
    def left_out(self) -> bool:
        """Whether nobody scores it, as the office has accepted."""
        return self.own is not None and self.own.ruling == Ruling.ACCEPTED

    @property
    def proofs(self) -> list[Proof]:
        """The files behind the own mark."""
        return list(self.own.proofs.all()) if self.own else []

    @property
    def answered(self) -> bool:
        """Whether the organisation said something that counts as an answer."""
        return self.own is not None and (self.own.points is not None or not self.own.applies)

    @property
    def mean(self) -> Decimal | None:
        """The mean of the experts, rounded for the eye; None while it is not open."""
        if not self.given:
            return None
        return Decimal(str(float(exact(self.given)))).quantize(HUNDREDTH)


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the sheet: its rows, how many count and are answered, totals where open."""

    group: Group
    rows: tuple[Row, ...]
    own_total: Decimal
    expert_total: Decimal | None

    @property
    def count(self) -> int:
        """How many points count."""
        return sum(row.point.nature == Nature.SCORED for row in self.rows)

    @property
    def answered(self) -> int:
        """How many of those the organisation has answered."""
        return sum(row.answered for row in self.rows if row.point.nature == Nature.SCORED)

    @property
    def scored(self) -> int:
        """How many points the reader has scored as an expert."""
        return sum(row.mine is not None for row in self.rows)

    @property
    def to_score(self) -> int:
        """How many points the experts score."""
        return sum(row.line is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet; ``expert_total`` None until all have signed."""

    parts: tuple[Section, ...]
    own_total: Decimal
    expert_total: Decimal | None

    @property
    def rows(self) -> list[Row]:
        """All rows in their order."""
        return [row for part in self.parts for row in part.rows]

    @property
    def count(self) -> int:
        """How many points count."""
        return sum(part.count for part in self.parts)

    @property
    def answered(self) -> int:
        """How many of those the organisation has answered."""
        return sum(part.answered for part in self.parts)


def of(row: Application, *, part: Part | None = None) -> Sheet:
    """The sheet of a rating as it may be shown; ``part`` is that of an expert who reads it.

    A fixed number of queries, whatever the number of points.
    """
    known = queries.assessment_of(row)
    own, sights = queries.marks(known), queries.sights(known)
    version = row.sheet.version
    given = experts(row)
    lines = {line.code: line for line in part.entry.panel.lines.all()} if part else {}
    mine = {score.line_id: score for score in part.scores.all()} if part else {}
    groups = []
    for group in indicators.tree(version):
        found = []
        for item in group.items.all():
            for point in item.points.all():
                line = lines.get(point.code)
                found.append(
                    Row(
                        point=point,
                        own=own.get(point.pk),
                        sight=sights.get(point.pk),
                        line=line,
                        mine=mine.get(line.pk) if line else None,
                        given=tuple(given.get(point.code, ())),
                    )
                )
        groups.append((group, tuple(found)))
    return _summed(version, groups, opened=bool(given))


def experts(row: Application) -> Given:
    """Letter and score of each expert by point; empty until they may be shown."""
    known = queries.assessment_of(row)
    if known is None or known.panel_id is None or not conditions.shows_experts(row.status):
        return {}
    return scores_of(known.panel_id)


def scores_of(panel: int) -> Given:
    """All signed scores of a panel by the code of the point."""
    found: Given = {}
    for sheet in scoring.open_sheets(panel):
        for line in sheet.rows:
            found[line.line.code] = list(line.scores)
    return found


def expert_total(row: Application, known: Assessment) -> Decimal:
    """What the means of the experts sum to, unrounded; for the act of the last signature."""
    if known.panel_id is None:
        return Decimal(0)
    points = indicators.facts(row.sheet.version)
    means: dict[str, schemes.Mark] = {
        code: exact(given) for code, given in scores_of(known.panel_id).items()
    }
    return totals(row.sheet.version, points, means, queries.left_out(known))[0]


def exact(given: tuple[tuple[str, Score], ...] | list[tuple[str, Score]]) -> Fraction:
    """The mean of the experts' points, exactly."""
    return sum((Fraction(score.points) for _letter, score in given), Fraction(0)) / len(given)


def totals(
    version: Version,
    points: list[PointFacts],
    marks: dict[str, schemes.Mark],
    left_out: frozenset[str],
) -> tuple[Decimal, dict[str, Decimal]]:
    """The total, unrounded, and that of each group (by its code)."""
    whole = schemes.total(
        points, marks, left_out, rebase=version.rebase, bonus_most=version.bonus_most
    )
    return whole, schemes.group_totals(points, marks, left_out, rebase=version.rebase)


def _summed(
    version: Version, groups: list[tuple[Group, tuple[Row, ...]]], *, opened: bool
) -> Sheet:
    rows = [(group, row) for group, found in groups for row in found]
    points = [
        PointFacts(
            row.point.code,
            group.code,
            row.point.maximum,
            row.point.nature,
            row.point.may_not_apply,
        )
        for group, row in rows
    ]
    own: dict[str, schemes.Mark] = {
        row.point.code: row.own.points
        for _group, row in rows
        if row.own is not None and row.own.points is not None
    }
    claimed = frozenset(
        row.point.code for _group, row in rows if row.own is not None and not row.own.applies
    )
    left_out = frozenset(row.point.code for _group, row in rows if row.left_out)
    own_whole, own_groups = totals(version, points, own, claimed)
    means: dict[str, schemes.Mark] = {
        row.point.code: exact(row.given) for _group, row in rows if row.given
    }
    expert_whole, expert_groups = totals(version, points, means, left_out)
    parts = tuple(
        Section(
            group,
            found,
            own_groups.get(group.code, Decimal(0)),
            expert_groups.get(group.code, Decimal(0)) if opened else None,
        )
        for group, found in groups
    )
    return Sheet(parts, own_whole, expert_whole if opened else None)
