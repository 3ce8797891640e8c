"""Ratings on their way from "assessed" to the announcement, for tests."""

from datetime import timedelta
from typing import Any

from portal.accounts.models import User
from portal.core import clock
from portal.workflow import engine
from portal.workflow.publicity.models import Publicity
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.deciding import announcing, committee, operations, publishing, queries, voting
from ratings.deciding.models import (
    Announcement,
    CommitteeMember,
    Decision,
    Motion,
    PointChange,
    Sitting,
    SittingCase,
)
from ratings.deciding.reckoning import of as reckon
from tests.factories import assessments as make
from tests.factories import organisations
from tests.people import body, person
from tests.work import drain

State = RatingState
SIZE, MEMBER = 7, "resident"
OPINION = "专家打分属实，建议按分定级。"
ASKED = "第一项的材料已经补齐，请重新核对。"


def clerk() -> User:
    """The clerk who prepares decisions."""
    return person("rating_clerk")


def members(size: int = SIZE, office: str = "bureau") -> list[CommitteeMember]:
    """A committee of this size in office today; made where it is smaller."""
    kept, today = body(office), clock.today()
    known = queries.members_of(kept.pk, today)
    by = clerk() if office == "bureau" else person("section_head")
    made = CommitteeMember.objects.filter(office=kept).count() - len(known)
    for number in range(made + len(known) + 1, made + size + 1):
        CommitteeMember.objects.create(
            office=kept,
            name=f"委员{number}",
            title="研究员",
            employer=f"第{number}研究所",
            from_on=today - timedelta(days=30),
            to_on=today + timedelta(days=1500),
            saved_at=clock.now(),
            saved_by=by,
        )
    return queries.members_of(kept.pk, today)


def with_account(name: str = MEMBER) -> CommitteeMember:
    """The first member of the committee, who has the account of this person."""
    member = members()[0]
    CommitteeMember.objects.filter(pk=member.pk).update(user=person(name))
    return member


def again(row: Application) -> Application:
    """The rating as it stands now, with what pages read along."""
    return Application.objects.select_related(*queries.WITH).get(pk=row.pk)


def assessed(row: Application | None = None, **more: Any) -> Application:
    """A rating that waits for the opinion of the office."""
    return again(row or make.assessed(**more))


def proposed(row: Application | None = None, **more: Any) -> Application:
    """One that waits for the committee."""
    at = assessed(row, **more)
    return again(operations.opine(row=at, words=OPINION, by=clerk()))


def on_agenda(*rows: Application) -> Sitting:
    """A sitting of today with these cases, attended by everybody."""
    members()
    made = committee.call(
        office=body("bureau"),
        held_on=clock.today(),
        place="二楼会议室",
        cases=[row.pk for row in rows],
        by=clerk(),
    )
    return committee.attend(
        sitting=made, present=[seat.pk for seat in made.seats.all()], by=clerk()
    )


def item(sitting: Sitting, number: int = 0) -> SittingCase:
    """A case of its agenda."""
    return list(queries.cases_of(sitting))[number]


def ballots(at: SittingCase, *says: str) -> list[tuple[int, str]]:
    """The votes of those who may vote, in the order of their seats; all in favour by default."""
    barred = set(at.recusals.values_list("seat", flat=True))
    seats = [s.pk for s in at.sitting.seats.all() if s.present and s.pk not in barred]
    given = says or ("for",) * len(seats)
    return list(zip(seats, given, strict=False))


def vote(at: SittingCase, *says: str, words: str = "", **more: Any) -> Motion:
    """A vote on what the points come to."""
    given = {
        "grade": reckon(again(at.application)).grade,
        "votes": ballots(at, *says),
        "words": words,
        "by": clerk(),
    }
    return voting.vote(item=at, **(given | more))


def decided(row: Application | None = None, **more: Any) -> Application:
    """One that the committee decided, to be made public."""
    at = row or proposed(**more)
    sitting = on_agenda(at)
    vote(item(sitting))
    committee.close(sitting=sitting, by=clerk())
    return again(at)


def published(row: Application | None = None, **more: Any) -> Application:
    """One whose result is public."""
    at = row or decided(**more)
    publishing.publish(rating_round=at.round, office=at.case.holder, by=clerk())
    return again(at)


def asked_again(row: Application | None = None, **more: Any) -> Application:
    """One whose organisation asks for a re-examination."""
    at = row or published(**more)
    return again(operations.ask_again(row=at, words=ASKED, by=person("owner")))


def standing(row: Application | None = None, **more: Any) -> Application:
    """One whose publicity is over, by the day that has come."""
    at = row or published(**more)
    end_publicity(at)
    drain()
    return again(at)


def end_publicity(row: Application) -> None:
    """The days of the page are over."""
    entry = queries.entry_of(row)
    assert entry is not None
    earlier = clock.now() - timedelta(minutes=1)
    Publicity.objects.filter(pk=entry.publicity_id).update(
        opened_at=earlier - timedelta(days=8), ends_at=earlier
    )


def confirmed(row: Application | None = None, **more: Any) -> Application:
    """One that the leader confirmed."""
    at = row or standing(**more)
    return again(operations.confirm(row=at, by=person("leader")))


def announce(row: Application) -> Announcement:
    """Announce what is confirmed in its round."""
    return announcing.announce(rating_round=row.round, office=row.case.holder, by=clerk())


def announced(row: Application | None = None, **more: Any) -> Application:
    """One whose grade was announced today."""
    at = row or confirmed(**more)
    announce(at)
    return again(at)


def ready(status: str = State.PROPOSED, *, points: str = "", **more: Any) -> Application:
    """A rating before or after its vote, without experts; the committee gives each ``points``."""
    members()
    row = make.qualified(**more)
    make.put(row, State.ASSESSED)
    row = proposed(make.again(row))
    if status == State.PROPOSED:
        return row
    sitting = on_agenda(row)
    if points:
        lift(item(sitting), points)
    vote(item(sitting))
    committee.close(sitting=sitting, by=clerk())
    return again(row)


def lift(at: SittingCase, points: str) -> None:
    """The committee gives every counted point the same points."""
    PointChange.objects.bulk_create(
        PointChange(
            application=at.application,
            point_id=make.point(at.application, code),
            points=points,
            reason="查证属实",
            case=at,
            at=clock.now(),
            by=clerk(),
        )
        for code in make.CODES
    )


def crowd(row: Application, times: int) -> None:
    """As many further ratings of the round on the agenda of its sitting, voted on as it was."""
    item_of, first = row.sittings.get(), row.decided
    for number in range(times):
        one = organisations.organisation(f"东胜区第{number}协会", f"51150602MJYCROWD{number:02d}")
        made = Application(
            round=row.round,
            organisation=one,
            sheet=row.sheet,
            contact="萨仁",
            phone="13800000000",
            rule_set=row.rule_set,
            submitted_at=clock.now(),
            submitted_by=person("owner"),
        )
        opening = engine.Opening(
            applicant=one.body.name, holder_id=row.case.holder_id, body_id=one.body_id
        )
        made = engine.open_case(made, opening, by=None)[0]
        make.put(made, State.VOTED if number % 2 else State.PROPOSED)
        Decision.objects.create(
            application=made,
            total=first.total,
            proposed=0,
            words=OPINION,
            opined_by=first.opined_by,
            opined_at=clock.now(),
        )
        SittingCase.objects.create(sitting=item_of.sitting, application=made, order=number + 2)
    members(SIZE + times)
