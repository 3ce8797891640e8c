"""The pages of training as their readers meet them; queries do not grow with the lists."""

from datetime import timedelta

import pytest
from django.urls import reverse

from incubator.training import codes
from incubator.training.models import Course, CourseRun, Enrolment
from portal.core import clock
from tests.factories import training as make
from tests.people import body, client_of, person, sign_in

pytestmark = pytest.mark.django_db


def at(name: str, *args: object, query: str = "") -> str:
    return reverse(name, args=args) + query


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_list_shows_free_seats_full_courses_and_filters(client):
    make.run(seats=5)
    full = make.run(make.course(title="财务与票据", level="expert"), seats=1, hours=96)
    make.enrolled(full)
    make.course(title="还没发布")
    page = text(client.get(at("training")))
    assert "项目设计与需求调查" in page and "财务与票据" in page and "还没发布" not in page
    free = text(client.get(at("training", query="?free=1")))
    assert "财务与票据" not in free
    expert = text(client.get(at("training", query="?level=expert&base=x")))
    assert "财务与票据" in expert and "项目设计与需求调查" not in expert


def test_a_draft_and_an_absent_course_are_the_same_404(client):
    draft = make.course()
    answers = [client.get(at("training_course", pk)) for pk in (draft.pk, 999_999)]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_enrolling_keeps_what_was_typed_and_names_every_reason():
    run = make.run(who="residents", hours=1)
    answer = client_of("resident").post(at("training_enrol", run.pk), {"name": "巴图"})
    page = text(answer)
    assert 'value="巴图"' in page
    assert len(answer.context["form"].non_field_errors()) == 2
    assert not Enrolment.objects.exists()


def test_an_owner_enrols_a_colleague_from_the_same_form():
    ours = make.in_residence()
    colleague, run = person("colleague"), make.run()
    client = client_of("owner")
    assert "colleague" in text(client.get(at("training_enrol", run.pk)))
    given = {"learner": f"{ours.pk}:{colleague.pk}", "name": "同事", "body": ""}
    answer = client.post(at("training_enrol", run.pk), given)
    assert answer.headers["Location"] == at("training_of_body", ours.pk)
    one = Enrolment.objects.get()
    assert (one.person, one.body, one.name) == (colleague, ours, "同事")
    assert "同事" in text(client.get(at("training_of_body", ours.pk)))
    forged = {"learner": f"{ours.pk}:{person('stranger').pk}", "name": "外人"}
    assert client.post(at("training_enrol", run.pk), forged).status_code == 200
    assert Enrolment.objects.count() == 1


def test_the_place_the_offer_and_leaving_on_the_page_of_a_seat():
    run = make.run(seats=1)
    first, one = make.enrolled(run), make.enrolled(run, person("resident"))
    client, here = client_of("resident"), at("training_enrolment", one.pk)
    assert client.get(here).context["place"] == 1
    sign = client_of("anonymous")
    sign_in(sign, first.person).post(at("training_leave", first.pk))
    assert client.get(here).context["may_accept"] is True
    client.post(at("training_accept", one.pk))
    assert make.fresh_seat(one).state == "enrolled"
    client.post(at("training_leave", one.pk))
    assert make.fresh_seat(one).state == "left"
    assert client.get(at("training_accept", one.pk)).status_code == 405


def test_the_qr_code_only_brings_the_code_and_nobody_is_signed_in_by_looking():
    one = make.enrolled(make.run(hours=2.2), person("resident"))
    make.later(2 / 24)
    session = one.run.sessions.get()
    code = codes.on_screen(session)
    screen = text(client_of("base_worker").get(at("training_code", session.pk)))
    assert f"{at('training_here')}?code={code}" in screen
    client = client_of("resident")
    assert f'value="{code}"' in text(client.get(at("training_here", query=f"?code={code}")))
    assert make.fresh_seat(one).attended == 0
    client.post(at("training_here"), {"code": code})
    assert make.fresh_seat(one).attended == 120


def test_before_the_session_the_screen_says_when_the_code_comes():
    session = make.run().sessions.get()
    answer = client_of("base_worker").get(at("training_code", session.pk))
    assert answer.context["code"] == "" and "qr-address" not in text(answer)


def test_the_answer_to_a_wrong_number_is_always_the_same(client):
    number = make.certified().certificate.number
    good = text(client.get(at("training_certificate", query=f"?number={number}")))
    assert number in good
    tail = "A" if number[-1] != "A" else "B"
    wrong = []
    for typed in (f"{number[:-1]}{tail}", "PX-20260101-0001-AAAA", "x' OR 1=1", "%00长长长"):
        page = text(client.get(at("training_certificate"), {"number": typed}))
        assert number not in page
        wrong.append(page.partition('role="status"')[2].partition("</div>")[0])
    assert len(set(wrong)) == 1 and wrong[0]


def test_the_certificate_is_masked_in_public_and_whole_for_its_holder():
    one = make.certified(person("resident"))
    one.certificate.holder = "巴特尔"
    one.certificate.save()
    address = at("training_certificate", query=f"?number={one.certificate.number}")
    page = text(client_of("anonymous").get(address))
    assert "巴**" in page and "巴特尔" not in page
    paper = client_of("resident").get(at("training_certificate_pdf", one.pk))
    assert paper.content.startswith(b"%PDF")
    assert client_of("stranger").get(at("training_certificate_pdf", one.pk)).status_code == 404


def test_the_worker_writes_a_course_dates_it_and_publishes_it():
    client, base = client_of("base_worker"), make.base()
    given = {
        "base": base.pk,
        "title": "开放空间",
        "aim": "会带讨论。",
        "level": "basic",
        "who": "anybody",
        "credits": 1,
        "price": "0",
    }
    client.post(at("training_new"), given)
    course = Course.objects.get()
    client.post(at("training_publish", course.pk))
    assert Course.objects.get().published_at is None
    client.post(at("training_new_run", course.pk), {"name": "第一期", "seats": 2})
    run = CourseRun.objects.get()
    day = clock.today() + timedelta(days=5)
    session = {"day": day.isoformat(), "begins": "14:00", "ends": "16:30", "teacher": "王"}
    wrong = client.post(at("training_add", run.pk), {**session, "ends": "09:00"})
    assert 'value="王"' in text(wrong) and not run.sessions.exists()
    client.post(at("training_add", run.pk), session)
    client.post(at("training_publish", course.pk))
    assert "开放空间" in text(client_of("anonymous").get(at("training")))
    assert make.fresh(run).minutes == 150


def test_the_worker_enrols_a_caller_and_calls_back():
    client, run = client_of("base_worker"), make.run(seats=1)
    first = make.enrolled(run)
    given = {"name": "额尔敦", "phone": "138 1234 0000", "way": "phone", "body": ""}
    bad = client.post(at("training_caller", run.pk), {**given, "phone": "123"})
    assert 'value="额尔敦"' in text(bad)
    client.post(at("training_caller", run.pk), given)
    one = Enrolment.objects.get(person=None)
    page = text(client.get(at("training_run", run.pk)))
    assert 'href="tel:13812340000"' in page
    client.post(at("training_act", one.pk, "called"))
    page = text(client.get(at("training_run", run.pk)))
    assert "13812340000" not in page and "138****0000" in page
    client.post(at("training_act", first.pk, "leave"))
    client.post(at("training_act", one.pk, "accept"))
    assert make.fresh_seat(one).state == "enrolled"
    client.post(at("training_cancel", run.pk), {"why": "停电"})
    assert make.fresh_seat(one).state == "cancelled"
    table = client.get(at("training_learners", run.pk)).content.decode()
    assert "138****0000" in table and "13812340000" not in table


def test_the_list_is_ticked_printed_and_the_paper_evaluation_entered():
    run = make.run(hours=2.5)
    one = make.enrolled(run, person("resident"))
    waits = make.enrolled(run)
    make.later(5 / 24)
    client, session = client_of("base_worker"), run.sessions.get()
    given = {f"came_{one.pk}": "on", f"minutes_{one.pk}": "", f"minutes_{waits.pk}": ""}
    client.post(at("training_list", session.pk), given)
    assert make.fresh_seat(one).attended == 120
    too_many = client.post(at("training_list", session.pk), {**given, f"minutes_{one.pk}": "500"})
    assert too_many.context["form"].errors
    assert codes.on_sheet(session) in text(client.get(at("training_sheet", session.pk)))
    marks = {"useful": 5, "clear": 5, "kept": 5, "words": ""}
    client.post(at("training_act", one.pk, "evaluation"), marks)
    assert make.fresh_seat(one).evaluation.way == "paper"
    client.post(at("training_issue", run.pk))
    assert make.fresh(run).issuing == 1


def test_figures_open_the_list_that_they_count():
    run = make.past_run(seats=9)
    for _ in range(3):
        make.finished(of=run)
    client = client_of("base_worker")
    answer = client.get(at("training_figures"))
    rows = answer.context["rows"]
    counted = 0
    for row in rows:
        assert row["url"] in answer.content.decode().replace("&amp;", "&")
        counted += client.get(row["url"]).context["page"].paginator.count
    assert counted == 6
    assert client.get(at("training_attended", query="?month=9999-99&base=7x")).status_code == 200


def _fill(times: int) -> CourseRun:
    run = make.run(seats=400)
    for number in range(times):
        make.run(hours=100 + 3 * number)
        make.enrolled(run)
        make.finished(person("resident"), make.run(hours=-60 - 30 * (number + 1), sessions=1))
    return run


def test_queries_do_not_grow_with_the_lists(django_assert_max_num_queries):
    run = _fill(2)
    pages = {
        at("training"): ("anonymous", 10),
        at("training_course", run.course_id): ("anonymous", 10),
        at("training_mine"): ("resident", 15),
        at("training_plan"): ("base_worker", 15),
        at("training_run", run.pk): ("base_worker", 15),
        at("training_list", run.sessions.get().pk): ("base_worker", 15),
        at("training_figures"): ("base_worker", 15),
        at("training_of_body", body("ours").pk): ("owner", 15),
    }
    clients = {who: client_of(who) for who, _most in pages.values()}
    for client in clients.values():
        client.get(at("training"))
    before = {address: _count(clients[who], address) for address, (who, _) in pages.items()}
    for _ in range(18):
        make.run(hours=200 + 3 * Course.objects.count())
        make.enrolled(run)
    for address, (who, most) in pages.items():
        with django_assert_max_num_queries(most):
            text(clients[who].get(address))
        assert _count(clients[who], address) == before[address], address


def _count(client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        text(client.get(address))
    return len(found)
