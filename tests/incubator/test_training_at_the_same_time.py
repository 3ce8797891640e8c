"""The last seat wanted by many, one person in two rooms, one allowance from two sides."""

from functools import partial

import pytest

from incubator.allowances.models import Allowance
from incubator.training import attending, certifying, codes, line, operations
from incubator.training.models import CourseCertificate, CourseRun, Enrolment
from portal.core import clock
from tests.factories import training as make
from tests.people import person

pytestmark = pytest.mark.slow


def states(run) -> dict[str, int]:
    found = Enrolment.objects.filter(run=run).values_list("state", flat=True)
    return {state: list(found).count(state) for state in sorted(set(found))}


def test_the_last_seat_is_given_once_and_the_others_wait(together):
    run = make.run(seats=1)
    people = [make.learner() for _ in range(12)]
    acts = [partial(operations.enrol, run=run, person=one, name=one.name, by=one) for one in people]
    assert together(*acts) == ["done"] * 12
    assert states(run) == {"enrolled": 1, "waiting": 11}
    assert CourseRun.objects.get().taken == 1


def test_one_person_who_clicks_in_two_windows_has_one_seat(together):
    run, clashing = make.run(), make.run(hours=73)
    somebody = make.learner()
    given = {"person": somebody, "name": "某人", "by": somebody}
    acts = [partial(operations.enrol, run=one, **given) for one in (run, run, clashing)]
    found = together(*acts)
    assert found.count("done") == 1
    assert Enrolment.objects.count() == 1


def test_two_who_leave_and_a_lapse_move_the_line_up_without_a_seat_too_many(together):
    run = make.run(seats=3)
    rows = [make.enrolled(run) for _ in range(6)]
    acts = [partial(operations.leave, enrolment=one, by=one.person) for one in rows[:2]]
    assert together(*acts, *acts) == ["done", "done", "not_possible_now", "not_possible_now"]
    assert states(run) == {"enrolled": 1, "left": 2, "offered": 2, "waiting": 1}
    make.later(1.1)
    first = Enrolment.objects.filter(state="offered").first()
    together(*[partial(line.lapse, enrolment=first)] * 3)
    assert states(run) == {"enrolled": 1, "lapsed": 1, "left": 2, "offered": 2}
    assert CourseRun.objects.get().taken == 3


def test_two_colleagues_share_the_last_seat_of_the_allowance(together):
    ours = make.in_residence(seats=1)
    run = make.run(seats=9)
    people = [person("owner"), person("colleague")]
    acts = [
        partial(operations.enrol, run=run, person=one, name=one.name, body_id=ours.pk, by=one)
        for one in people
    ]
    assert together(*acts) == ["allowance_exceeded", "done"]
    assert (Allowance.objects.get().used, CourseRun.objects.get().taken) == (1, 1)


def test_a_code_scanned_twice_and_a_certificate_asked_twice_exist_once(together):
    one = make.enrolled(make.run(hours=2.5))
    make.later(2.4 / 24)
    code = codes.on_sheet(one.run.sessions.get())
    assert together(*[partial(attending.sign_in, code=code, by=one.person)] * 3) == ["done"] * 3
    make.later(3 / 24)
    assert make.fresh_seat(one).attended == 120
    certifying.evaluate(enrolment=one, marks=make.MARKS, words="", by=one.person)
    assert together(*[partial(certifying.issue, enrolment=one, by=None)] * 3) == ["done"] * 3
    assert CourseCertificate.objects.get().issued_on == clock.today()
