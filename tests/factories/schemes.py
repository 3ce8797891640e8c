"""Indicator sets for tests: a small sheet of 100 points, and drafts and versions of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from portal.accounts.models import User
from ratings.schemes import operations
from ratings.schemes.contents import GroupContent, ItemContent, PointContent, SheetContent
from ratings.schemes.enums import SUB_KINDS
from ratings.schemes.models import Scheme, Version
from tests.people import body, person

HOW = "齐全得满分，缺一项扣一半。"
BANDS = {5: "90", 4: "80", 3: "70", 2: "60", 1: "50"}


def point(code: str, maximum: str = "10", **values: Any) -> PointContent:
    """A point that is explained and proved by the charter."""
    given = {"title": f"指标 {code}", "method": HOW, "evidence": ("charter",), **values}
    return PointContent(code=code, maximum=Decimal(maximum), **given)


def sheet(**values: Any) -> SheetContent:
    """A faultless sheet: four groups of 25 points, a bonus of 5, a veto that leaves 3A."""
    groups = [
        GroupContent(
            code,
            title,
            Decimal(25),
            (
                ItemContent(f"{code}.1", f"{title}一", (point(f"{code}.1.1", "12.5"),)),
                ItemContent(
                    f"{code}.2", f"{title}二", (point(f"{code}.2.1", "12.5", may_not_apply=True),)
                ),
            ),
        )
        for code, title in (
            ("1", "基础条件"),
            ("2", "内部治理"),
            ("3", "工作绩效"),
            ("4", "社会评价"),
        )
    ]
    more = (
        ItemContent("5.1", "加分项", (point("5.1.1", "5", nature="bonus"),)),
        ItemContent("5.2", "否决项", (point("5.2.1", "0", nature="veto", cap=3),)),
    )
    whole = SheetContent(
        total=Decimal(100),
        bonus_most=Decimal(5),
        basis="辰溪县 2025 年度评估办法",
        introduction="请对照指标自查。\n材料可以分次上传。",
        bands={level: Decimal(lower) for level, lower in BANDS.items()},
        groups=(*groups, GroupContent("5", "加分和否决", Decimal(0), more)),
    )
    return replace(whole, **values)


def begun(
    office: str = "bureau",
    *,
    kind: str = "social_group",
    sub_kind: str = "",
    by: User | None = None,
    content: SheetContent | None = None,
) -> Version:
    """A first draft of an office, prepared by its rating clerk."""
    return operations.begin(
        office=body(office),
        kind=kind,
        sub_kind=sub_kind,
        name="社会团体评估指标",
        by=by or person("rating_clerk"),
        sheet=sheet() if content is None else content,
    )


def draft(
    office: str = "bureau", *, kind: str = "social_group", sub_kind: str = "", **values: Any
) -> Version:
    """The same; in a site that tests share, for another type when this one has its set."""
    types = [(kind, sub_kind), *((one, sub) for one in SUB_KINDS for sub in SUB_KINDS[one])]
    taken = set(Scheme.objects.filter(office=body(office)).values_list("kind", "sub_kind"))
    free_kind, free_sub = next(one for one in types if one not in taken)
    return begun(office, kind=free_kind, sub_kind=free_sub, **values)


def some_draft() -> Version:
    """A draft of the bureau with points to look at; made when there is none."""
    drafts = Version.objects.filter(scheme__office=body("bureau"), published_at=None)
    return drafts.exclude(points=None).first() or draft()


def some_published() -> Version:
    """A version of the bureau in use; made when there is none."""
    used = Version.objects.filter(scheme__office=body("bureau"), retired_at=None)
    return used.exclude(published_at=None).first() or published()


def published(office: str = "bureau", *, publisher: User | None = None, **values: Any) -> Version:
    """A published version, released by the section head."""
    version = draft(office, **values)
    return operations.publish(version=version, by=publisher or person("section_head"))
