"""A round of ratings in the demo city with an application to check, and a draw of grades."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.accounts import queries as accounts
from portal.bodies import queries as bodies
from portal.core import clock
from portal.organisations.register import queries as register
from portal.permissions import Permission
from ratings.applications import applying, queries
from ratings.deciding import committee
from ratings.followups import opening
from ratings.followups import queries as followups
from ratings.rounds import operations, writing
from ratings.rounds import queries as rounds

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.bodies.models import Body
    from portal.organisations.register.models import Organisation
    from ratings.rounds.models import Round

NOTICE = (
    "为加强社会组织规范化建设，现组织开展本年度社会组织等级评估。\n"
    "凡在东胜区民政局登记、符合条件的社会团体和社会服务机构，均可自愿申请，评估不收取任何费用。\n"
    "通过资格审核的，先对照指标自评，再由随机抽取的专家实地考察，结果公示七天后公告。"
)
FIRST, SECOND = "（第一批）", "（第二批）"
SHARES = {5: 90, 4: 80, 3: 70, 2: 60}
MEMBERS = (
    ("白云飞", "主任委员", "东胜区民政局"),
    ("额尔敦", "副主任委员", "东胜区财政局"),
    ("高秀英", "委员", "鄂尔多斯市社会科学界联合会"),
    ("其木格", "委员", "鄂尔多斯应用技术学院"),
    ("刘建国", "委员", "东胜区审计局"),
    ("苏和", "委员", "鄂尔多斯市律师协会"),
    ("王淑兰", "委员", "东胜区总工会"),
)
PAPERS = ("上一年度工作报告：已在年检中提交的不用再传", "最近一次换届会议纪要")


def build(people: dict[str, User], office: int) -> None:
    """A published round of an office, and the application of the owner's organisation."""
    clerk, owner, at = people["rating_clerk"], people["owner"], bodies.body(office)
    published = publish(people, at, clock.today().year, SECOND)
    mine = sorted(accounts.bodies_where(owner, Permission.ORGANISATION_EDIT))
    body = register.all_organisations().filter(pk__in=mine, registry=office).first()
    if body is not None and not _barred(published, body):
        applying.apply(
            rating_round=published,
            body=body.body,
            sub_kind="",
            contact=owner.get_full_name(),
            phone="0477-8300099",
            words="",
            uploads={},
            answers=[],
            by=owner,
        )
    _draw(at, clerk)


def publish(people: dict[str, User], registry: Body, year: int, batch: str = "") -> Round:
    """A round of a registry for a year, written by one person and published by another."""
    clerk, title = people["rating_clerk"], f"{year}年度社会组织等级评估{batch}"
    row = operations.begin(registry=registry, year=year, title=title, by=clerk)
    _written(row, clerk)
    operations.propose(rating_round=row, by=clerk)
    return operations.publish(rating_round=row, by=people["section_head"])


def appoint(registry: Body, people: dict[str, User]) -> None:
    """The committee of the registry, as few members as the rows allow; one has an account."""
    today, clerk, member = clock.today(), people["rating_clerk"], people["committee_member"]
    for name, title, employer in MEMBERS:
        committee.add_member(
            office=registry,
            name=name,
            title=title,
            employer=employer,
            from_on=today,
            to_on=today.replace(year=today.year + 5, day=1),
            account=member.email or "" if name == member.name else "",
            by=clerk,
        )


def _draw(registry: Body, clerk: User) -> None:
    """As few follow-ups as the rows allow, where the invented record has grades to draw from."""
    found = followups.candidates(registry.pk)
    if found:
        least = followups.least(len(found), clock.today())
        opening.draw(registry=registry, size=least, by=clerk)


def _barred(row: Round, organisation: Organisation) -> bool:
    """Whether the invented record bars the organisation; the demo then shows the round alone."""
    found = queries.reasons_for(row, organisation.body, organisation, clock.today())
    return any(one.severity == "block" for one in found)


def _written(row: Round, clerk: User) -> None:
    today = clock.today()
    writing.write(
        rating_round=row,
        year=row.year,
        title=row.title,
        notice=NOTICE,
        opens_on=today,
        closes_on=today + timedelta(days=30),
        contact="评估办公室",
        phone="0477-8300020",
        address="东胜区民政局二楼社会组织管理窗口",
        by=clerk,
    )
    for version in rounds.usable(today):
        if version.scheme.office_id == row.registry_id:
            bounds = {
                level: version.total * share / Decimal(100) for level, share in SHARES.items()
            }
            writing.set_sheet(rating_round=row, version=version, bands=bounds, by=clerk)
    writing.set_materials(rating_round=row, required=(), further=PAPERS, by=clerk)
