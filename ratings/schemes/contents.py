"""What a version says as one plain value: for copying, comparing, spreadsheets, previews, seeds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ratings.schemes.conditions import PointFacts, plain
from ratings.schemes.enums import Nature, Rebase

if TYPE_CHECKING:
    from ratings.schemes.models import Version

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class PointContent:
    """A third-level indicator; ``evidence`` are codes, ``cap`` is a level (0: no grade)."""

    code: str
    title: str
    maximum: Decimal = ZERO
    method: str = ""
    evidence: tuple[str, ...] = ()
    nature: str = Nature.SCORED
    may_not_apply: bool = False
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class ItemContent:
    """A second-level indicator with its points."""

    code: str
    title: str
    points: tuple[PointContent, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupContent:
    """A first-level indicator with its points in all and its items."""

    code: str
    title: str
    total: Decimal = ZERO
    items: tuple[ItemContent, ...] = ()

    def points(self, *natures: str) -> Iterator[PointContent]:
        """The points of the group, of these natures when some are named."""
        for item in self.items:
            yield from (p for p in item.points if not natures or p.nature in natures)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A whole sheet; ``bands`` are lower bounds by level (5: AAAAA)."""

    total: Decimal = ZERO
    bonus_most: Decimal = ZERO
    rebase: str = Rebase.PROPORTIONAL
    basis: str = ""
    introduction: str = ""
    bands: Mapping[int, Decimal] = field(default_factory=dict)
    groups: tuple[GroupContent, ...] = ()

    def points(self, *natures: str) -> Iterator[PointContent]:
        """All points in their order, of these natures when some are named."""
        for group in self.groups:
            yield from group.points(*natures)

    @property
    def facts(self) -> list[PointFacts]:
        """The points as the arithmetic takes them."""
        return [
            PointFacts(point.code, group.code, point.maximum, point.nature, point.may_not_apply)
            for group in self.groups
            for point in group.points()
        ]


def of(version: "Version") -> SheetContent:
    """What a version says (four queries, none when groups, items, points, bands are fetched)."""
    return SheetContent(
        total=version.total,
        bonus_most=version.bonus_most,
        rebase=version.rebase,
        basis=version.basis,
        introduction=version.introduction,
        bands={band.grade: band.lower for band in version.bands.all()},
        groups=tuple(_group(group) for group in version.groups.all()),
    )


def _group(group: Any) -> GroupContent:
    items = tuple(
        ItemContent(item.code, item.title, tuple(_point(point) for point in item.points.all()))
        for item in group.items.all()
    )
    return GroupContent(group.code, group.title, group.total, items)


def _point(point: Any) -> PointContent:
    return PointContent(
        code=point.code,
        title=point.title,
        maximum=point.maximum,
        method=point.method,
        evidence=tuple(point.evidence),
        nature=point.nature,
        may_not_apply=point.may_not_apply,
        cap=point.cap,
    )


def data_of(content: SheetContent) -> dict[str, Any]:
    """The sheet as JSON: decimals as text."""
    return {
        "total": plain(content.total),
        "bonus_most": plain(content.bonus_most),
        "rebase": content.rebase,
        "basis": content.basis,
        "introduction": content.introduction,
        "bands": {str(level): plain(lower) for level, lower in content.bands.items()},
        "groups": [
            {
                "code": group.code,
                "title": group.title,
                "total": plain(group.total),
                "items": [
                    {
                        "code": item.code,
                        "title": item.title,
                        "points": [_point_data(point) for point in item.points],
                    }
                    for item in group.items
                ],
            }
            for group in content.groups
        ],
    }


def _point_data(point: PointContent) -> dict[str, Any]:
    return {
        "code": point.code,
        "title": point.title,
        "maximum": plain(point.maximum),
        "method": point.method,
        "evidence": list(point.evidence),
        "nature": point.nature,
        "may_not_apply": point.may_not_apply,
        "cap": point.cap,
    }


def read(data: Mapping[str, Any]) -> SheetContent:
    """The sheet out of what ``data_of`` made, or out of a file of the app (numbers as they are)."""
    return SheetContent(
        total=Decimal(str(data["total"])),
        bonus_most=Decimal(str(data.get("bonus_most", 0))),
        rebase=data.get("rebase", Rebase.PROPORTIONAL),
        basis=data.get("basis", ""),
        introduction=data.get("introduction", ""),
        bands={int(level): Decimal(str(lower)) for level, lower in data["bands"].items()},
        groups=tuple(_read_group(group) for group in data["groups"]),
    )


def _read_group(data: Mapping[str, Any]) -> GroupContent:
    items = tuple(
        ItemContent(item["code"], item["title"], tuple(_read_point(p) for p in item["points"]))
        for item in data.get("items", [])
    )
    return GroupContent(data["code"], data["title"], Decimal(str(data["total"])), items)


def _read_point(data: Mapping[str, Any]) -> PointContent:
    given = {**data, "evidence": tuple(data.get("evidence", ()))}
    given["maximum"] = Decimal(str(data.get("maximum", 0)))
    return PointContent(**given)


@dataclass(frozen=True, slots=True)
class Difference:
    """Codes of the points that are new, gone or different; ``frame``: anything around them."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    frame: bool

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed or self.frame)


def difference(before: SheetContent, after: SheetContent) -> Difference:
    """What would change if ``after`` took the place of ``before``."""
    old = {point.code: point for point in before.points()}
    new = {point.code: point for point in after.points()}
    return Difference(
        new=tuple(code for code in new if code not in old),
        gone=tuple(code for code in old if code not in new),
        changed=tuple(code for code in new if code in old and old[code] != new[code]),
        frame=_frame(before) != _frame(after),
    )


def _frame(content: SheetContent) -> Any:
    """Everything but the points themselves; where they stand belongs to it."""
    data = data_of(content)
    for group in data["groups"]:
        for item in group["items"]:
            item["points"] = [point["code"] for point in item["points"]]
    return data
