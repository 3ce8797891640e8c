"""Plans, reports, mentors and reviews for tests, made by the operations that make them."""

from datetime import date
from typing import Any

from incubator.reports import mentoring, opening, planning, reporting, reviewing
from incubator.reports.conditions import Row
from incubator.reports.enums import ReportState
from incubator.reports.models import (
    MentorEntry,
    Mentorship,
    MidtermReview,
    Milestone,
    Report,
    ResidencePlan,
)
from incubator.residence.models import Residence
from portal.core import clock
from tests.factories import residences as make

ANSWERS: dict[str, Any] = {
    "progress": "as_planned",
    "done": "两个社区开了托管班，每周五次。",
    "served": 60,
    "staff": 2,
    "income": 1_250_000,
    "result": "",
    "difficulty": "志愿者不稳定。",
    "wish": "",
    "next": "开第三个班。",
}
HIGH = {"need": "35", "plan": "25.5", "rules": "20"}
LOW = {"need": "20", "plan": "15", "rules": "10.25"}


def plan(row: Residence, *titles: str, due_on: date | None = None) -> ResidencePlan:
    """A plan that the owner proposes, one milestone for each title."""
    by, day = make.owner(row), due_on or row.ends_on
    rows = [Row(title, by.pk, day) for title in titles or ("招募十名志愿者", "开两个班")]
    return planning.propose(residence=row, rows=rows, by=by)


def agreed(row: Residence, *titles: str, due_on: date | None = None) -> list[Milestone]:
    """The milestones of a plan with which the base worker agrees."""
    planning.agree(plan=plan(row, *titles, due_on=due_on), by=make.worker())
    return list(row.milestones.order_by("pk"))


def report(row: Residence | None = None, **more: Any) -> Report:
    """The report of the quarter that has just ended, opened by the worker."""
    home = row or make.residence(begins_on=make.months_ago(3), **more)
    opening.run()
    return Report.objects.filter(residence=home)[0]


def handed_in(found: Report | None = None, **answers: Any) -> Report:
    """A report handed in by the owner."""
    row = found or report()
    given = {**ANSWERS, **answers}
    return reporting.hand_in(
        report=row, seen=row.version, answers=given, by=make.owner(row.residence)
    )


def in_state(row: Report, state: str) -> Report:
    """The report set to a state without the steps that lead there (tables only)."""
    row.status = ReportState(state)
    case = row.case
    assert case is not None
    case.state = row.status
    case.waits_for = row.workflow.waits.get(row.status, "nobody")
    case.closed_at = None if row.workflow.is_open(row.status) else clock.now()
    case.save()
    row.save()
    return row


def mentor(row: Residence, person: Any = None, name: str = "吴老师") -> Mentorship:
    """Somebody who accompanies a residence from today."""
    return mentoring.assign(residence=row, person=person, name=name, work="督导", by=make.worker())


def entry(of: Mentorship, minutes: int = 90, **more: Any) -> MentorEntry:
    """A line of the mentor's log, written by the base worker."""
    told = mentoring.Told(day=clock.today(), minutes=minutes, what="谈志愿者管理。", **more)
    return mentoring.write(mentorship=of, told=told, by=make.worker())


def review(row: Residence, points: dict[str, str] | None = None) -> MidtermReview:
    """A mid-term review that has begun, with points when they are given."""
    made = reviewing.start(residence=row, by=make.clerk())
    return scored(made, points) if points else made


def scored(made: MidtermReview, points: dict[str, str]) -> MidtermReview:
    """A review with these points."""
    return reviewing.score(review=made, points=points, words={}, by=make.worker())


def decided(made: MidtermReview, *to_mend: str) -> MidtermReview:
    """A review that the clerk decides by its points."""
    return reviewing.decide(
        review=made, to_mend=to_mend, words="现场查看、查阅台账。", by=make.clerk()
    )


def mending(row: Residence) -> MidtermReview:
    """A residence whose first review was below the mark."""
    return decided(review(row, LOW), "补齐理事会会议记录", "每月公开账目")
