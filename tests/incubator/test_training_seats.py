"""Seats: enrolling, the line that moves by itself, leaving, the allowance."""

from datetime import timedelta

import pytest

from incubator.allowances import queries as allowances
from incubator.residence.models import Residence
from incubator.training import line, operations, planning, queries, timing
from incubator.training.enums import Seat
from incubator.training.models import CourseRun
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from tests.factories import training as make
from tests.people import appoint, body, person

pytestmark = pytest.mark.django_db


def refused(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


def told(somebody) -> list[str]:
    return list(Notice.objects.filter(person=somebody).order_by("pk").values_list("key", flat=True))


def left() -> int:
    row = allowances.current(body("ours").pk, "seats", clock.today())
    assert row is not None
    return row.granted - row.used


def test_seats_are_given_in_order_and_then_places_in_the_line():
    run = make.run(seats=2)
    seats = [make.enrolled(run) for _ in range(4)]
    assert [one.state for one in seats] == ["enrolled", "enrolled", "waiting", "waiting"]
    assert [queries.position(one) for one in seats] == [0, 0, 1, 2]
    assert make.fresh(run).taken == 2
    assert told(seats[0].person) == ["training_enrolled"]
    assert told(seats[3].person) == ["training_waiting"]
    assert Notice.objects.get(person=seats[3].person).params["position"] == 2


def test_a_free_seat_is_offered_to_the_first_in_line_and_lapses_to_the_next():
    run = make.run(seats=1)
    first, second, third = (make.enrolled(run) for _ in range(3))
    operations.leave(enrolment=first, by=first.person)
    second, third = make.fresh_seat(second), make.fresh_seat(third)
    assert (second.state, third.state) == ("offered", "waiting")
    assert queries.position(third) == 1
    assert second.offer_until - clock.now() > timedelta(hours=23, minutes=59)
    assert told(second.person) == ["training_waiting", "training_offer"]
    make.later(23.9 / 24)
    assert timing.run() == 0
    make.later(0.2 / 24)
    assert timing.run() == 1
    second, third = make.fresh_seat(second), make.fresh_seat(third)
    assert (second.state, third.state) == ("lapsed", "offered")
    assert told(second.person)[-1] == "training_lapsed"
    operations.accept(enrolment=third, by=third.person)
    assert make.fresh_seat(third).state == "enrolled"
    assert make.fresh(run).taken == 1


def test_an_offer_that_is_over_cannot_be_taken_even_before_the_worker_came_round():
    run = make.run(seats=1)
    first, second = make.enrolled(run), make.enrolled(run)
    operations.leave(enrolment=first, by=first.person)
    make.later(1.01)
    assert refused(operations.accept, enrolment=second, by=second.person) == {"not_possible_now"}
    assert make.fresh_seat(second).state == "offered"


def test_an_offer_never_outlasts_the_beginning_and_the_line_ends_with_it():
    run = make.run(seats=1, hours=10)
    first, second, third = (make.enrolled(run) for _ in range(3))
    operations.leave(enrolment=first, by=first.person)
    assert make.fresh_seat(second).offer_until == run.begins_at
    make.later(10.1 / 24)
    timing.run()
    states = [make.fresh_seat(one).state for one in (second, third)]
    assert states == ["lapsed", "lapsed"]
    assert told(third.person)[-1] == "training_no_seat"


def test_more_seats_go_to_the_line_and_fewer_than_taken_are_refused():
    run = make.run(seats=1)
    make.enrolled(run)
    second = make.enrolled(run)
    run = planning.save_run(run=run, name="扩班", seats=2, by=make.worker())
    assert make.fresh_seat(second).state == "offered"
    given = {"run": run, "name": "扩班", "seats": 1, "by": make.worker()}
    assert refused(planning.save_run, **given) == {"seats_are_taken"}


def test_enrolment_closes_two_hours_before_and_the_worker_may_enter_who_walks_in():
    run = make.run(hours=2.5)
    make.enrolled(run)
    make.later(0.6 / 24)
    somebody = make.learner()
    given = {"run": run, "person": somebody, "name": "迟到", "by": somebody}
    assert refused(operations.enrol, **given) == {"enrolment_closed"}
    assert make.caller(run).state == "enrolled"


def test_every_reason_is_said_at_once():
    course = make.course(who="residents")
    run = planning.add_run(course=course, name="第一期", seats=3, by=make.worker())
    make.session(run, 1)
    somebody = make.learner()
    make.enrolled(make.run(hours=1.5 + 2), somebody)
    session = run.sessions.get()
    planning.move_session(
        session=session,
        starts_at=session.starts_at,
        ends_at=session.ends_at + timedelta(hours=2),
        place=session.place,
        by=make.worker(),
    )
    given = {"run": make.fresh(run), "person": somebody, "name": "某人", "by": somebody}
    assert refused(operations.enrol, **given) == {
        "course_not_open",
        "enrolment_closed",
        "course_not_for_you",
        "course_clash",
    }


def test_nobody_sits_twice_in_a_course_nor_in_two_rooms_at_once():
    somebody, course = make.learner(), make.course()
    run, other = make.run(course), make.run(course, hours=96)
    make.enrolled(run, somebody)
    given = {"run": run, "person": somebody, "name": "某人", "by": somebody}
    assert refused(operations.enrol, **given) == {"enrolled_already"}
    second = make.course(title="财务与票据")
    clashing, free = make.run(second, hours=73), make.run(second, hours=120)
    with pytest.raises(Refused) as refusal:
        make.enrolled(clashing, somebody)
    (reason,) = refusal.value.reasons
    assert reason.code == "course_clash"
    assert str(run) in reason.words and free.name in reason.mend
    assert make.enrolled(make.run(second, hours=74), somebody).state == "enrolled", "it touches"
    assert make.enrolled(other, somebody).state == "enrolled"


def test_a_clash_that_arose_while_waiting_is_found_when_the_offer_is_taken():
    somebody = make.learner()
    full = make.run(seats=1)
    first = make.enrolled(full)
    waits = make.enrolled(full, somebody)
    make.enrolled(make.run(make.course(title="另一门"), hours=73), somebody)
    operations.leave(enrolment=first, by=first.person)
    assert refused(operations.accept, enrolment=waits, by=somebody) == {"course_clash"}
    assert make.fresh_seat(waits).state == "offered"


def test_a_caller_has_a_seat_by_number_and_is_called_instead_of_written_to():
    run = make.run(seats=1)
    first = make.enrolled(run)
    one = make.caller(run)
    assert (one.state, one.person, one.to_call) == ("waiting", None, "training_waiting")
    assert refused(make.caller, of=run) == {"enrolled_already"}
    operations.called(enrolment=one, by=make.worker())
    operations.leave(enrolment=first, by=first.person)
    one = make.fresh_seat(one)
    assert (one.state, one.to_call) == ("offered", "training_offer")
    assert operations.accept(enrolment=one, by=make.worker(), way="phone").state == "enrolled"


def test_a_callers_number_that_stands_for_an_account_gives_the_seat_to_the_account():
    somebody = make.learner(phone="13812345555")
    somebody.phone_verified = True
    somebody.save()
    assert make.caller(make.run(), "13812345555").person == somebody


def test_what_was_entered_for_a_caller_is_theirs_once_the_number_is_proved():
    one = make.caller(make.run(), "13812346666")
    somebody = make.learner(phone="13812346666")
    assert list(queries.of_person(somebody)) == []
    somebody.phone_verified = True
    assert [row.pk for row in queries.of_person(somebody)] == [one.pk]


def test_whom_one_may_enrol():
    run = make.run(seats=9)
    ours, owner, colleague = make.in_residence(), person("owner"), person("colleague")
    stranger = person("stranger")
    given = {"run": run, "name": "某人"}
    assert refused(operations.enrol, person=colleague, by=owner, **given) == {"not_permitted"}
    assert refused(operations.enrol, person=stranger, by=owner, body_id=ours.pk, **given) == {
        "not_permitted"
    }
    assert refused(operations.enrol, person=owner, by=colleague, body_id=ours.pk, **given) == {
        "not_permitted"
    }
    assert refused(operations.enrol, person=stranger, by=stranger, body_id=ours.pk, **given) == {
        "not_permitted"
    }
    made = operations.enrol(person=colleague, by=owner, body_id=ours.pk, **given)
    assert (made.person, made.made_by, made.body_id) == (colleague, owner, ours.pk)
    assert left() == 1


def test_an_organisations_seat_takes_its_allowance_and_a_third_is_refused():
    ours, owner = make.in_residence(), person("owner")
    runs = [make.run(hours=72 + 24 * n) for n in range(3)]
    for run in runs[:2]:
        make.enrolled(run, owner, body_id=ours.pk)
    assert left() == 0
    assert refused(make.enrolled, of=runs[2], person=owner, body_id=ours.pk) == {
        "allowance_exceeded"
    }
    assert make.fresh(runs[2]).taken == 0
    assert make.enrolled(runs[2], owner).state == "enrolled", "without an allowance it goes"


def test_the_line_takes_nothing_until_the_seat_is_real():
    ours, owner = make.in_residence(), person("owner")
    run = make.run(seats=1)
    first = make.enrolled(run)
    one = make.enrolled(run, owner, body_id=ours.pk)
    assert left() == 2
    operations.leave(enrolment=first, by=first.person)
    assert left() == 2
    operations.accept(enrolment=make.fresh_seat(one), by=owner)
    assert left() == 1


@pytest.mark.parametrize(("hours", "after"), [(24.1, 2), (23.9, 1)])
def test_leaving_a_day_before_returns_the_seat_and_later_loses_it(hours, after):
    ours, owner = make.in_residence(), person("owner")
    one = make.enrolled(make.run(hours=30), owner, body_id=ours.pk)
    make.later((30 - hours) / 24)
    operations.leave(enrolment=one, by=owner)
    assert left() == after


def test_once_the_course_has_begun_nobody_leaves_it():
    one = make.enrolled(make.run(hours=3))
    make.later(4 / 24)
    assert refused(operations.leave, enrolment=one, by=one.person) == {"course_begun"}


def test_whoever_never_came_loses_the_seat_when_the_list_closes():
    ours, owner, colleague = make.in_residence(), person("owner"), person("colleague")
    run = make.run(hours=3)
    absent = make.enrolled(run, owner, body_id=ours.pk)
    came = make.enrolled(run, colleague, body_id=ours.pk)
    make.later(6 / 24)
    make.attended(came)
    make.later(6.9)
    timing.run()
    assert make.fresh_seat(absent).state == "enrolled"
    make.later(0.3)
    timing.run()
    assert (make.fresh_seat(absent).state, make.fresh_seat(came).state) == ("absent", "finished")
    assert left() == 0
    ledger = allowances.ledger(allowances.current(ours.pk, "seats", clock.today()).pk)
    assert [entry.what for entry in ledger] == ["granted", "taken", "taken", "lost"]


def test_a_session_that_moves_is_told_and_may_be_left_without_loss():
    ours, owner = make.in_residence(), person("owner")
    run = make.run(hours=30, seats=1)
    one, waits = make.enrolled(run, owner, body_id=ours.pk), make.enrolled(run)
    other = make.run(make.course(title="财务与票据"), hours=40)
    make.enrolled(other, owner)
    session = run.sessions.get()
    begin = other.sessions.get().starts_at
    make.later(8 / 24)
    planning.move_session(
        session=session, starts_at=begin, ends_at=begin + timedelta(hours=2), by=make.worker()
    )
    assert told(owner)[-1] == "training_moved_clash"
    assert Notice.objects.filter(person=owner).order_by("pk").last().params["clash"] == str(other)
    assert told(waits.person)[-1] == "training_moved"
    assert queries.moved_since(make.fresh_seat(one))
    make.later(12 / 24)
    operations.leave(enrolment=one, by=owner)
    assert left() == 2
    assert make.fresh_seat(waits).state == "offered"


def test_a_new_teacher_is_no_move():
    run = make.run()
    one = make.enrolled(run)
    session = run.sessions.get()
    planning.move_session(
        session=session,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        teacher="李老师",
        by=make.worker(),
    )
    assert told(one.person) == ["training_enrolled"]
    assert not queries.moved_since(one)


def test_a_cancelled_run_tells_everybody_and_returns_every_seat():
    ours, owner = make.in_residence(), person("owner")
    run = make.run(seats=1)
    one, waits = make.enrolled(run, owner, body_id=ours.pk), make.enrolled(run)
    make.later(2.5)
    planning.cancel_run(run=run, why="老师生病。", by=make.worker())
    states = [make.fresh_seat(row).state for row in (one, waits)]
    assert states == ["cancelled", "cancelled"]
    assert left() == 2
    assert told(owner)[-1] == told(waits.person)[-1] == "training_cancelled"
    again = {"run": run, "why": "又一次", "by": make.worker()}
    assert refused(planning.cancel_run, **again) == {"course_cancelled"}
    somebody = make.learner()
    given = {"run": run, "person": somebody, "name": "某人", "by": somebody}
    assert "course_cancelled" in refused(operations.enrol, **given)


def test_an_organisation_on_a_list_takes_no_new_seat(monkeypatch):
    ours, owner = make.in_residence(), person("owner")
    monkeypatch.setattr(allowances, "frozen", lambda *_: frozenset({"abnormal"}))
    assert refused(make.enrolled, of=make.run(), person=owner, body_id=ours.pk) == {
        "allowance_frozen"
    }


def test_for_whom_a_course_is():
    ours, owner = make.in_residence(), person("owner")
    for_organisations = make.run(who="organisations")
    for_residents = make.run(who="residents", hours=96)
    nobody, stranger = make.learner(), person("stranger")
    for run, who, fine in (
        (for_organisations, nobody, False),
        (for_organisations, stranger, True),
        (for_residents, stranger, False),
        (for_residents, owner, True),
    ):
        if fine:
            assert make.enrolled(run, who).state == "enrolled"
        else:
            assert refused(make.enrolled, of=run, person=who) == {"course_not_for_you"}
    assert Residence.objects.get().body == ours


@pytest.mark.parametrize(
    ("start", "length", "codes"),
    [
        (5, -1, {"session_ends_first"}),
        (-5, 1, {"session_past"}),
        (72.5, 1, {"session_overlaps"}),
    ],
)
def test_times_that_cannot_be(start, length, codes):
    run = make.run()
    begin = clock.now() + timedelta(hours=start)
    given = {"run": run, "starts_at": begin, "ends_at": begin + timedelta(hours=length)}
    assert refused(planning.add_session, by=make.worker(), **given) == codes


def test_a_course_without_a_date_is_not_published_and_only_its_base_plans_it():
    course = make.course()
    assert refused(planning.publish, course=course, by=make.worker()) == {"course_without_session"}
    assert refused(planning.publish, course=course, by=person("owner")) == {"not_permitted"}
    other = make.learner()
    appoint(other, "incubation_clerk", body("other_bureau"))
    given = {"course": course, "name": "第一期", "seats": 3, "by": other}
    assert refused(planning.add_run, **given) == {"not_permitted"}


def test_lapsing_what_was_answered_meanwhile_changes_nothing():
    one = make.enrolled(make.run())
    assert line.lapse(enrolment=one) is False
    assert operations.settle(enrolment=make.in_state(make.learner(), Seat.LEFT)) is False
    assert CourseRun.objects.filter(taken=1).count() == 2
