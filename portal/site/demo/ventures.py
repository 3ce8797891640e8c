"""Venture philanthropy in the demo city: one open call with its needs, one project handed in."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from incubator.ventures import applying, calling
from portal.accounts import queries as accounts
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets import queries as budgets
from portal.organisations.register import queries as register
from portal.permissions import Permission

if TYPE_CHECKING:
    from incubator.ventures.models import VentureCall
    from portal.accounts.models import User

SOURCE, CODE = "service_fund", "2130705"
BUDGET, LIMIT = 10_000_000, 5_000_000
NEEDS = (
    ("children", "双职工多，孩子放学后没人照看。", 60),
    ("elderly", "独居老人多，需要有人上门看看、帮着取药。", 45),
    ("all", "楼道堆物、停车纠纷多，想请人带着居民一起议事。", None),
)


def build(people: dict[str, User], office: int) -> None:
    """Make a call public and hand in a project of the owner's organisation.

    Where something stands against it the city goes without.
    """
    line = budgets.line_of(office, clock.today().year, SOURCE, CODE)
    if line is None:
        return
    with suppress(Refused):
        call = _call(people, office, line.pk)
        _project(people["owner"], call)


def _call(people: dict[str, User], office: int, line: int) -> VentureCall:
    clerk, body, today = people["incubation_clerk"], bodies.body(office), clock.today()
    title = f"{today.year}年社区公益创投大赛"
    call = calling.begin(office=body, title=title, by=clerk)
    after = {"closes_on": 30, "starts_on": 60, "mid_on": 150, "ends_on": 300}
    call = calling.save(
        call=call, by=clerk, introduction="社区提需求，社会组织报项目，专家评审。",
        fields=["children", "elderly", "community"], line_id=line, budget=BUDGET, limit=LIMIT,
        opens_on=today, **{name: today + timedelta(days=count) for name, count in after.items()},
    )  # fmt: skip
    places = list(bodies.divisions_under(body.division_id))
    for number, (group, words, count) in enumerate(NEEDS, start=1):
        place = places[number % len(places)].pk
        calling.add_need(
            call=call, by=clerk, place_id=place, group=group, words=words, people=count
        )
    return calling.publish(call=call, by=people["leader"])


def _project(owner: User, call: VentureCall) -> None:
    body = bodies.body(min(accounts.bodies_where(owner, Permission.ORGANISATION_MONEY)))
    organisation = register.of_body(body)
    if organisation is None or call.starts_on is None:
        return
    need = call.needs.get(group="children")
    project = applying.save(
        call=call, organisation=organisation, by=owner, needs=[need.pk], title="四点半课堂",
        field="children", goals="让60名孩子放学后有人照看、有地方写作业。",
        beneficiaries="双职工家庭的小学生", reach=60, declared=True, asked=4_800_000,
        activities=[{"title": "开班", "month": call.starts_on.isoformat()[:7]}],
        costs=[
            {"kind": "activity", "title": "课后托管120次", "fen": 3_600_000},
            {"kind": "material", "title": "桌椅和教具", "fen": 900_000},
            {"kind": "admin", "title": "办公费", "fen": 300_000},
        ],
        team=[{"name": "白晓梅", "duty": "项目负责人"}],
    )  # fmt: skip
    applying.hand_in(project=project, by=owner)
