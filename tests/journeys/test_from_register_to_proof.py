"""The city's register walked whole, in a browser, against a real web server and real workers.

An official imports a list, an organisation claims itself, the bureau decides, anybody finds it, a
supervisor proves that nothing was altered. The site is shared; each test leaves its mark for the
next, and they stand in the order in which people would walk.
"""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from portal.audit import verifier
from portal.bodies.models import Body
from portal.organisations.register.models import Organisation
from tests.harness.browser import Eyes, press, sign_in
from tests.harness.site import PortalSite

pytestmark = pytest.mark.browser

CLERK, SECOND, NEWCOMER = "dongsheng@demo.wushe", "dongsheng2@demo.wushe", "renling@demo.wushe"
RIVAL, SUPERVISOR, OWNER = "lingjia@demo.wushe", "jiandu@demo.wushe", "fuzeren@demo.wushe"
NEW = "东胜区北斗助老服务中心"
CODE = "52150602MJ00K1P274"
HEAD = "社会组织名称,统一社会信用代码,社会组织类型,法定代表人,成立登记日期,登记管理机关,登记状态\n"
GOOD = f"{NEW},{CODE.lower()},民办非企业单位,苏日娜,2023年3月6日,东胜区民政局,正常\n"
BAD = "东胜区某某协会,51150602MJ00K1P27,社会团体,王某,2023-02-30,东胜区民政局,正常\n"
FOREIGN = "康巴什区远方协会,52150603MJY31W058F,社会服务机构,李某,20200101,康巴什区民政局,正常\n"


@pytest.fixture(scope="module")
def workers(demo_site: PortalSite) -> PortalSite:
    demo_site.start_worker("slow")
    return demo_site


@pytest.fixture
def visit(workers: PortalSite, page: Page):
    """Sign in as somebody and open an address."""

    def go(address: str, email: str = "") -> Page:
        if email:
            page.context.clear_cookies()
            sign_in(page, workers.url, email)
        answer = page.goto(workers.url + address)
        assert answer is not None and answer.status == 200, f"{address}: {answer}"
        return page

    return go


def scan(folder: Path, name: str) -> Path:
    path = folder / f"{name}.png"
    Image.new("RGB", (400, 560), "white").save(path)
    return path


def until(page: Page, selector: str, seconds: float = 60) -> None:
    """Reload until the worker has done its part."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if page.locator(selector).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{selector} never came on {page.url}: {page.inner_text('main')[:800]}")


def organisation_called(name: str) -> Organisation:
    return Organisation.objects.get(body=Body.objects.get(name=name))


def test_an_official_previews_and_imports_a_list(visit, tmp_path: Path) -> None:
    upload = tmp_path / "名录.csv"
    upload.write_text(HEAD + GOOD + BAD + FOREIGN, encoding="gb18030")
    page = visit("/work/imports/new/", CLERK)
    page.set_input_files("input[type=file]", str(upload))
    press(page, "main form button")
    until(page, 'a[href*="/confirm/"], form[action*="/confirm/"]')
    text = page.inner_text("main")
    assert NEW in text and "东胜区某某协会" in text and "康巴什区远方协会" in text
    assert not Body.objects.filter(name=NEW).exists(), "nothing is written before confirmation"
    press(page, 'a[href*="/confirm/"]')
    press(page, "main form button")
    until(page, ".title-line .chip-done")
    found = organisation_called(NEW)
    assert (found.body.credit_code, found.legal_representative) == (CODE, "苏日娜")
    assert not Body.objects.filter(name__in=["东胜区某某协会", "康巴什区远方协会"]).exists()


def test_wrong_rows_come_back_as_a_spreadsheet(visit) -> None:
    page = visit("/work/imports/", CLERK)
    press(page, 'main a[href^="/work/imports/"]:not([href$="new/"])')
    with page.expect_download() as download:
        page.locator('a[href*="/export/"], a[href*="rows.xlsx"]').first.click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_anybody_finds_it_by_parts_pinyin_and_with_a_typing_error(visit) -> None:
    page = visit("/")
    end = time.monotonic() + 30
    while time.monotonic() < end:
        page = visit(f"/search/?q={CODE}")
        if NEW in page.inner_text("main"):
            break
        page.wait_for_timeout(500)
    for words in (CODE, "北斗助老", "beidouzhulao", "北鬥助老服務中心", "北斗助佬服务中心"):
        assert NEW in visit(f"/search/?q={words}").inner_text("main"), words
    press(page, page.locator('main a[href^="/organisations/"]', has_text=NEW).first)
    text = page.inner_text("main")
    assert CODE in text and "苏日娜" in text


def test_a_newcomer_claims_it_and_gets_a_number_and_a_code(visit, tmp_path: Path) -> None:
    pk = organisation_called(NEW).pk
    page = visit(f"/join/{pk}/", NEWCOMER)
    page.locator('input[name="relation"]').first.check(force=True)
    page.fill('input[name="name"]', "苏日娜")
    page.fill('input[name="phone"]', "13800005678")
    press(page, "main form button")
    for paper in ("certificate", "authorisation"):
        if page.locator(f'input[name="{paper}"]').count():
            page.set_input_files(f'input[name="{paper}"]', str(scan(tmp_path, paper)))
    press(page, page.locator("main form button").last)
    page.wait_for_url(re.compile(r"/check/"))
    page.locator('input[name="true"]').check(force=True)
    press(page, page.locator("main form button").last)
    page.wait_for_url(re.compile(r"/claims/\d+/"))
    receipt = page.inner_text("main")
    number = re.search(r"RL-\d{8}-\d{4}", receipt)
    code = re.search(r"\b[2-9A-HJ-NP-RT-UVWXY]{4}[- ]?[2-9A-HJ-NP-RT-UVWXY]{4}\b", receipt)
    assert number and code, receipt
    page.context.clear_cookies()
    page = visit("/cases/")
    page.fill('main input[name="number"]', number.group())
    page.fill('main input[name="code"]', code.group())
    press(page, "main form button")
    expect(page.locator("h1")).to_contain_text(NEW)


def test_the_bureau_decides_and_the_newcomer_is_owner(visit) -> None:
    page = visit("/work/", CLERK)
    press(page, page.locator(".work-row a", has_text=NEW).first)
    page.locator('input[type="radio"]').first.check(force=True)
    press(page, page.locator("main form:has(input[type=radio]) button").last)
    pk = organisation_called(NEW).pk
    assert NEW in visit(f"/org/{pk}/", NEWCOMER).inner_text("main")


def test_another_organisations_space_is_not_there_for_a_rival(visit, workers: PortalSite) -> None:
    pk = organisation_called(NEW).pk
    page = visit("/my/", RIVAL)
    answers = [page.goto(f"{workers.url}/org/{key}/") for key in (pk, 99_999_999)]
    assert [answer.status for answer in answers if answer] == [404, 404]


def test_the_same_list_again_changes_nothing(visit, tmp_path: Path) -> None:
    upload = tmp_path / "again.csv"
    upload.write_text(HEAD + GOOD, encoding="utf-16")
    page = visit("/work/imports/new/", SECOND)
    page.set_input_files("input[type=file]", str(upload))
    press(page, "main form button")
    until(page, ".chip")
    end = time.monotonic() + 30
    while time.monotonic() < end and page.locator("[data-watch]").count():
        page.wait_for_timeout(500)
        page.reload()
    assert page.locator('a[href*="/confirm/"]').count() == 0


def test_a_supervisor_proves_it_and_a_changed_row_is_named(
    visit, workers: PortalSite, tmp_path: Path
) -> None:
    case = organisation_called(NEW).claims.get().case
    out = tmp_path / "case.json"
    workers.manage("export_case", case.number, str(out))
    command = [sys.executable, verifier.__file__, str(out)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0 and checked.stdout.endswith("events, chain intact\n")
    export = json.loads(out.read_text())
    victim = export["events"][1]
    victim["actor_name"] = "somebody else"
    out.write_text(json.dumps(export))
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert checked.stdout.startswith(f"event {victim['seq']} (row {victim['id']}, ")
    page = visit("/history/", SUPERVISOR)
    press(page, 'form[action="/history/check/"] button')
    expect(page.locator(".title .chip-done")).to_be_visible()


def test_an_editor_writes_a_notice_and_everybody_reads_it(visit, eyes: Eyes) -> None:
    page = visit("/cms/", "bianji@demo.wushe")
    expect(page.locator('a[href*="/cms/pages/"]').first).to_be_visible()
    assert visit("/notices/").locator("main h1").count() == 1
