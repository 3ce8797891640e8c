"""From an idea to graduation and the year after it, walked in a browser.

Three people found a team, the base helps them to a certificate, the organisation is admitted,
lives in residence, is reviewed, graduates, hands back its key and answers how it fares. Two years
and a half go by the test clock, and nobody sleeps: the worker's rounds are done here. Screens
stand for the acts that matter; what comes between is made by the operations.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Page

from incubator.admission.models import Application
from incubator.exits.models import Diploma, FollowUp
from incubator.programmes import operations as programmes
from incubator.programmes.models import Programme
from incubator.registering import entering
from incubator.registering.models import Registration
from incubator.reports import reporting
from incubator.reports.models import MentorEntry, MidtermReview, Report, ResidencePlan
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock, workdays
from portal.workflow.worker import loop
from tests import people
from tests.factories import applying, deciding, exits, joining, reports, workers
from tests.factories import programmes as make_programmes
from tests.factories import registering as make
from tests.files import samples
from tests.harness.browser import press
from tests.harness.site import PortalSite, running
from tests.journeys.walking import move_to
from tests.work import drain

pytestmark = pytest.mark.browser

BEGINNING = datetime(2027, 3, 1, 9, tzinfo=clock.SHANGHAI)
NAME = make.NAMES["social_service_institution"]
FOUNDER, HELPER, CLERK, LEADER = "resident", "base_worker", "incubation_clerk", "leader"
MIDTERM = [
    {"title": "需求与服务", "criterion": "", "maximum": 60},
    {"title": "内部治理", "criterion": "", "maximum": 40},
]
EXIT = [
    {"title": "已登记", "fact": "registered", "criterion": "证书在有效期内"},
    {"title": "有专职社工", "fact": "worker", "criterion": "社保可查"},
    {"title": "有验收通过的项目", "fact": "project", "criterion": "至少一个"},
]


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[PortalSite]:
    """A portal with a base, an intake and a founder; this process does the worker's rounds."""
    with django_db_blocker.unblock(), running("wushe_journey_idea", worker=False) as made:
        private: Any = settings.STORAGES["private"]
        options = {**private["OPTIONS"], "location": str(made.data / "private")}
        storages = {**settings.STORAGES, "private": {**private, "OPTIONS": options}}
        with override_settings(STORAGES=storages):
            move_to(BEGINNING)
            User.objects.filter(pk=people.person(FOUNDER).pk).update(name="那日苏")
            for who in (HELPER, CLERK, LEADER, "section_head"):
                people.person(who)
            make.base()
            yield made


@pytest.fixture
def go(site: PortalSite, page: Page):
    """Open an address as somebody; "" stays signed in as before, None goes without an account."""

    def visit(address: str, who: str | None = "") -> Page:
        if who != "":
            page.context.clear_cookies()
        if who:
            cookie = people.client_of(who).cookies[settings.SESSION_COOKIE_NAME].value
            page.context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site.url}]
            )
        answer = page.goto(site.url + address)
        assert answer is not None and answer.status == 200, f"{address} {who}: {answer}"
        return page

    return visit


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> str:
    """A PDF to hand in."""
    file: Path = tmp_path_factory.mktemp("papers") / "paper.pdf"
    file.write_bytes(samples.pdf())
    return str(file)


def fill(page: Page, **values: str) -> None:
    """Fill in fields by their names."""
    for name, value in values.items():
        page.fill(f"main [name={name}]", value)


def days_pass(days: int) -> None:
    """Let days go by and do what the worker does meanwhile."""
    move_to(clock.now() + timedelta(days=days))
    work()


def until_day(day: date) -> None:
    """Go on to the morning of a day."""
    days_pass((day - clock.today()).days)


def work() -> None:
    """What the worker does meanwhile: every duty once, then tasks, messages and due steps."""
    for _seconds, duty in loop.SOMETIMES:
        duty()
    drain()


def team() -> Body:
    return Body.objects.get(name__in=["乌审助残", NAME])


def founder() -> User:
    """The founder with the posts of today."""
    user = people.person(FOUNDER)
    user.__dict__.pop("_posts_today", None)
    return user


def registration() -> Registration:
    return make.fresh(Registration.objects.get())


def residence() -> Residence:
    found = Residence.objects.select_related("case__holder", "base__body", "body")
    return found.get(body__name=NAME)


def quarter() -> Report:
    """The report that was opened last."""
    return Report.objects.filter(residence=residence()).latest("number")


def test_three_people_found_a_team_and_ask_the_base_for_help(go) -> None:
    page = go("/join/team/", FOUNDER)
    fill(page, name="乌审助残", plan="陪残疾人出门看病、办事。")
    fill(page, founder_1="那日苏", founder_2="刘芳", founder_3="赵海")
    page.select_option("select[name=division]", "150602")
    press(page, "main form button:not([name])")
    page = go(f"/my/organisations/{team().pk}/registration/")
    page.check("input[name=kind][value=social_service_institution]", force=True)
    fill(page, name=NAME)
    page.select_option("select[name=base]", index=1)
    press(page, "main form button")
    press(page, "button[value=ask_name]")
    assert registration().status == "name_check"


def test_the_base_passes_the_name_and_the_papers_are_written(go, site: PortalSite) -> None:
    press(go(f"/work/registrations/{registration().pk}/", HELPER), "button[value=pass_name]")
    make.unit_given(registration())
    page = go(f"/registrations/{registration().pk}/", FOUNDER)
    text = press(page, "button[value=settle_unit]")
    assert "民办非企业单位登记管理暂行条例" in text, (
        "what is still open stands there with its clause"
    )
    make.facts(registration())
    make.founders(registration())
    for code in ("unit", "capital", "premises"):
        entering.keep_document(registration=registration(), code=code, by=founder())
    page.reload()
    press(page, "button[value=write]")
    docx = page.locator("a[href$='/docx/']").first.get_attribute("href") or ""
    assert page.request.get(site.url + docx).body().startswith(b"PK")
    press(page, "button[value=hand_in]")
    assert registration().status == "review"


def test_a_round_of_reading_and_the_papers_go_to_the_registry(go) -> None:
    page = go(f"/work/registrations/{registration().pk}/", HELPER)
    fill(page, points="住所证明缺房产证复印件。")
    press(page, "button[value=return_papers]")
    page = go(f"/registrations/{registration().pk}/answer/", FOUNDER)
    page.locator("main textarea").first.fill("已补房产证复印件。")
    press(page, "button[name=hand_in]")
    page = go(f"/work/registrations/{registration().pk}/", HELPER)
    press(page, "button[value=pass_review]")
    fill(page, on=clock.today().isoformat(), number="受理 2027-17")
    press(page, "button[value=submit]")
    assert registration().status == "submitted"


def test_the_certificate_makes_the_team_the_organisation(go) -> None:
    before = team().pk
    days_pass(40)
    on = clock.today()
    page = go(f"/work/registrations/{registration().pk}/result/", HELPER)
    code = joining.valid_code(make.CODES["social_service_institution"])
    fill(page, code=code[:-1] + ("0" if code[-1] != "0" else "1"), document="东民社证字第 0417 号")
    fill(page, registered_on=on.isoformat(), valid_to=on.replace(year=on.year + 4).isoformat())
    press(page, "main form button:not([name])")
    assert registration().status == "submitted", "a code with a wrong check sign is refused"
    fill(page, code=code)
    press(page, "main form button:not([name])")
    for step in ("seal", "bank", "tax", "party"):
        entering.settle(registration=registration(), step=step, on=on, words="已办", by=founder())
    page.reload()
    press(page, "button[value=finish]")
    body = Body.objects.get(credit_code=code)
    assert (body.pk, body.name, body.kind) == (before, NAME, "social_service_institution")
    assert registration().status == "done"
    assert NAME in go(f"/org/{body.pk}/", FOUNDER).inner_text("main")


def test_it_applies_is_admitted_and_the_residence_begins(go, paper: str) -> None:
    days_pass(165)
    application = applied()
    deciding.scored(application, 8500)
    deciding.decided(application.programme)
    days_pass(12)
    page = go(f"/admission/cases/{application.pk}/agreement/", FOUNDER)
    page.set_input_files("input[name=scan]", paper)
    press(page, "main form button")
    deciding.resident(Application.objects.get(pk=application.pk))
    work()
    assert "孵化中" in go(f"/residences/{residence().pk}/").inner_text("main")
    assert residence().begins_on == clock.today()


def applied() -> Application:
    """The application of the young organisation to this year's intake."""
    clerk = people.person(CLERK)
    draft = make_programmes.draft(by=clerk, places=1, period_months=12)
    programmes.save(programme=draft, by=clerk, lists={"midterm": MIDTERM, "exit": EXIT})
    programmes.publish(programme=draft, by=clerk)
    programme = Programme.objects.get(pk=draft.pk)
    return applying.handed_in(programme, team(), founder())[0]


def test_the_plan_is_agreed_and_the_key_is_lent(go) -> None:
    page = go(f"/residences/{residence().pk}/plan/", FOUNDER)
    for place, title in enumerate(("招募十名志愿者", "开两个互助小组")):
        page.fill(f"input[name=title-{place}]", title)
        page.select_option(f"select[name=owner-{place}]", str(founder().pk))
        due = workdays.months_later(clock.today(), 2 + place * 6)
        page.fill(f"input[name=due-{place}]", due.isoformat())
    press(page, "main form button:not([name])")
    assert ResidencePlan.objects.get().agreed_at is None
    press(go(f"/work/residences/{residence().pk}/", HELPER), "button[value=agree]")
    assert residence().milestones.count() == 2
    exits.lent(residence())


def test_a_mentor_comes_and_the_organisation_signs_the_log(go) -> None:
    days_pass(30)
    reports.entry(reports.mentor(residence()), minutes=90)
    page = go(f"/residences/{residence().pk}/mentor/", FOUNDER)
    assert "谈志愿者管理" in page.inner_text("main")
    press(page, 'form[action$="/seen/"] button')
    assert MentorEntry.objects.get().seen_by == founder()


def test_a_quarter_is_reported_with_what_the_portal_knows(go) -> None:
    until_day(workdays.months_later(residence().begins_on, 3))
    page = go(f"/residences/reports/{quarter().pk}/", FOUNDER)
    known = page.inner_text("main aside")
    assert "1.5" in known and "招募十名志愿者" in known, known
    page.check("input[name=progress][value=as_planned]", force=True)
    fill(
        page, done="两个社区各开了一次互助会。", served="60", income="12500", next="开第二个小组。"
    )
    press(page, "button[value=hand_in]")
    assert quarter().status == "open", "a question stays open: nothing is handed in"
    fill(page, staff="1")
    press(page, "button[value=hand_in]")
    page = go(f"/work/residences/reports/{quarter().pk}/", HELPER)
    assert "12,500" in page.inner_text("main")
    press(page, "button[value=accept]")
    assert quarter().status == "accepted"


def report_quietly() -> None:
    """Hand in and accept the report of the quarter that has just ended."""
    row = reports.handed_in(quarter())
    reporting.accept(report=row, by=people.person(HELPER), words="")


def test_at_half_time_it_is_scored_and_passes(go) -> None:
    until_day(workdays.months_later(residence().begins_on, 6))
    report_quietly()
    page = go(f"/work/residences/{residence().pk}/review/", CLERK)
    press(page, "button[value=start]")
    points = page.locator("main input[name^=points-]")
    points.nth(0).fill("52")
    points.nth(1).fill("41")
    press(page, "button[value=score]")
    assert MidtermReview.objects.get().score is None, "41 of 40 points are refused"
    page.locator("main input[name^=points-]").nth(1).fill("33.5")
    press(page, "button[value=score]")
    fill(page, words="现场查看、查阅台账，达到要求。")
    press(page, "button[value=decide]")
    assert (MidtermReview.objects.get().score, residence().status) == (8550, "running")
    assert residence().midterm_passed_on == clock.today()


def test_the_items_of_the_exit_are_proven(go, paper: str) -> None:
    until_day(workdays.months_later(residence().begins_on, 9))
    report_quietly()
    until_day(workdays.months_later(residence().begins_on, 11))
    hired = workers.worker(team(), founder(), begins_on=residence().begins_on)
    workers.insured(hired, residence().begins_on, clock.today(), founder())
    page = go(f"/residences/{residence().pk}/exit/", FOUNDER)
    assert result_of(page, "已登记") == ["已具备"], "the register knows it"
    assert result_of(page, "有专职社工") == ["已具备"], "insured months are entered"
    assert result_of(page, "有验收通过的项目") == ["尚不清楚"]
    press(page, 'main a[href*="/exit/items/"]')
    fill(page, words="残疾人陪诊项目，街道 2028 年 3 月验收。")
    page.set_input_files("main input[type=file]", paper)
    press(page, "main form button:not([name])")
    page = go(f"/work/residences/{residence().pk}/exit/", CLERK)
    press(page, 'main a[href*="/exit/declared/"]')
    page.check("input[name=accepted][value=yes]", force=True)
    press(page, "main form button:not([name])")
    assert result_of(page, "有验收通过的项目") == ["已具备", "自行申报"]


def result_of(page: Page, item: str) -> list[str]:
    """What the table of the exit says of an item, line by line."""
    row = page.locator("main tr", has=page.locator("th", has_text=item))
    return row.locator("td").first.inner_text().split()


def test_it_asks_to_graduate_and_the_leader_decides(go, site: PortalSite) -> None:
    page = go(f"/residences/{residence().pk}/exit/", FOUNDER)
    press(page, 'form[action$="/exit/ask/"] button')
    assert residence().status == "exit"
    page = go(f"/work/residences/{residence().pk}/exit/", LEADER)
    press(page, 'form[action$="/exit/graduate/"] button')
    assert (residence().status, residence().outcome) == ("leaving", "graduated")
    assert clock.today() >= workdays.months_later(BEGINNING.date(), 18)
    work()
    go(f"/residences/{residence().pk}/exit/", FOUNDER)
    pdf = page.request.get(f"{site.url}/residences/{residence().pk}/exit/certificate/")
    assert pdf.body().startswith(b"%PDF")


def test_anybody_verifies_the_certificate_and_an_altered_number_is_refused(go) -> None:
    number = Diploma.objects.get().number
    page = go("/graduation/check/", None)
    fill(page, number=number)
    text = press(page, "main form button")
    assert "这份证书有效" in text and NAME in text
    altered = number[:-1] + ("2" if number[-1] != "2" else "3")
    fill(page, number=altered)
    text = press(page, "main form button")
    assert "没有这个编号的证书" in text and NAME not in text


def test_the_key_comes_back_and_the_inventory_ends(go) -> None:
    days_pass(3)
    page = go(f"/work/residences/{residence().pk}/exit/inventory/", CLERK)
    press(page, 'form[action$="/handed-over/"] button')
    assert residence().status == "leaving", "the key is still out"
    page = go(f"/work/residences/{residence().pk}/exit/inventory/", HELPER)
    press(page, 'main a[href*="/exit/inventory/"]')
    press(page, "main form button:not([name])")
    page = go(f"/work/residences/{residence().pk}/exit/inventory/", CLERK)
    press(page, 'form[action$="/handed-over/"] button')
    assert residence().status == "follow_up"


@pytest.mark.parametrize("months", [3, 6, 12])
def test_it_tells_how_it_fares(go, months: int) -> None:
    found = FollowUp.objects.get(residence=residence(), months=months)
    until_day(found.due_on)
    page = go(f"/residences/{residence().pk}/", FOUNDER)
    press(page, f'main a[href$="/exit/follow-up/{months}/"]')
    page.check("input[name=alive][value=yes]", force=True)
    page.locator("input[name=income]").nth(1).check(force=True)
    fill(page, staff="3", projects="2", needs="想学项目预算。")
    press(page, "main form button:not([name])")
    found.refresh_from_db()
    assert (found.reached, found.channel, found.staff) == ("answered", "web", 3)


def test_the_residence_is_closed_and_its_history_stays(go, site: PortalSite) -> None:
    work()
    assert residence().status == "closed"
    assert NAME in go(f"/residences/{residence().pk}/", FOUNDER).inner_text("main")
    assert "乌审助残" in go(f"/registrations/{registration().pk}/").inner_text("main")
    assert "Traceback" not in site.log("web")
