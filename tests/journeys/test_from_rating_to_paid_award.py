"""From the notice of a rating to the award in the bank, walked whole in a browser.

An organisation applies and is found qualified; it hands in its own marks, a team visits, all sign;
the office gives its opinion, the committee votes by name, the result is public for seven days, the
leader confirms, the office announces, and anybody checks the certificate by its number. The award
then offers itself; it is claimed, checked, approved, public, reserved, ordered by two people, and
paid when the bank says so. Own marks, the drawing of the team, its visit and its scores, and the
bank account are made by the operations (``tests.factories.assessments`` and ``payments``). A member
of the committee votes on a telephone; the others speak in the room, and the clerk writes it down.
"""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Page

from incubator.grants.models import Claim, Tally
from portal.core import clock
from portal.ledger.postings import proof
from portal.organisations.record.models import Grade
from portal.payments.orders.models import Order
from portal.workflow.approvals.models import Approval
from portal.workflow.publicity.models import PublicEntry, Publicity
from ratings.applications.models import Application
from ratings.deciding.models import Motion, Sitting
from tests import people
from tests.factories import assessments, committee, grants, joining, payments, ratings
from tests.harness.site import PortalSite, running
from tests.journeys.paying import agree, bank_says, figures, release, send
from tests.journeys.walking import Walk, in_spring, until

pytestmark = pytest.mark.browser
LINE, AWARD = 1_500_000, 1_000_000
POINTS = "9"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[PortalSite]:
    """A portal with a published round, an award with its line, a committee of seven."""
    with django_db_blocker.unblock(), running("wushe_journey_rating") as made:
        in_spring()
        made.start_worker("slow")
        ratings.clean()
        grants.ready(fen=LINE, with_account=False)
        committee.members()
        ratings.published()
        yield made


@pytest.fixture
def walk(site: PortalSite, page: Page) -> Walk:
    return Walk(site, page)


def row() -> Application:
    return assessments.again(Application.objects.get())


def claim() -> Claim:
    return Claim.objects.get()


def verified(walk: Walk, number: str) -> str:
    """What anybody reads about the number of a certificate."""
    walk.go("/ratings/grades/verify/", None)
    walk.page.fill("input[name=number]", number)
    return walk.press("main form button.button")


def test_the_organisation_applies_and_is_found_qualified(walk: Walk) -> None:
    walk.go("/work/my-ratings/", "owner")
    walk.says("年度社会组织等级评估")
    walk.press('main a[href*="/apply/"]')
    walk.page.fill("input[name=contact]", "萨仁")
    walk.page.fill("input[name=phone]", "13800000000")
    walk.page.locator("input[name=true]").check(force=True)
    walk.press("main form button.button")
    assert not Application.objects.exists(), "the sealed form is missing"
    assert walk.page.input_value("input[name=contact]") == "萨仁", "what was typed is kept"
    walk.attach(walk.page.locator("input[type=file]").first.get_attribute("name"), ratings.pdf())
    walk.page.locator("input[name=true]").check(force=True)
    walk.press("main form button.button")
    assert row().status == "applied"
    walk.go(f"/work/ratings/{row().pk}/", "rating_clerk")
    walk.choose("action", "qualify")
    walk.press("main form:has(input[name=action]) button.button")
    assert row().status == "qualified"


def test_it_marks_itself_a_team_visits_and_everybody_signs(walk: Walk) -> None:
    for code in assessments.CODES:
        assessments.mark(row(), code)
    walk.go(f"/work/my-assessments/{row().pk}/check/", "owner")
    walk.says("80")
    walk.press("main aside form button")
    assert row().status == "handed_in"
    assessments._arranged(assessments.to_drawn(assessments.to_accepted(row())))
    walk.wait(days=10)
    assessments.look(row())
    assessments.teams.hold(
        row=row(), visited_on=clock.today(), minutes="看了账本和记录。",
        by=people.person("rating_clerk"),
    )  # fmt: skip
    assessments.sign(row(), *[POINTS] * assessments.TEAM)
    until(lambda: row().status == "scored")
    walk.go(f"/work/my-assessments/{row().pk}/", "owner")
    walk.says("77")
    walk.act("sign")
    assert row().status == "assessed"


def test_the_office_opines_and_the_committee_votes_by_name(walk: Walk) -> None:
    walk.go(f"/work/ratings/{row().pk}/decision/", "rating_clerk")
    walk.page.fill("textarea[name=words]", "专家打分属实，建议按分定级。")
    walk.act("opine")
    assert row().status == "proposed"
    walk.go("/work/rating-committee/")
    walk.page.fill("input[name=held_on]", clock.today().isoformat())
    walk.page.fill("input[name=place]", "二楼会议室")
    walk.choose("cases", str(row().pk))
    walk.act("call")
    sitting = Sitting.objects.get()
    walk.go(f"/work/rating-sittings/{sitting.pk}/")
    boxes = walk.page.locator("input[name=present]")
    for number in range(4):
        boxes.nth(number).check(force=True)
    walk.act("attend")
    walk.says("还差1人")
    walk.page.locator("input[name=present]").nth(4).check(force=True)
    walk.act("attend")
    walk.press(f'main a[href^="/work/rating-sittings/{sitting.pk}/cases/"]')
    voters = walk.page.locator('fieldset:has(input[name^="vote-"])')
    assert voters.count() == 5
    for number in range(5):
        said = "for" if number < 3 else "against"
        voters.nth(number).locator(f'input[value="{said}"]').check(force=True)
    walk.page.fill("textarea[name=words]", "材料齐全，同意按分定级。")
    walk.act("vote")
    motion = Motion.objects.get()
    assert not motion.carried, "three of seven members are no majority of all"
    assert motion.votes.count() == 5
    walk.go(f"/work/rating-sittings/{sitting.pk}/")
    walk.says("未通过")


def test_with_enough_votes_it_is_carried_and_made_public(walk: Walk) -> None:
    sitting, mine = Sitting.objects.get(), f"/work/my-ratings/{row().pk}/result/"
    item = sitting.cases.get()
    committee.with_account()
    walk.go(f"/work/my-committee/{item.pk}/", committee.MEMBER)
    walk.choose("says", "for")
    walk.act("cast")
    walk.says("您投了：同意")
    walk.go(f"/work/rating-sittings/{sitting.pk}/cases/{item.pk}/", "rating_clerk")
    walk.says("已在自己的页面表决")
    voters = walk.page.locator('fieldset:has(input[name^="vote-"])')
    assert voters.count() == 4
    for number in range(voters.count()):
        voters.nth(number).locator('input[value="for"]').check(force=True)
    walk.act("vote")
    walk.says("3A", "通过")
    walk.go(f"/work/rating-sittings/{sitting.pk}/")
    walk.unfold("details.panel")
    walk.act("close")
    assert row().status == "voted"
    walk.go(mine, "owner")
    assert "3A" not in walk.page.inner_text("main"), "not before it is public"
    walk.go("/work/rating-results/", "rating_clerk")
    walk.act("publish")
    assert row().status == "public"
    walk.go(f"/publicity/{Publicity.objects.get().pk}/", None)
    walk.says(people.body("ours").name, "3A")
    walk.go("/ratings/grades/?show=all")
    assert people.body("ours").name not in walk.page.inner_text("main")
    walk.go("/work/my-ratings/", "stranger")
    assert walk.status(mine) == 404


def test_after_the_days_it_is_confirmed_and_announced(walk: Walk) -> None:
    walk.wait(until=Publicity.objects.get().ends_at)
    until(lambda: row().status == "stands")
    walk.go(f"/work/ratings/{row().pk}/decision/", "rating_clerk")
    assert walk.page.locator('button[value="confirm"]').count() == 0
    walk.go(f"/work/ratings/{row().pk}/decision/", "leader")
    walk.act("confirm")
    assert row().status == "confirmed"
    walk.go("/work/rating-results/", "rating_clerk")
    walk.act("announce")
    assert row().status == "announced"
    grade = Grade.objects.get()
    assert (grade.grade, grade.organisation.body) == (3, people.body("ours"))


def test_anybody_checks_the_certificate_by_its_number(walk: Walk) -> None:
    mine = f"/work/my-ratings/{row().pk}/result/"
    walk.go(mine, "owner")
    number = row().certificate.number
    walk.says("3A", number)
    paper = walk.page.request.get(f"{walk.site.url}/work/ratings/{row().pk}/certificate.pdf")
    assert paper.body().startswith(b"%PDF")
    typed = number.replace("〔", "[").replace("〕", "]")
    assert "还没生效" in verified(walk, typed), "by the revised measure from the next January on"
    assert "没有这个编号的等级" in verified(walk, f"{number}9")


def test_the_award_offers_itself_and_is_claimed_with_an_account(walk: Walk) -> None:
    until(Claim.objects.exists)
    assert (claim().status, claim().entry, claim().amount) == ("offered", "AAA", AWARD)
    walk.go(f"/grants/{claim().pk}/", "finance")
    walk.says("10,000.00", "人民币壹万元整")
    walk.act("claim")
    assert claim().status == "offered", "no money without a confirmed account"
    account = payments.account(people.body("ours"))
    walk.go(f"/grants/{claim().pk}/")
    walk.says(account.shown)
    walk.act("claim")
    assert claim().status == "claimed"
    walk.go(f"/work/grants/{claim().pk}/", "incubation_clerk")
    walk.page.fill("textarea[name=words]", "首次获评3A，材料齐全。")
    walk.act("check")
    agree(walk, Approval.objects.get().pk, "section_head", "leader")
    assert claim().status == "published"


def test_nobody_objects_and_the_money_is_reserved(walk: Walk) -> None:
    entry = PublicEntry.objects.get(case=claim().case_id)
    walk.go(f"/publicity/{entry.publicity_id}/", None)
    text = walk.says(people.body("ours").name, "10,000.00")
    assert not re.search(r"\d{12,}", text), "no account number in public"
    walk.wait(until=entry.publicity.ends_at)
    until(lambda: claim().status == "committed")
    assert figures() == (AWARD, 0, LINE - AWARD)
    walk.go(f"/grants/{claim().pk}/", "finance")
    walk.page.fill("input[name=number]", "0012345")
    walk.page.fill("input[name=receipt_on]", clock.today().isoformat())
    walk.attach("scan", joining.scan("收据.png"))
    walk.act("receipt")
    assert claim().status == "receipted"


def test_two_people_order_it_the_bank_pays_and_it_is_closed(walk: Walk) -> None:
    walk.go(f"/work/grants/{claim().pk}/", "accountant")
    walk.act("order")
    release(walk, Order.objects.get(), "人民币壹万元整", "0012345")
    assert people.body("ours").name in send(walk, AWARD).decode("gb18030")
    bank_says(walk, "成功", Order.objects.get())
    until(lambda: claim().status == "paid")
    assert (claim().paid, figures()) == (AWARD, (0, AWARD, LINE - AWARD))
    assert (Tally.objects.get().awarded, Tally.objects.get().paid) == (AWARD, AWARD)
    walk.go(f"/grants/{claim().pk}/", "finance")
    walk.act("close")
    assert claim().status == "closed"
    walk.go("/money/list/", None)
    walk.says(people.body("ours").name, "10,000.00")
    assert (Claim.objects.count(), Order.objects.count(), proof.wrong_sums()) == (1, 1, [])


def test_from_january_on_the_certificate_holds_for_everybody(walk: Walk) -> None:
    first = row().certificate.valid_from
    walk.wait(until=datetime(first.year, first.month, first.day, 9, tzinfo=clock.SHANGHAI))
    said = verified(walk, row().certificate.number)
    assert "这个等级今天有效" in said and "3A" in said and people.body("ours").name in said
    walk.go("/ratings/grades/", None)
    walk.says(people.body("ours").name, "3A")
