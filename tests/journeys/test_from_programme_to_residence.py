"""From a published programme to an organisation in residence, walked whole in a browser.

An official publishes last year's programme anew, two organisations apply, the office checks,
experts score alone, leaders approve, the public objects, the agreement is signed by both. Weeks
pass by the product's own test clock. The site is this module's own, because its clock moves.
"""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page

from incubator.admission.models import Application
from incubator.programmes.models import Programme
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.core import clock
from portal.panels.models import Panel
from portal.workflow.publicity.models import Objection
from tests import people
from tests.factories import joining
from tests.files import samples
from tests.harness.browser import press, sign_in, until
from tests.harness.site import PortalSite, running

pytestmark = pytest.mark.browser

CLERK, SECOND, HEAD, LEADER = "fuhua", "fuhua2", "kezhang", "juzhang"
FIRST, RESERVE, OLD = "renling", "lingjia", "fuzeren"
EXPERTS = [f"zhuanjia{n}" for n in ("", 2, 3, 4, 5)]
NAMES = {FIRST: "东胜区启明儿童成长服务中心", RESERVE: "东胜区和合邻里互助中心"}
FIELDS = {
    "need": ("aim", "whom", "how", "need"),
    "plan": ("plan", "result"),
    "team": ("team",),
}
WORDS = "林荫街道两个社区的 60 户家庭，放学后有人陪，家长能安心上班。"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[PortalSite]:
    """A demo city whose clock may move, with two young organisations that have owners."""
    with django_db_blocker.unblock(), running("wushe_journey_admission", demo=True) as made:
        made.start_worker("slow")
        for who, name in NAMES.items():
            young = clock.today() - timedelta(days=200)
            organisation = joining.organisation(name, registered_on=young)
            owner = User.objects.get(email=f"{who}@demo.wushe")
            people.appoint(owner, "owner", organisation.body)
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


@pytest.fixture(scope="module")
def papers(tmp_path_factory) -> Path:
    """A PDF to hand in, a list of members, and a file that only pretends to be a PDF."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "paper.pdf").write_bytes(samples.pdf())
    (folder / "nothing.pdf").write_bytes(b"nothing")
    book = Workbook()
    for row in (("姓名", "单位或职业", "职务"), ("王芳", "退休教师", "理事"), ("李强", "社工", "")):
        book.active.append(list(row))
    book.save(folder / "members.xlsx")
    return folder


def pass_days(site: PortalSite, days: int) -> None:
    site.manage("shift_clock", "--days", str(days))


def programme() -> Programme:
    return Programme.objects.latest("pk")


def application(who: str) -> Application:
    return Application.objects.get(programme=programme(), body__name=NAMES[who])


def case(who: str) -> str:
    return f"/work/admission/{application(who).pk}/"


def own(who: str) -> str:
    return f"/admission/cases/{application(who).pk}/"


def test_an_official_publishes_last_years_programme_anew(go) -> None:
    last = Programme.objects.order_by("opens_at").first()
    page = go(f"/work/programmes/{last.pk}/", CLERK)
    press(page, 'form[action$="/copy/"] button')
    here = page.url.split("localhost:")[1].partition("/")[2]
    page = go(f"/{here}dates/")
    today = clock.today()
    page.fill("input[name=opens_at]", f"{today + timedelta(days=20)}T09:00")
    page.fill("input[name=closes_at]", f"{today - timedelta(days=1)}T17:30")
    page.fill("input[name=places]", "1")
    text = press(page, "main form button")
    assert "有" in text and page.input_value("input[name=places]") == "1", "reversed dates are kept"
    page.fill("input[name=opens_at]", f"{today - timedelta(days=1)}T09:00")
    page.fill("input[name=closes_at]", f"{today + timedelta(days=20)}T17:30")
    press(page, "main form button")
    page = go(f"/{here}")
    for mark in page.locator('form[action$="/checked/"] input[type=checkbox]').all():
        mark.check(force=True)
    press(page, 'form[action$="/checked/"] button')
    press(page, 'form[action$="/publish/"] button:not([name])')
    assert (programme().published_at is not None, programme().places) == (True, 1)


def test_anybody_reads_the_programme_with_live_figures(go) -> None:
    page = go("/incubation/", None)
    until(page, programme().title)
    assert made_page(page)
    text = page.inner_text("main")
    assert "办理步骤" in text and programme().base.body.name in text


def made_page(page: Page) -> bool:
    """Whether the worker has made the programme's page of the CMS; opens it."""
    address = page.url.replace("/incubation/", f"/programmes/{programme().pk}/")
    end = time.monotonic() + 60
    while time.monotonic() < end:
        answer = page.goto(address)
        if answer is not None and answer.status == 200:
            return True
        page.wait_for_timeout(500)
    return False


def test_an_old_organisation_learns_every_reason_before_it_applies(go) -> None:
    text = go(f"/admission/{programme().pk}/", OLD).inner_text("main")
    assert "3 年" in text and "本市孵化入驻办法" in text
    assert not Application.objects.filter(programme=programme()).exists()


@pytest.mark.parametrize("who", [FIRST, RESERVE])
def test_an_organisation_applies_and_gets_number_and_code(go, papers: Path, who: str) -> None:
    page = go(f"/admission/{programme().pk}/", who)
    body = joining.Body.objects.get(name=NAMES[who])
    chosen = page.locator(f'main form:has(input[name=body][value="{body.pk}"]) button')
    press(page, chosen.first if chosen.count() else "main form button")
    page = go(f"/admission/{programme().pk}/{body.pk}/contact/")
    page.fill("input[name=contact]", "高敏")
    page.fill("input[name=phone]", "13800138000")
    if page.locator("input[name=form][value=physical]").count():
        page.locator("input[name=form][value=physical]").check(force=True)
    press(page, "button[name=go_on]")
    for names in FIELDS.values():
        for name in names:
            page.fill(f"textarea[name={name}]", WORDS)
        for item in page.locator("input[type=file]").all()[:1]:
            item.set_input_files(str(papers / "members.xlsx"))
        press(page, "button[name=go_on]")
    for item in page.locator("input[type=file]").all()[:3]:
        item.set_input_files(str(papers / "paper.pdf"))
    press(page, "button[name=go_on]")
    page.locator("input[type=checkbox]").last.check(force=True)
    receipt = press(page, "main form button:not([name])")
    assert re.search(r"RZ-\d{8}-\d{4}", receipt), receipt
    code = re.search(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b", receipt)
    assert code, receipt
    with page.expect_download() as pdf:
        page.locator('a[href$="/receipt/pdf/"]').first.click(modifiers=["Alt"])
    assert Path(pdf.value.path()).read_bytes().startswith(b"%PDF")
    page = go("/cases/", None)
    page.fill('main input[name="number"]', str(application(who)))
    page.fill('main input[name="code"]', code.group())
    assert NAMES[who] in press(page, "main form button")


def judge(page: Page) -> None:
    """Judge by hand what the machine does not know."""
    while page.locator('form[action$="/verdict/"] input[name=source]').count():
        form = page.locator('form[action$="/verdict/"]:has(input[name=source])').first
        form.locator('input[name=holds][value="yes"]').check(force=True)
        form.locator("input[name=source]").fill("查阅章程和信用中国网站")
        press(page, form.locator("button"))


def test_what_is_missing_is_told_once_and_the_answer_is_checked(go, papers: Path) -> None:
    page = go(case(FIRST), CLERK)
    judge(page)
    page.fill("textarea[name=other]", "需求调查材料没有写日期")
    press(page, 'button[name=action][value="return_incomplete"]:not([formaction])')
    assert application(FIRST).status == "returned"
    page = go(own(FIRST), FIRST)
    assert "需求调查材料没有写日期" in page.inner_text("main")
    form = page.locator("main form:has(input[type=file])").first
    form.locator("textarea").first.fill("调查做于 2026 年 9 月，已补上。")
    form.locator("input[type=file]").first.set_input_files(str(papers / "paper.pdf"))
    press(page, form.locator("button").last)
    assert application(FIRST).status == "resubmitted"


def test_both_pass_the_first_check(go) -> None:
    for who in (FIRST, RESERVE):
        page = go(case(who), CLERK)
        judge(page)
        press(page, 'button[name=action][value="pass_check"]:not([formaction])')
        assert application(who).status == "checked"


def test_the_machine_draws_a_panel(go) -> None:
    page = go(f"/work/programmes/{programme().pk}/round/", CLERK)
    press(page, 'form[action$="/panel/"] button')
    press(page, 'form[action$="/draw/"] button')
    assert {application(who).status for who in NAMES} == {"in_panel"}


def drawn(page: Page) -> str:
    """The address of this programme's panel, "" for an expert who was not drawn for it."""
    panel = Panel.objects.get(subject=f"incubator.programme:{programme().pk}")
    address = f"/panels/{panel.pk}/"
    return address if page.locator(f'main a[href="{address}"]').count() else ""


def sheets(page: Page, panel: str) -> list[str]:
    found = page.locator(f'main a[href^="{panel}"]').evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return sorted({link for link in found if re.fullmatch(rf"{panel}\d+/", link)})


def fill_sheet(page: Page, cut: int) -> None:
    """Give points group by group: the maximum less ``cut``, with a reason."""
    for _group in range(12):
        for field in page.locator("input[name^=points_]").all():
            label = page.locator(f"label[for={field.get_attribute('id')}]").inner_text()
            highest = re.search(r"0[–-](\d+)", label)
            assert highest, label
            field.fill(str(int(highest[1]) - cut))
        for reason in page.locator("[name^=reason_]").all():
            reason.fill("证据略少")
        going_on = page.locator("button[name=next]")
        if not going_on.count():
            press(page, "main form button")
            return
        press(page, going_on)
        if not page.locator("input[name^=points_]").count():
            return


def test_experts_declare_score_alone_and_sign(go) -> None:
    signed = 0
    for who in EXPERTS:
        page = go("/panels/", who)
        panel = drawn(page)
        if not panel:
            continue
        page = go(panel)
        for clear in page.locator('input[type=radio][value="clear"]').all():
            clear.check(force=True)
        press(page, "main form button")
        for place, sheet in enumerate(sheets(page, panel)):
            page = go(sheet)
            fill_sheet(page, cut=signed + place)
            page = go(f"{sheet}sign/")
            press(page, "main form button")
        signed += 1
        scores = {application(name).score for name in NAMES}
        assert signed == 3 or scores == {None}, "no score before all have signed"
    assert signed == 3


def test_leaders_approve_and_the_names_are_public(go, site: PortalSite) -> None:
    page = go(f"/work/programmes/{programme().pk}/round/", CLERK)
    until(page, "提请审批")
    page.fill("main form textarea", "评审完成，按排名提请审批。")
    press(page, 'form[action$="/proposal/"] button')
    for who in (HEAD, LEADER):
        page = go("/work/approvals/", who)
        press(page, page.locator("main a", has_text=programme().title).first)
        page.locator("input[name=opinion][value=agree]").check(force=True)
        page.locator("main form textarea[name=words]").fill("同意。")
        press(page, "main form:has([name=opinion]) button")
    first, reserve = application(FIRST), application(RESERVE)
    assert {first.status, reserve.status} == {"publicity"}
    assert {first.proposal, reserve.proposal} == {"admit", "reserve"}
    assert programme().taken == 1


def test_the_public_objects_and_the_applicant_never_learns_who(go) -> None:
    page = go("/publicity/", None)
    press(page, page.locator("main a", has_text=programme().title).first)
    assert NAMES[FIRST] in page.inner_text("main")
    press(page, 'a[href*="/object/"]')
    page.select_option("select[name=entry]", label=NAMES[winner()])
    page.fill("input[name=name]", "王秀兰")
    page.fill("input[name=phone]", "13900001111")
    page.fill("main form textarea", "这家组织在我们小区没有开展过活动。")
    assert re.search(r"YY-\d{8}-\d{4}", press(page, "main form button"))
    text = go(own(winner()), winner()).inner_text("main")
    assert "王秀兰" not in text and "13900001111" not in text


def winner() -> str:
    return next(who for who in NAMES if application(who).proposal == "admit")


def answer_objection(page: Page) -> str:
    page.locator('input[name=outcome][value="dismissed"]').check(force=True)
    page.locator("main form:has([name=outcome]) textarea[name=words]").fill(
        "经核查，今年开展过三次活动，有照片和签到表。"
    )
    return press(page, "main form:has([name=outcome]) button")


def test_publicity_waits_for_the_answer_of_somebody_who_did_not_decide(go, site) -> None:
    pass_days(site, 9)
    time.sleep(3)
    assert application(winner()).status == "publicity", "an open objection keeps it going"
    filed = Objection.objects.get(entry__case=application(winner()).case)
    page = go(f"/work/objections/{filed.pk}/", CLERK)
    assert page.locator("input[name=outcome]").count() == 0, "who checked does not judge"
    answer_objection(go(f"/work/objections/{filed.pk}/", SECOND))
    assert Objection.objects.get(pk=filed.pk).status == "dismissed"


def test_the_agreement_is_signed_by_both_and_residence_begins(go, papers: Path) -> None:
    who = winner()
    page = go(own(who), who)
    until(page, "等待签协议", ".title-line")
    page = go(f"{own(who)}agreement/")
    page.set_input_files("input[name=scan]", str(papers / "nothing.pdf"))
    press(page, "main form button")
    assert application(who).status == "agreement", "a file that is no PDF is refused"
    page.set_input_files("input[name=scan]", str(papers / "paper.pdf"))
    press(page, "main form button")
    assert application(who).status == "signed"
    page = go(f"{case(who)}agreement/", CLERK)
    form = page.locator("main form:has(input[type=file])").first
    form.locator("input[type=file]").set_input_files(str(papers / "paper.pdf"))
    press(page, form.locator("button").last)
    assert application(who).status == "resident"
    residence = Residence.objects.get(body__name=NAMES[who])
    assert (residence.begins_on, residence.form) == (clock.today(), "physical")
    assert programme().taken == 1


def test_the_other_one_stands_on_the_reserve_list_and_it_ends(go, site: PortalSite) -> None:
    who = next(name for name in NAMES if name != winner())
    page = go(own(who), who)
    until(page, "候补", ".title-line")
    pass_days(site, 100)
    page.reload()
    page = go(own(who), who)
    until(page, "候补", "main")
    end = time.monotonic() + 60
    while time.monotonic() < end and application(who).status != "reserve_expired":
        time.sleep(0.5)
    assert application(who).status == "reserve_expired"


def test_a_supervisor_proves_that_nothing_was_altered(site: PortalSite, tmp_path: Path) -> None:
    import subprocess
    import sys

    from portal.audit import verifier

    out = tmp_path / "case.json"
    site.manage("export_case", str(application(winner())), str(out))
    command = [sys.executable, verifier.__file__, str(out)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0 and checked.stdout.endswith("events, chain intact\n")
