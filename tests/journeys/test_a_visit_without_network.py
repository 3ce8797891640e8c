"""The sheet of a visit in a browser: typed without network, reloaded, sent, never overwritten.

An expert opens the sheet, loses the network, types, reloads the page, gets the network back: what
was typed arrives. A colleague was faster with what the team saw: both versions stand there, and
the expert chooses. The organisation's sheet saves itself the same way.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from portal.accounts.models import User
from portal.panels.models import Score
from ratings.applications.models import Application
from ratings.assessments import sighting
from ratings.assessments.models import OwnMark, Sight
from tests import people
from tests.factories import assessments as make
from tests.harness.browser import press, sign_in
from tests.harness.site import PortalSite, running
from tests.harness.wire import Wire, wire
from tests.journeys.walking import until

pytestmark = pytest.mark.browser
KEPT = "caches.match(location.pathname, {ignoreVary: true}).then(Boolean)"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[PortalSite]:
    """A portal with a rating on its visit, and another organisation that assesses itself."""
    with django_db_blocker.unblock(), running("wushe_journey_visit") as made:
        row = make.visiting()
        make.qualified(row.sheet, of="theirs")
        expert = make.seats(row)[0].expert.user
        for user, name in ((expert, "expert"), (people.person("stranger"), "stranger")):
            User.objects.filter(pk=user.pk).update(email=f"{name}@demo.wushe", is_demo=True)
        yield made


@pytest.fixture
def network(site: PortalSite) -> Iterator[Wire]:
    """What lies between the browser and the portal."""
    with wire(site.url) as made:
        yield made


@pytest.fixture
def go(network: Wire, page: Page):
    """Open an address as somebody."""

    def visit(address: str, who: str) -> Page:
        page.context.clear_cookies()
        sign_in(page, network.url, f"{who}@demo.wushe")
        answer = page.goto(network.url + address)
        assert answer is not None and answer.status == 200, f"{address} {who}: {answer}"
        return page

    return visit


def visited() -> Application:
    return make.again(Application.objects.get(status="visiting"))


def test_what_was_typed_without_network_outlives_a_reload_and_is_sent_later(
    go, network: Wire
) -> None:
    row = visited()
    key = make.point(row, "1.1.1")
    page = go(f"/panels/ratings/{row.pk}/", "expert")
    until(lambda: page.evaluate(KEPT))
    network.cut()
    page.fill(f"#points-{key}", "8.5")
    page.fill(f"#reason-{key}", "缺一次记录")
    entry = page.locator(f'[data-entry="score-{key}"]')
    expect(entry.locator("[data-said]")).to_contain_text("还没有发送")
    page.reload()
    expect(page.locator(f"#points-{key}")).to_have_value("8.5")
    expect(entry.locator("[data-said]")).to_contain_text("还没有发送")
    assert not Score.objects.exists()
    network.mend()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(entry.locator("[data-said]")).to_have_text("已保存")
    score = Score.objects.get()
    assert (str(score.points), score.reason) == ("8.5", "缺一次记录")
    page.reload()
    expect(page.locator(f"#points-{key}")).to_have_value("8.5")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('entries:'))") == []


def test_what_a_colleague_saved_meanwhile_is_shown_beside_and_the_person_chooses(go) -> None:
    row = visited()
    key, two = make.point(row, "2.1.1"), make.seats(row)[1].expert.user
    page = go(f"/panels/ratings/{row.pk}/", "expert")
    given = {"row": row, "point": key, "met": None, "seen": "", "by": two}
    sighting.save_sight(words="账本齐全", **given)
    entry = page.locator(f'[data-entry="sight-{key}"]')
    page.fill(f"#saw-{key}", "账本缺两页")
    choice = entry.locator("[data-choice]")
    expect(choice).to_contain_text("账本齐全")
    expect(choice).to_contain_text("账本缺两页")
    assert Sight.objects.get(point=key).words == "账本齐全"
    choice.locator("input[value=mine]").check()
    expect(entry.locator("[data-said]")).to_have_text("已保存")
    assert Sight.objects.get(point=key).words == "账本缺两页"


def test_without_a_script_the_sheet_is_a_form_with_a_button(site, eyes) -> None:
    row = visited()
    key = make.point(row, "3.1.1")
    with eyes.page(375, script=False) as page:
        sign_in(page, site.url, "expert@demo.wushe")
        page.goto(f"{site.url}/panels/ratings/{row.pk}/")
        page.fill(f"#points-{key}", "13")
        page.fill(f"#saw-{key}", "看了台账")
        press(page, "form.score-items .buttons button")
        assert "12.5" in page.inner_text("main")
        assert page.input_value(f"#points-{key}") == "13"
        page.fill(f"#points-{key}", "12.5")
        press(page, "form.score-items .buttons button")
    assert Score.objects.get(line__code="3.1.1").points == 12.5
    assert Sight.objects.get(point=key).words == "看了台账"


def test_the_self_assessment_saves_itself_entry_by_entry(go) -> None:
    row = Application.objects.get(status="qualified")
    key = make.point(row, "1.1.1")
    page = go(f"/work/my-assessments/{row.pk}/groups/1/", "stranger")
    said = page.locator(f'[data-entry="mark-{key}"] [data-said]')
    page.fill(f"#points-{key}", "13")
    expect(said).to_contain_text("12.5")
    page.fill(f"#points-{key}", "12")
    expect(said).to_have_text("已保存")
    assert OwnMark.objects.get(assessment__application=row).points == 12
