"""Bases, tiers and programmes for tests."""

from datetime import timedelta
from typing import Any

from incubator.bases.models import Base
from incubator.programmes import operations
from incubator.programmes.models import Programme, Tier
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock
from tests import people

SHEET = (("需求", "需求真实", 30), ("方案", "方案可行", 40), ("团队", "团队稳定", 30))


def base(office: str = "bureau", name: str = "东胜区社会组织孵化中心", **values: Any) -> Base:
    """A base of one of the tests' bureaus; the one that stands, if nothing else is asked of it."""
    bureau = people.body(office)
    body, _made = Body.objects.get_or_create(
        kind="public_institution", name=name, division_id=bureau.division_id
    )
    found = Base.objects.filter(body=body, office=bureau).first()
    if found is not None and not values:
        return found
    given = {"level": "banner", "address": "天骄路 8 号", "phone": "0477-8500200", **values}
    return Base.objects.create(body=body, office=bureau, **given)


def tier(name: str = "初创期") -> Tier:
    """A tier."""
    return Tier.objects.get_or_create(name=name)[0]


def draft(
    office: str = "bureau",
    by: User | None = None,
    *,
    whole: bool = True,
    at: Base | None = None,
    **values: Any,
) -> Programme:
    """A programme that is ready to be published; with ``whole=False`` one just begun."""
    by = by or people.person("incubation_clerk")
    at = at or Base.objects.filter(office=people.body(office)).first() or base(office)
    made = operations.begin(
        base=at, tier=tier(), office=people.body(office), title="2026 年孵化入驻", year=2026, by=by
    )
    if not whole:
        return made
    now = clock.now().replace(second=0, microsecond=0)
    given = {
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=20),
        "places": 3,
        "phone": "0477-8500200",
        "counter_address": "天骄路 8 号一楼",
        "tie_rule": ["group:方案", "earlier_registration", "lot"],
        **values,
    }
    made = operations.save(programme=made, by=by, **given)
    operations.save(programme=made, by=by, lists={"evidence": papers()})
    operations.save(
        programme=made,
        by=by,
        lists={"conditions": [{"words": "负责人无不良记录", "source": "本项目公告"}]},
    )
    return operations.save(programme=made, by=by, lists={"sheet": sheet()})


def published(office: str = "bureau", by: User | None = None, **values: Any) -> Programme:
    """A published programme; open now unless the dates say otherwise."""
    by = by or people.person("incubation_clerk")
    return operations.publish(programme=draft(office, by, **values), by=by)


def papers() -> list[dict[str, Any]]:
    """Two documents and two lists."""
    return [
        {"title": "入驻申请表", "kinds": ["pdf"], "list_kind": "", "required": True},
        {"title": "项目计划书", "kinds": ["pdf", "docx"], "list_kind": "", "required": True},
        {"title": "成员名单", "kinds": [], "list_kind": "members", "required": True},
        {"title": "工作人员名单", "kinds": [], "list_kind": "staff", "required": False},
    ]


def sheet(*maxima: int) -> list[dict[str, Any]]:
    """A scoring sheet of three groups; 100 points unless told otherwise."""
    points = maxima or tuple(row[2] for row in SHEET)
    return [
        {"group": group, "title": title, "criterion": "", "maximum": maximum}
        for (group, title, _), maximum in zip(SHEET, points, strict=True)
    ]
