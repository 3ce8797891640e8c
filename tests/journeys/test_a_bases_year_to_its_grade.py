"""A base's year from its plan to its grade, walked whole in a browser.

The base plans, its office confirms; the test clock moves to the next January. The base states its
account, is visited, scored and made public. Nobody objects, the clock moves past the last day, and
the grade stands for everybody.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page

from incubator.bases.models import Base
from incubator.yearly import queries
from incubator.yearly.models import Evaluation
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from tests import people
from tests.factories import yearly as make
from tests.harness.browser import press, sign_in, until
from tests.harness.site import PortalSite, running

pytestmark = pytest.mark.browser
CLERK, WORKER = "clerk", "worker"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[PortalSite]:
    """A portal whose clock may move, with a base, its worker and a clerk of its office."""
    with django_db_blocker.unblock(), running("wushe_journey_yearly") as made:
        make.station()
        for kind, name in (("incubation_clerk", CLERK), ("base_worker", WORKER)):
            user = people.person(kind)
            User.objects.filter(pk=user.pk).update(email=f"{name}@demo.wushe", is_demo=True)
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


def base() -> Base:
    return Base.objects.get()


def row() -> Evaluation:
    return Evaluation.objects.get()


def test_the_base_plans_the_year_and_the_office_confirms(go) -> None:
    year = clock.today().year
    page = go(f"/work/bases/{base().pk}/plans/{year}/", WORKER)
    page.fill("input[name=organisations]", "3")
    page.fill("input[name=training_hours]", "40")
    page.fill("textarea[name=text]", "办好八场培训。")
    press(page, "main form button")
    page = go(f"/work/bases/{base().pk}/keep/", CLERK)
    press(page, 'form[action$="/confirm/"] button')
    plan = base().plans.get()
    assert plan.confirmed_at is not None
    assert {one.indicator: one.amount for one in plan.targets.all()} == {
        "organisations": 3,
        "training_hours": 40,
    }
    new_year = datetime(year + 1, 1, 11, 10, tzinfo=clock.SHANGHAI)
    audit.shift_clock(by=new_year - clock.now())
    assert make.last_year() == year


def test_the_office_opens_and_the_base_states_its_account(go) -> None:
    page = go("/work/evaluations/", CLERK)
    press(page, 'a[href="/work/evaluations/open/"]')
    page.select_option("select[name=base]", str(base().pk))
    page.select_option("select[name=year]", str(make.last_year()))
    assert "基地自评中" in press(page, "main form button")
    page = go("/work/base-year/", WORKER)
    text = press(page, f'a[href="/work/base-year/{row().pk}/"]')
    assert "目标 40，系统统计 0" in text
    assert "自评还没有内容" in press(page, "main form button")
    page.fill("textarea[name=account]", "全年办了八场培训，三家组织入驻。")
    page.fill("input[name=remark-training_hours]", "冬季停了两周。")
    assert "已提交" in press(page, "main form button")


def test_the_office_visits_scores_and_makes_the_result_public(go) -> None:
    page = go(f"/work/evaluations/{row().pk}/", CLERK)
    page.fill("input[name=visit_on]", clock.today().isoformat())
    page.fill("input[name=visitors]", "张力、斯琴")
    page.fill("textarea[name=minutes]", "看了场地、账目和值班记录。")
    assert "待评分" in press(page, "button[value=visit]")
    for code, points in make.POINTS.items():
        page.fill(f"input[name=points-{code}]", points)
    page.fill("input[name=points-kept]", "11")
    assert "11" in press(page, "button[value=score]")
    assert row().status == "visited"
    page.fill("input[name=points-kept]", "9")
    page.fill("input[name=words-people]", "居民评价好。")
    text = press(page, "button[value=score]")
    assert "85.75" in text and "良好" in text
    assert "结果公示中" in press(page, "button[value=publish]")


def test_the_result_stands_in_public_and_the_base_reads_its_points(go) -> None:
    entry = queries.page_of(row())
    assert entry is not None
    text = go(f"/publicity/{entry.publicity_id}/", None).inner_text("main")
    assert "85.75" in text and "良好" in text
    assert "还没有基地评出等次" in go("/incubation/grades/").inner_text("main")
    text = go(f"/work/base-year/{row().pk}/", WORKER).inner_text("main")
    assert "85.75" in text and "居民评价好。" in text


def test_after_the_last_day_the_grade_stands_for_everybody(go) -> None:
    entry = queries.page_of(row())
    assert entry is not None
    audit.shift_clock(by=entry.publicity.ends_at - clock.now() + timedelta(minutes=5))
    text = until(go("/incubation/grades/", None), "85.75")
    assert "良好" in text
    text = press(page := go("/incubation/grades/"), f'a[href="/incubation/bases/{base().pk}/"]')
    assert f"{make.last_year()} 年度评估等次" in text and "85.75" in text
    assert page.url.endswith(f"/incubation/bases/{base().pk}/")
    assert queries.award_facts(base().pk, make.last_year())["grade"] == "good"
