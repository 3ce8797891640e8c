"""Who came: by code and by list; evaluations, certificates, records, figures."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import override_settings

from incubator.training import (
    attending,
    certifying,
    codes,
    conditions,
    documents,
    planning,
    queries,
    statistics,
    tasks,
)
from incubator.training.conditions import CERTIFICATE, CertificateFacts
from incubator.training.models import CourseCertificate
from portal.core import clock
from portal.core.reasons import Refused, collect
from tests import work
from tests.factories import training as make
from tests.people import appoint, body, person

pytestmark = pytest.mark.django_db


def refused(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


@pytest.fixture
def seat():
    """Somebody with a seat in a session that begins in an hour."""
    one = make.enrolled(make.run(hours=3))
    make.later(2 / 24)
    return one


def session_of(one):
    return one.run.sessions.get()


def test_the_code_counts_from_half_an_hour_before_and_makes_one_present(seat):
    session = session_of(seat)
    code = codes.on_screen(session)
    assert refused(attending.sign_in, code=code, by=seat.person) == {"no_session_now"}
    make.later(0.6 / 24)
    typed = f" {codes.on_screen(session)[:3].lower()} {codes.on_screen(session)[3:]}"
    made = attending.sign_in(code=typed, by=seat.person)
    assert (made.minutes, made.how, make.fresh_seat(seat).attended) == (120, "code", 120)
    again = attending.sign_in(code=codes.on_screen(session), by=seat.person)
    assert (again.pk, make.fresh_seat(seat).attended) == (made.pk, 120)


def test_yesterdays_picture_of_the_code_and_anothers_code_are_worth_nothing(seat):
    session, other = session_of(seat), make.run(hours=1).sessions.get()
    make.later(0.8 / 24)
    old = codes.on_screen(session)
    assert refused(attending.sign_in, code=codes.on_screen(other), by=seat.person) == {"code_wrong"}
    make.later(11 / 24 / 60)
    assert refused(attending.sign_in, code=old, by=seat.person) == {"code_wrong"}
    assert attending.sign_in(code=codes.on_sheet(session), by=seat.person).minutes == 120


def test_the_code_before_still_counts_while_one_types():
    session = make.run(hours=0.2).sessions.get()
    moment = clock.now()
    shown = codes.on_screen(session, moment)
    assert codes.matches(session, shown, moment + timedelta(minutes=5))
    assert not codes.matches(session, shown, moment + timedelta(minutes=10))
    assert not codes.matches(session, "", moment)


def test_without_a_seat_no_code_helps(seat):
    make.later(1 / 24)
    stranger = make.learner()
    given = {"code": codes.on_screen(session_of(seat)), "by": stranger}
    assert refused(attending.sign_in, **given) == {"no_session_now"}


@pytest.mark.parametrize(("late", "minutes"), [(15, 120), (16, 104), (121, 0)])
def test_late_comers_after_the_grace_count_from_their_coming(late, minutes):
    session = make.run().sessions.get()
    moment = session.starts_at + timedelta(minutes=late)
    assert attending.minutes_at(session, moment) == minutes


def test_the_list_adds_corrects_and_takes_away(seat):
    session, worker = session_of(seat), make.worker()
    given = {"session": session, "by": worker}
    assert refused(attending.save_list, minutes={seat.pk: 60}, **given) == {"session_not_begun"}
    make.later(2 / 24)
    assert refused(attending.save_list, minutes={seat.pk: 121}, **given) == {"minutes_too_many"}
    assert attending.save_list(minutes={seat.pk: 60}, **given) == 1
    assert make.fresh_seat(seat).attended == 60
    assert attending.save_list(minutes={seat.pk: 120}, **given) == 1
    assert make.fresh_seat(seat).attended == 120
    assert attending.save_list(minutes={seat.pk: 0}, **given) == 0
    assert make.fresh_seat(seat).attended == 0
    stranger = {"session": session, "by": person("owner"), "minutes": {}}
    assert refused(attending.save_list, **stranger) == {"not_permitted"}
    make.later(8)
    assert refused(attending.save_list, minutes={seat.pk: 120}, **given) == {"list_closed"}


def test_who_waits_is_not_on_the_list():
    run = make.run(hours=1 + 2, seats=1)
    make.enrolled(run)
    waits = make.enrolled(run)
    make.later(4 / 24)
    attending.save_list(session=run.sessions.get(), minutes={waits.pk: 120}, by=make.worker())
    assert make.fresh_seat(waits).attended == 0


def test_a_session_with_signatures_stays_where_it_is(seat):
    session = session_of(seat)
    make.later(0.8 / 24)
    attending.sign_in(code=codes.on_screen(session), by=seat.person)
    start = session.starts_at + timedelta(days=1)
    given = {"session": session, "starts_at": start, "ends_at": start + timedelta(hours=1)}
    assert refused(planning.move_session, by=make.worker(), **given) == {"session_attended"}


@pytest.mark.parametrize(
    ("attended", "minutes", "missing"),
    [(192, 240, set()), (191, 240, {"attendance_too_low"}), (0, 0, {"attendance_too_low"})],
)
def test_eighty_per_cent_is_enough_and_nothing_is_rounded(attended, minutes, missing):
    facts = CertificateFacts(
        ended=True, attended=attended, minutes=minutes, wanted=80, evaluated=True
    )
    assert {reason.code for reason in collect(CERTIFICATE, facts)} == missing
    assert conditions.FULL == 100


def test_everything_missing_is_named_at_once():
    one = make.enrolled(make.run())
    assert refused(certifying.issue, enrolment=one, by=None) == {
        "course_not_over",
        "attendance_too_low",
        "evaluation_missing",
    }


def test_the_evaluation_is_handed_in_once_and_after_the_course():
    early = make.enrolled(make.run())
    given = {"marks": make.MARKS, "words": "多些案例", "by": early.person}
    assert refused(certifying.evaluate, enrolment=early, **given) == {"course_not_over"}
    one = make.finished()
    given["by"] = person("stranger")
    assert refused(certifying.evaluate, enrolment=one, **given) == {"not_permitted"}
    given["by"] = one.person
    certifying.evaluate(enrolment=one, **given)
    assert refused(certifying.evaluate, enrolment=one, **given) == {"evaluated_already"}


def test_the_worker_process_makes_all_certificates_in_one_go():
    run = make.past_run(seats=9)
    ready = [make.evaluated(of=run) for _ in range(3)]
    without_evaluation = make.finished(of=run)
    rarely = make.enrolled(run, by=make.worker())
    make.attended(rarely, share=0.5)
    certifying.evaluate(enrolment=rarely, marks=make.MARKS, words="", by=rarely.person)
    certifying.begin_issuing(run=run, by=make.worker())
    tasks.issue_all.enqueue(run.pk)
    assert (make.fresh(run).issuing, make.fresh(run).issued) == (3, 0)
    work.drain()
    run = make.fresh(run)
    assert (run.issuing, run.issued, run.issuing_done) == (3, 3, True)
    holders = set(CourseCertificate.objects.values_list("enrolment_id", flat=True))
    assert holders == {one.pk for one in ready}
    assert refused(certifying.begin_issuing, run=run, by=make.worker()) == {"nobody_to_certify"}
    certifying.evaluate(
        enrolment=without_evaluation, marks=make.MARKS, words="", by=without_evaluation.person
    )
    assert certifying.find(make.fresh_seat(without_evaluation).certificate.number) is not None
    assert refused(certifying.issue, enrolment=rarely, by=None) == {"attendance_too_low"}


def test_a_certificate_is_made_once_and_its_paper_never_changes():
    one = make.certified()
    first = one.certificate
    assert certifying.issue(enrolment=one, by=None) == first
    assert (first.minutes, first.credits, first.holder) == (240, 2, one.name)
    paper = documents.certificate(first)
    assert paper.startswith(b"%PDF") and paper == documents.certificate(first)


def test_an_altered_number_finds_nothing_even_when_it_exists_otherwise():
    number = make.certified().certificate.number
    assert certifying.find(number).number == number
    assert certifying.find(f"  {number.lower()} ").number == number
    for place in range(len(number)):
        sign = "Z" if number[place] != "Z" else "Y"
        assert certifying.find(number[:place] + sign + number[place + 1 :]) is None
    other = make.certified().certificate.number
    assert certifying.find(f"{number[:-4]}{other[-4:]}") is None
    assert certifying.find("") is None


def test_a_certificate_stays_good_after_the_secret_key_changed():
    number = make.certified().certificate.number
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert certifying.find(number).number == number
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[]):
        assert certifying.find(number) is None


def test_a_sheet_printed_before_the_secret_key_changed_still_signs_in(seat):
    session = session_of(seat)
    make.later(0.6 / 24)
    sheet = codes.on_sheet(session)
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert codes.on_sheet(session) != sheet
        assert codes.matches(session, sheet)
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[]):
        assert not codes.matches(session, sheet)


def test_the_record_belongs_to_the_person_after_they_left_the_organisation():
    ours, owner, colleague = make.in_residence(), person("owner"), person("colleague")
    one = make.certified(colleague)
    one.body = ours
    one.save()
    own_time = make.certified(colleague, make.run(hours=-120, sessions=2))
    colleague.posts.all().delete()
    assert {row.pk for row in queries.of_person(colleague)} == {one.pk, own_time.pk}
    assert [row.pk for row in queries.of_body(ours.pk)] == [one.pk]
    text = documents.record_csv("record", queries.of_person(colleague)).content.decode()
    assert text.startswith("\ufeff") and text.count("PX-") == 2
    assert documents.record(colleague, queries.of_person(colleague)).startswith(b"%PDF")
    assert not queries.of_person(owner).exists()


def test_names_that_are_formulas_do_not_run_in_a_table():
    one = make.certified(make.learner("=1+1"))
    text = documents.learners_csv("list", queries.enrolments_kept(make.worker())).content.decode()
    assert '"\'=1+1"' in text and one.certificate.number in text


def test_the_calendar_holds_the_sessions_in_which_one_has_a_seat():
    one = make.enrolled(make.run(sessions=2))
    make.enrolled(make.run(seats=1, hours=200))
    text = documents.calendar(queries.sessions_of(one.person)).decode()
    assert text.count("BEGIN:VEVENT") == 2
    assert "项目设计与需求调查" in text and "二楼培训室" in text


def test_the_minutes_of_an_organisation_and_the_hours_of_a_base_equal_the_rows(
    django_assert_num_queries,
):
    ours = make.in_residence()
    run = make.past_run(seats=9)
    rows = [make.finished(of=run) for _ in range(3)]
    rows[0].body = ours
    rows[0].save()
    today = clock.today()
    first = today - timedelta(days=10)
    assert queries.minutes_attended(ours.pk, first, today) == 240
    assert queries.minutes_attended(body("theirs").pk, first, today) == 0
    assert queries.minutes_attended(ours.pk, today + timedelta(days=1), today) == 0
    with django_assert_num_queries(1):
        found = statistics.hours([run.course.base_id], first, today)
    assert sum(row.minutes for row in found) == 720
    behind = queries.attended_in([run.course.base_id], first, today)
    assert sum(row.minutes for row in behind) == 720
    assert statistics.hours([run.course.base_id + 99], first, today) == []


def test_learners_are_asked_once_when_the_course_is_over():
    from incubator.training import timing
    from portal.notifications.models import Notice

    one = make.finished()
    timing.run()
    timing.run()
    keys = list(Notice.objects.filter(person=one.person).values_list("key", flat=True))
    assert keys == ["training_evaluate"]


def test_who_keeps_the_office_keeps_the_courses_of_its_bases():
    run = make.run()
    for kind, sees in (("incubation_clerk", True), ("base_worker", True), ("owner", False)):
        assert queries.runs_kept(person(kind)).filter(pk=run.pk).exists() is sees
    other = make.learner()
    appoint(other, "incubation_clerk", body("other_bureau"))
    assert not queries.runs_kept(other).exists()
