"""A founding team of the demo city on its way to a certificate: the base has read its papers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from incubator.registering import documents, entering, operations, queries, roster
from portal.core import clock, resident_id
from portal.core.pdf import FontMissingError

if TYPE_CHECKING:
    from incubator.programmes.models import Programme
    from incubator.registering.models import Registration
    from portal.accounts.models import User

NAME = "乌审旗爱在助残服务中心"
PEOPLE = (
    ("那日苏", "chair", "19830412", "乌审旗第二小学教师"),
    ("刘芳", "secretary", "19880930", "嘎鲁图镇卫生院护士"),
    ("赵海", "council", "19910717", "社工"),
    ("娜仁", "council", "19790221", "旗残联退休干部"),
    ("王芳", "council", "19850605", "残障儿童家长"),
    ("李强", "supervisor", "19760308", "会计"),
)
POINTS = (
    "住所证明缺房产证复印件，请房东提供后一并上传。",
    "章程第六条的业务范围请与申请书写得一致。",
)
ANSWER = "已请房东提供，明天上传。"


def build(people: dict[str, User], programme: Programme) -> Registration | None:
    """Begin, name, settle the unit, enter everything, hand in; returned with a list of two."""
    founder, clerk = people["founder"], people["incubation_clerk"]
    founder.__dict__.pop("_posts_today", None)
    teams = queries.teams_of(founder)
    if not teams:
        return None
    row = operations.begin(
        body=teams[0],
        base=programme.base,
        kind="social_service_institution",
        name=NAME,
        by=founder,
    )
    operations.ask_name(registration=row, by=founder)
    operations.pass_name(registration=_fresh(row), by=clerk)
    _unit(row, founder)
    operations.settle_unit(registration=_fresh(row), by=founder)
    _facts(row, founder)
    _people(row, founder)
    for code in ("unit", "premises", "capital"):
        entering.keep_document(registration=_fresh(row), code=code, by=founder)
    try:
        documents.write(_fresh(row), by=founder)
    except FontMissingError:
        return row
    operations.hand_in(registration=_fresh(row), by=founder)
    operations.return_papers(registration=_fresh(row), points=POINTS, by=clerk)
    first = _fresh(row).missing.all()[0]
    entering.save_answers(registration=_fresh(row), answers={first.pk: ANSWER}, by=founder)
    return row


def _unit(row: Registration, founder: User) -> None:
    entering.save_unit(
        registration=_fresh(row),
        by=founder,
        mode="dual",
        unit="乌审旗残疾人联合会",
        unit_document="乌残联函〔2026〕12号",
        unit_on=clock.today() - timedelta(days=9),
    )


def _facts(row: Registration, founder: User) -> None:
    entering.save_facts(
        registration=_fresh(row),
        by=founder,
        purpose="陪伴残障孩子和家庭，让他们走出家门、参与社区生活。",
        scope="陪诊代办；辅具使用培训；残障家庭互助活动。",
        domicile="乌审旗嘎鲁图镇林荫路 6 号",
        domicile_right="无偿使用三年",
        capital_fen=5_000_000,
        capital_source="发起人捐赠",
        meeting_on=clock.today() - timedelta(days=6),
        meeting_place="嘎鲁图镇社区服务中心",
        present=6,
        contact="那日苏",
        phone="13800005566",
    )


def _people(row: Registration, founder: User) -> None:
    for place, (name, office, born, work) in enumerate(PEOPLE, start=1):
        first = f"150626{born}{place:03d}"
        roster.put_person(
            registration=_fresh(row),
            by=founder,
            number=first + resident_id.check_sign(first),
            name=name,
            office=office,
            work=work,
            founder=office != "supervisor",
            head=office == "chair",
            serves_state=False,
        )


def _fresh(row: Registration) -> Registration:
    return queries.whole(row.pk)
