"""A course from the list to a certificate that anybody verifies, walked whole in a browser.

The course is full; two wait. A seat becomes free and lapses by the test clock, so it goes to the
second in line, who takes it, signs in with the code on the teacher's screen, says how it was, and
shows the certificate to somebody without an account. Nobody sleeps; the clock is moved.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from incubator.training.models import CourseCertificate, CourseRun, CourseSession, Enrolment
from portal.accounts.models import User
from tests.factories import training as make
from tests.harness.browser import press, sign_in, until
from tests.harness.site import PortalSite, running
from tests.journeys.walking import move_to

pytestmark = pytest.mark.browser
WORKER, LEAVES, LAPSES, LEARNER = "worker", "leaves", "lapses", "learner"
NAMES = {LEAVES: "高敏", LAPSES: "乌兰", LEARNER: "巴特尔", "stays": "王芳"}
TITLE = "财务、票据与年度检查"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[PortalSite]:
    """A portal whose clock may move: a full course with a line, and a later date with seats."""
    with django_db_blocker.unblock(), running("wushe_journey_training") as made:
        made.start_worker("slow")
        User.objects.filter(pk=make.worker().pk).update(email=f"{WORKER}@demo.wushe", is_demo=True)
        worker = User.objects.get(email=f"{WORKER}@demo.wushe")
        course = make.course(by=worker, title=TITLE)
        run = make.run(course, by=worker, hours=24 * 6)
        make.run(course, by=worker, hours=24 * 27, seats=30)
        for who in ("stays", LEAVES, LAPSES, LEARNER):
            person = User.objects.create_user(email=f"{who}@demo.wushe", name=NAMES[who])
            User.objects.filter(pk=person.pk).update(is_demo=True)
            make.enrolled(run, person)
        yield made


@pytest.fixture
def go(site: PortalSite, page: Page):
    """Open an address as somebody; "" stays signed in as before, None goes without an account."""

    def visit(address: str, who: str | None = "") -> Page:
        if who != "":
            page.context.clear_cookies()
        if who:
            sign_in(page, site.url, f"{who}@demo.wushe")
        answer = page.goto(site.url + address)
        assert answer is not None and answer.status == 200, f"{address} {who}: {answer}"
        return page

    return visit


def full() -> CourseRun:
    return CourseRun.objects.get(seats=2)


def seat(who: str) -> Enrolment:
    return Enrolment.objects.get(run=full(), person__email=f"{who}@demo.wushe")


def session() -> CourseSession:
    return full().sessions.get()


def test_the_list_says_that_the_course_is_full_and_where_a_seat_is_free(go) -> None:
    text = go("/training/", None).inner_text("main")
    assert TITLE in text and "已满，可候补" in text
    page = go("/training/?free=1")
    press(page, page.locator(f'a[href="/training/courses/{full().course_id}/"]').first)
    assert "余 30 个名额" in page.inner_text("main")


def test_who_waits_sees_the_place_in_line(go) -> None:
    page = go("/training/mine/", LEARNER)
    text = press(page, f'a[href="/training/mine/{seat(LEARNER).pk}/"]')
    assert "您在第 2 位" in text


def test_a_seat_that_becomes_free_lapses_and_goes_to_the_next(go) -> None:
    page = go(f"/training/mine/{seat(LEAVES).pk}/", LEAVES)
    press(page, 'form[action$="/leave/"] button')
    assert "有空位了" in go(f"/training/mine/{seat(LAPSES).pk}/", LAPSES).inner_text("main")
    offered = seat(LAPSES).offer_until
    assert offered is not None
    move_to(offered + timedelta(minutes=2))
    text = until(go(f"/training/mine/{seat(LEARNER).pk}/", LEARNER), "有空位了")
    assert "接受名额" in text
    text = press(page, 'form[action$="/accept/"] button')
    assert "已报名" in text
    assert seat(LAPSES).state == "lapsed"


def test_the_learner_signs_in_with_the_code_on_the_screen(go) -> None:
    move_to(session().starts_at + timedelta(minutes=5))
    page = go(f"/work/training/sessions/{session().pk}/code/", WORKER)
    code = page.inner_text(".code").strip()
    assert re.fullmatch("[0-9A-Z]{6}", code)
    address = page.locator(".qr-address a").get_attribute("href") or ""
    assert address.endswith(f"/training/here/?code={code}")
    page = go("/training/here/?code=ZZZZZZ", LEARNER)
    assert "签到码不是您这门课的" in press(page, "main form button")
    page = go(f"/training/here/?code={code}")
    assert "签到成功，计 120 分钟" in press(page, "main form button")


def test_how_it_was_and_the_certificate(go, site) -> None:
    move_to(session().ends_at + timedelta(hours=1))
    page = go(f"/training/mine/{seat(LEARNER).pk}/evaluation/", LEARNER)
    text = press(page, "main form button")
    assert "请选 1 到 5 分" in text
    for name in ("useful", "clear", "kept"):
        page.locator(f'input[name={name}][value="5"]').check(force=True)
    page.fill("textarea[name=words]", "例子很好。")
    assert "评价已提交" in press(page, "main form button")
    page = go(f"/work/training/runs/{full().pk}/", WORKER)
    press(page, 'form[action$="/issue/"] button')
    until(page, "PX-")
    page = go(f"/training/mine/{seat(LEARNER).pk}/", LEARNER)
    number = CourseCertificate.objects.get(enrolment=seat(LEARNER)).number
    assert number in page.inner_text("main")
    answer = page.request.get(f"{site.url}/training/mine/{seat(LEARNER).pk}/certificate.pdf")
    assert answer.body().startswith(b"%PDF")
    assert "2 学分" in go("/training/mine/").inner_text("main")


def test_anybody_verifies_the_number_and_an_altered_one_is_refused(go) -> None:
    one = CourseCertificate.objects.get(enrolment=seat(LEARNER))
    page = go("/training/certificate/", None)
    page.fill("input[name=number]", one.number)
    text = press(page, "main form button")
    assert "证书真实有效" in text and "2 小时" in text
    assert f"{one.holder[0]}**" in text and one.holder not in text
    page.fill("input[name=number]", one.number.replace("PX-2", "PX-3"))
    text = press(page, "main form button")
    assert "查无此证书" in text and one.course not in text
