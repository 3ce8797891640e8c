"""Courses of the demo city in three states: over with certificates, full with a line, open."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from incubator.training import attending, certifying, operations, planning
from portal.accounts.models import User
from portal.core import clock

if TYPE_CHECKING:
    from incubator.bases.models import Base
    from incubator.training.models import Course, CourseRun, Enrolment

ROOM, TEACHER = "二楼培训室", "赵敏（市社会工作协会）"
Words = dict[str, str | int]
DESIGN: Words = {
    "title": "项目设计与需求调查",
    "aim": "会做社区需求调查，会写目标、活动和预算对得上的项目书。\n"
    "学完交一份自己的项目书，老师当面改。",
    "for_whom": "社会组织的项目负责人",
    "credits": 4,
}
MONEY: Words = {
    "title": "财务、票据与年度检查",
    "aim": "分得清捐赠、服务收入和政府补助，会开票，知道年检要交什么。",
    "for_whom": "社会组织的会计、出纳和负责人",
    "level": "basic",
    "credits": 2,
}
WORK: Words = {
    "title": "社区老年人个案工作",
    "aim": "会与老人谈话、记录和转介，懂得保护隐私。",
    "for_whom": "一线社工和志愿者骨干",
    "level": "further",
    "credits": 3,
}
SAID = "案例很实用，希望多一点动手时间。"
COMES_SELF = ("resident", "newcomer", "colleague", "founder")


def build(people: dict[str, User], base: Base) -> None:
    """Three courses of the banner's base."""
    clerk = people["incubation_clerk"]
    _over(people, base, clerk)
    _full(people, base, clerk)
    _open(people, base, clerk)


def _over(people: dict[str, User], base: Base, clerk: User) -> None:
    """Over since two days: one has a certificate, one has still to say how it was, one was away."""
    run = _run(_course(DESIGN, base, clerk), "第一期", 20, (-9, -2), clerk)
    rows = {kind: _enter(run, people[kind], clerk) for kind in COMES_SELF}
    caller = operations.enrol(
        run=run, name="额尔德尼", phone="13900135701", way="counter", by=clerk
    )
    for session in run.sessions.all():
        came = [rows["resident"], rows["newcomer"], rows["colleague"], caller]
        minutes = {one.pk: attending.length(session) for one in came}
        attending.save_list(session=session, minutes=minutes, by=clerk)
    for kind in ("newcomer", "colleague"):
        certifying.evaluate(
            enrolment=rows[kind],
            marks={"useful": 5, "clear": 5, "kept": 4},
            words=SAID,
            by=people[kind],
        )
    certifying.issue(enrolment=rows["newcomer"], by=None)


def _full(people: dict[str, User], base: Base, clerk: User) -> None:
    """Full, with two people in line, and another date of the same course with free seats."""
    course = _course(MONEY, base, clerk)
    run = _run(course, "第一期", 2, (6,), clerk)
    for kind in ("colleague", "newcomer", "founder", "rival"):
        person = people[kind]
        operations.enrol(run=run, person=person, name=person.name, by=person)
    _run(course, "第二期", 30, (27,), clerk)


def _open(people: dict[str, User], base: Base, clerk: User) -> None:
    run = _run(_course(WORK, base, clerk), "第一期", 16, (9, 10), clerk)
    person = people["resident"]
    operations.enrol(run=run, person=person, name=person.name, by=person)


def _course(words: Words, base: Base, clerk: User) -> Course:
    return planning.save_course(course=None, base=base, by=clerk, **words)


def _run(course: Course, name: str, seats: int, days: tuple[int, ...], clerk: User) -> CourseRun:
    made = planning.add_run(course=course, name=name, seats=seats, by=clerk)
    for number in days:
        day = clock.today() + timedelta(days=number)
        planning.add_session(
            run=made,
            starts_at=datetime.combine(day, time(14), clock.SHANGHAI),
            ends_at=datetime.combine(day, time(17), clock.SHANGHAI),
            place=ROOM,
            teacher=TEACHER,
            by=clerk,
            for_record=True,
        )
    planning.publish(course=course, by=clerk)
    made.refresh_from_db()
    return made


def _enter(run: CourseRun, person: User, clerk: User) -> Enrolment:
    """Entered from the paper list of that day."""
    return operations.enrol(run=run, person=person, name=person.name, way="paper", by=clerk)
