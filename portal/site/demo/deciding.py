"""What the office has done with the demo's applications: returned, in panel, made public."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from incubator.deciding import operations, proposals, queries, rounds
from portal.accounts.models import User
from portal.panels import operations as panels
from portal.panels import queries as panel_queries
from portal.workflow.approvals import operations as approvals
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity import queries as publicities

if TYPE_CHECKING:
    from incubator.admission.models import Application
    from incubator.programmes.models import Programme
    from portal.panels.models import Panel, Seat

SOURCE = "信用中国网站查询"
MISSING = (
    ("", "请补项目计划书第 4 部分的预算，写明每项用途。"),
    ("", "请补场地使用说明，由产权单位盖章。"),
)
OBJECTION = "名单里的单位去年在别的街道承接过同样的项目，请核实是不是重复申请。"
NEEDED = 4
TAKEN_OFF = "个别数据没有写明来源。"


def build(people: dict[str, User], programme: Programme, applications: list[Application]) -> None:
    """Of five applications one is returned, one published with an objection, one in panel."""
    clerk = people["incubation_clerk"]
    if len(applications) < NEEDED:
        return
    _waiting, published, scored, returned, *_rest = applications
    operations.return_incomplete(application=returned, points=MISSING, by=clerk)
    judge(programme, [published], clerk)
    approve(programme, people)
    _object(published)
    check(scored, clerk)
    _convene(programme, clerk)


def check(row: Application, clerk: User) -> None:
    """Confirm what somebody must confirm, and pass the first check."""
    for code in sorted(queries.codes_to_judge(row)):
        operations.judge(application=row, code=code, holds=True, source=SOURCE, by=clerk)
    operations.pass_check(application=row, by=clerk)


def judge(programme: Programme, rows: list[Application], clerk: User) -> None:
    """Check these applications, let a panel score and sign all, and take its means."""
    for row in rows:
        check(row, clerk)
    panel = _convene(programme, clerk)
    for seat in panel.seats.select_related("expert__user"):
        _sign(panel, seat)
    for row in rows:
        rounds.take_score(case=str(row), mean=_mean(row))


def _convene(programme: Programme, clerk: User) -> Panel:
    panel = rounds.convene(programme=programme, by=clerk)
    panels.draw(panel=panel, by=clerk)
    return panel


def _sign(panel: Panel, seat: Seat) -> None:
    member = seat.expert.user
    answers = {entry.pk: panels.Answer(tie=False) for entry in panel.entries.all()}
    panels.declare(seat=seat, answers=answers, by=member)
    for number, entry in enumerate(panel.entries.order_by("pk")):
        for line in panel.lines.all():
            off = (line.position + number) % 3
            panels.save_score(
                seat=seat,
                entry=entry,
                item=line,
                points=line.maximum - off,
                reason=TAKEN_OFF if off else "",
                by=member,
            )
        panels.sign(seat=seat, entry=entry, by=member)


def _mean(row: Application) -> Decimal:
    for panel in panel_queries.panels_of(queries.KIND, queries.subject(row.programme_id)):
        for result in panel_queries.results(panel.pk):
            if result.case_id == row.case_id and result.mean is not None:
                return result.mean
    raise LookupError(f"{row} has no mean yet.")


def approve(programme: Programme, people: dict[str, User]) -> None:
    """Propose the result and let the section head and the leader agree: it becomes public."""
    approval = proposals.propose(
        programme=programme,
        words="按专家评审排名提请审批。",
        url=reverse("programme_round", args=[programme.pk]),
        by=people["incubation_clerk"],
    )
    for kind in ("section_head", "leader"):
        approval = approvals.give(
            approval=approval, opinion="agree", words="同意。", by=people[kind]
        )


def _object(row: Application) -> None:
    entry = publicities.of_case(row.case_id or 0).last()
    if entry is not None:
        said = publicity.Said(name="乌兰", phone="13900135678", words=OBJECTION)
        publicity.file(entry=entry, said=said, by=None)
