"""A sheet as pages show it: names instead of codes, sums, how many points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ratings.schemes.columns import grade_words
from ratings.schemes.conditions import plain
from ratings.schemes.contents import GroupContent, ItemContent, PointContent, SheetContent
from ratings.schemes.enums import CAPS, Evidence, Nature, Rebase
from ratings.schemes.models import Version


@dataclass(frozen=True, slots=True)
class Line:
    """A point with its words; ``extra`` says that it is a bonus or a veto, and of which kind."""

    code: str
    title: str
    maximum: str
    method: str
    evidence: Sequence[str]
    nature: str
    extra: str
    cap: str
    may_not_apply: bool


@dataclass(frozen=True, slots=True)
class Part:
    """An item with its lines and what they sum to."""

    code: str
    title: str
    sum: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Section:
    """A group: its total as stated, whether it shares the points, its items."""

    code: str
    title: str
    total: str
    counts: bool
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole sheet; ``bands`` are (grade, from how many points), best first."""

    total: str
    bonus_most: str
    rebase: str
    basis: str
    introduction: str
    bands: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    points: int


def shown(sheet: SheetContent) -> Shown:
    """The sheet in words."""
    return Shown(
        total=plain(sheet.total),
        bonus_most=plain(sheet.bonus_most) if sheet.bonus_most else "",
        rebase=str(Rebase(sheet.rebase).label),
        basis=sheet.basis,
        introduction=sheet.introduction,
        bands=[
            (grade_words(level), plain(sheet.bands[level]))
            for level in sorted(sheet.bands, reverse=True)
        ],
        sections=[_section(group) for group in sheet.groups],
        points=sum(1 for _point in sheet.points()),
    )


def _section(group: GroupContent) -> Section:
    parts = [_part(item) for item in group.items]
    return Section(group.code, group.title, plain(group.total), group.total > 0, parts)


def _part(item: ItemContent) -> Part:
    given = sum((p.maximum for p in item.points if p.nature == Nature.SCORED), Decimal(0))
    return Part(item.code, item.title, plain(given), [_line(point) for point in item.points])


def _line(point: PointContent) -> Line:
    is_scored = point.nature == Nature.SCORED
    return Line(
        code=point.code,
        title=point.title,
        maximum="" if point.nature == Nature.VETO else plain(point.maximum),
        method=point.method,
        evidence=[
            str(Evidence(code).label) if code in Evidence.values else code
            for code in point.evidence
        ],
        nature=point.nature,
        extra="" if is_scored else str(Nature(point.nature).label),
        cap=str(dict(CAPS).get(point.cap, "")) if point.cap is not None else "",
        may_not_apply=point.may_not_apply,
    )


def file_name(version: Version) -> str:
    """The name of the workbook: legal type, sub-type and version, in plain letters."""
    scheme = version.scheme
    parts = (scheme.kind, scheme.sub_kind, f"v{version.number}")
    return f"indicators-{'-'.join(filter(None, parts))}.xlsx".replace("_", "-")
