"""Six community groups of a street, and an organisation with eight social workers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from incubator.groups import operations as groups
from incubator.groups.queries import Draft
from incubator.workers import operations as workers
from incubator.workers.entered import Entered, Job, Months, Paper
from portal.accounts import queries as accounts
from portal.bodies import queries as places
from portal.core import clock, workdays
from portal.core.resident_id import check_sign
from portal.permissions import Permission

if TYPE_CHECKING:
    from incubator.groups.models import CommunityGroup
    from portal.accounts.models import User

COMMUNITY = "150602003901"
# name, category, what it does, where, members
GROUPS = (
    ("团结社区晨练队", "culture", "每天早晨在小广场打太极、跳广场舞，欢迎新邻居。", "小广场", 32),
    ("“四点半”看护小组", "service", "放学后看护双职工家庭的孩子写作业。", "社区活动室", 9),
    ("邻里调解小组", "neighbours", "楼上楼下有矛盾，先坐下来谈一谈。", "社区议事厅", 7),
    ("暖心探望队", "charity", "每周探望独居老人，帮忙买菜、取药。", "团结社区", 15),
    ("阳台种植互助组", "farming", "换种子、教育苗，秋天办一次分享会。", "社区花园", 12),
    ("团结社区棋友会", "culture", "周末下象棋，每季度比赛一次。", "社区活动室", 18),
)
# name, born, level, months insured back from the last one
PEOPLE = (
    ("李晓梅", "19880412", "social_worker", 12),
    ("王磊", "19911105", "assistant", 12),
    ("乌日娜", "19950623", "assistant", 11),
    ("张倩", "19930218", "social_worker", 9),
    ("巴雅尔", "19970830", "", 8),
    ("刘芳", "19860114", "senior", 12),
    ("陈浩", "19990909", "assistant", 5),
    ("苏雅拉", "20000317", "", 0),
)
TOPICS = ("个案工作实务", "老年社会工作", "社区协商与议事")


def build(people: dict[str, User], street: int) -> None:
    """The groups of the street, five of them filed; the workers of the demo's owner."""
    _groups(people, street)
    _workers(people["owner"])


def _groups(people: dict[str, User], street: int) -> None:
    clerk, office = people["street_clerk"], places.body(street)
    for at, (name, category, purpose, place, members) in enumerate(GROUPS):
        draft = Draft(
            name=name,
            category=category,
            purpose=purpose,
            place=place,
            members=members,
            head_name="高秀英" if at == 0 else "乌仁",
            head_phone=f"1380000{at:04d}",
            community=COMMUNITY,
            host="",
            for_profit=False,
        )
        row: CommunityGroup
        if at in (0, 5):
            row, _code = groups.submit(draft=draft, office=office, by=people["resident"])
        else:
            row, _code = groups.enter(draft=draft, office=office, by=clerk)
        if at < 5:
            groups.file(group=row, by=clerk)


def _workers(owner: User) -> None:
    found = accounts.with_posts(owner.pk)
    kept = accounts.kept_bodies(found, Permission.ORGANISATION_EDIT) if found else []
    if found is None or not kept:
        return
    owner, body = found, kept[0]
    today = clock.today()
    begins = workdays.months_later(today.replace(day=1), -14)
    for at, (name, born, level, months) in enumerate(PEOPLE):
        first = f"150602{born}{at + 101:03d}"
        row = workers.register(
            body=body,
            by=owner,
            entered=Entered(
                name=name,
                number=first + check_sign(first),
                paper=_paper(at, level, today),
                job=Job("一线社工", "fixed", begins, None, at != len(PEOPLE) - 1),
            ),
        )
        if months:
            last = workdays.months_later(today.replace(day=1), -1)
            span = Months(workdays.months_later(last, 1 - months), last, "insurance", "SB2026-0317")
            workers.add_months(employment=row, months=span, by=owner)
        if level:
            workers.add_study(
                employment=row,
                taken_on=today - timedelta(days=20 + at),
                hours=8,
                topic=TOPICS[at % len(TOPICS)],
                provider="鄂尔多斯市社会工作协会",
                by=owner,
            )


def _paper(at: int, level: str, today: date) -> Paper:
    if not level:
        return Paper()
    issued = today - timedelta(days=400 + 90 * at)
    return Paper(level, f"1512200{at:04d}", issued)
