"""A month of subsidies for 500 social workers of five organisations, walked in a browser.

The owner of one organisation looks at the list that the register filled, takes one person off it
and confirms; the office checks it and gathers the batch; two others approve; everybody reads
shortened names for five working days; the money is reserved, ordered, sent to the bank, paid, and
after ninety days the batch is closed. The registers, the lists of the other four organisations and
the treasurer's release of their orders are made by the operations (``tests.factories.subsidies``).
"""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from incubator.subsidies.models import SubsidyBatch, SubsidyClaim, SubsidyLine
from incubator.workers.models import InsuredMonth, Worker
from portal.bodies.models import Body
from portal.ledger.postings import proof
from portal.organisations.register.models import Organisation
from portal.payments.orders.models import Order
from portal.workflow.approvals.models import Approval
from portal.workflow.publicity.models import PublicEntry, Publicity
from tests import people
from tests.factories import payments
from tests.factories import subsidies as make
from tests.harness.browser import press
from tests.harness.site import PortalSite, running
from tests.journeys.paying import agree, bank_says, figures, release, send
from tests.journeys.walking import Walk, in_spring, until

pytestmark = pytest.mark.browser
LINE = 10_000_000
OTHERS = ("东胜区和合社区服务中心", "东胜区青禾社会工作服务中心", "东胜区益家养老服务中心",
          "东胜区同心助残服务中心")  # fmt: skip
# Ours: 89 assistants at 100 yuan (one of 90 is left out), 4 at 300, 2 at 500; 4 are not due.
# The four others: 100 assistants each, one of whom was insured elsewhere after all.
OURS, ALL = 1_110_000, 1_110_000 + 3 * 1_000_000 + 990_000
DUE, NOT_DUE = 95 + 399, 5 + 1


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[PortalSite]:
    """A portal with 500 social workers of five organisations and a scheme with its money."""
    with django_db_blocker.unblock(), running("wushe_journey_subsidies") as made:
        in_spring()
        made.start_worker("slow")
        version, ours = make.scheme(fen=LINE), make.organisation()
        make.staff(ours, 90, family="赵钱孙李周")
        make.staff(ours, 4, level="social_worker", family="吴郑")
        make.staff(ours, 2, level="senior", family="冯陈")
        make.staff(ours, 1, insured=False, family="褚")
        make.staff(ours, 1, level="", family="卫")
        make.staff(ours, 1, full_time=False, family="蒋")
        make.staff(ours, 1, begins=make.month().replace(day=2), family="沈")
        for name in OTHERS:
            at = make.organisation(name)
            make.staff(at, 100, family="韩杨朱秦")
            make.confirmed(version, at, staff=0)
        yield made


@pytest.fixture
def walk(site: PortalSite, page: Page) -> Walk:
    return Walk(site, page)


def ours() -> Organisation:
    return Organisation.objects.get(body=people.body("ours"))


def our_list() -> SubsidyClaim:
    return SubsidyClaim.objects.get(organisation=ours())


def batch() -> SubsidyBatch:
    return SubsidyBatch.objects.get()


def test_the_organisation_looks_at_its_list_and_confirms_it(walk: Walk) -> None:
    assert Worker.objects.count() == 500
    walk.go("/subsidies/", "owner")
    walk.press(f'a[href="/org/{ours().pk}/subsidies/"]')
    walk.press("main form button")
    walk.says("11,200.00", "96 人")
    boxes = walk.page.locator("input[name=keep]")
    assert boxes.count() == 96, "who is not due has a reason, not a box"
    boxes.first.uncheck(force=True)
    walk.press("main form[method=post] button")
    assert (our_list().people, our_list().fen) == (95, OURS)
    assert SubsidyLine.objects.filter(claim=our_list(), counts=False).count() == 5
    walk.says("11,100.00")


def test_the_office_checks_and_an_untrue_month_drops_out(walk: Walk) -> None:
    for name in OTHERS[:3]:
        make.checked(SubsidyClaim.objects.get(organisation__body__name=name))
    last = Body.objects.get(name=OTHERS[3])
    InsuredMonth.objects.filter(employment__body=last).first().delete()
    walk.go("/work/subsidies/", "incubation_clerk")
    for name in (OTHERS[3], people.body("ours").name):
        walk.go("/work/subsidies/")
        press(walk.page, walk.page.get_by_role("link", name=name).first)
        walk.act("check")
    found = SubsidyClaim.objects.get(organisation__body=last)
    assert (found.status, found.people, found.fen) == ("checked", 99, 990_000)
    assert our_list().status == "checked"


def test_the_batch_is_gathered_with_its_exceptions_and_proposed(walk: Walk) -> None:
    walk.go("/work/subsidies/", "incubation_clerk")
    walk.press("aside form button")
    until(lambda: batch().status == "built")
    walk.page.reload()
    walk.says("51,000.00")
    assert (batch().people, batch().fen, batch().claims.count()) == (DUE, ALL, 5)
    table = walk.page.request.get(f"{walk.site.url}/work/subsidies/batches/{batch().pk}/table/")
    rows = list(csv.reader(io.StringIO(table.body().decode("utf-8-sig"))))
    assert len(rows) == 1 + 500
    assert sum(1 for row in rows[1:] if row[6] == "0.00") == NOT_DUE
    assert all(row[8] and row[9] for row in rows[1:] if row[6] == "0.00"), "a reason and a cure"
    walk.page.fill("main textarea[name=words]", "五家组织名单已核对，6人不符合条件。")
    walk.act("propose")
    assert batch().status == "proposed"


def test_two_others_approve(walk: Walk) -> None:
    agree(walk, Approval.objects.get().pk, "section_head", "leader")
    assert batch().status == "published"


def test_everybody_reads_shortened_names_and_no_number(walk: Walk) -> None:
    public = Publicity.objects.get()
    text = walk.go(f"/publicity/{public.pk}/", None).inner_text("main")
    assert text.count("**") >= DUE
    assert "赵**" in text
    whole = walk.page.content()
    shown = {row.name for row in Worker.objects.all()} & set(re.findall(r"[\u4e00-\u9fff]+", text))
    assert not shown
    assert not re.search(r"\d{17}[\dX]|150602\d{4}", whole)
    assert "11,100.00" in text
    for address in (f"/subsidies/{our_list().pk}/", f"/work/subsidies/{our_list().pk}/"):
        answer = walk.page.request.get(walk.site.url + address, max_redirects=0)
        assert answer.status in (302, 404), address
    walk.go("/subsidies/", "stranger")
    assert walk.status(f"/subsidies/{our_list().pk}/") == 404


def test_after_the_days_names_are_gone_and_the_money_is_reserved(walk: Walk) -> None:
    walk.wait(until=Publicity.objects.get().ends_at)
    until(lambda: batch().status == "committed")
    assert figures() == (ALL, 0, LINE - ALL)
    text = walk.go(f"/publicity/{Publicity.objects.get().pk}/", None).inner_text("main")
    assert "**" not in text
    assert all("**" not in str(row.facts) for row in PublicEntry.objects.all())


def test_orders_go_to_the_bank_by_two_people_and_are_paid(walk: Walk) -> None:
    walk.go(f"/work/subsidies/batches/{batch().pk}/", "accountant")
    walk.act("order")
    assert batch().status == "ordered"
    assert Order.objects.filter(status="prepared").count() == 5
    mine = Order.objects.get(body=ours().body)
    walk.go(f"/payments/{mine.pk}/paper/", "owner")
    walk.page.locator("input[name=kind]").first.check(force=True)
    walk.page.fill("input[name=number]", "NO20261")
    said = walk.press("main form button.button")
    assert Order.objects.get(pk=mine.pk).paper_number == "NO20261", said[:1500]
    for row in Order.objects.exclude(pk=mine.pk).order_by("pk"):
        paper = payments.receipt(row.fen, issuer=row.body.name)
        payments.papers.enter(order=row, receipt=paper, by=people.person("owner"))
        payments.checked(Order.objects.get(pk=row.pk))
    release(walk, mine, "人民币壹万壹仟壹佰元整")
    send(walk, ALL)
    bank_says(walk, "成功", *Order.objects.filter(status="sent"))
    until(lambda: batch().status == "paid")
    assert figures() == (0, ALL, LINE - ALL)
    walk.go(f"/subsidies/{our_list().pk}/", "owner")
    walk.says("11,100.00")
    assert (our_list().status, our_list().paid) == ("paid", OURS)


def test_nothing_comes_back_and_the_month_is_closed_once(walk: Walk) -> None:
    walk.wait(days=100)
    until(lambda: batch().status == "closed")
    assert set(SubsidyClaim.objects.values_list("status", flat=True)) == {"closed"}
    walk.go(f"/work/subsidies/batches/{batch().pk}/", "incubation_clerk")
    walk.says("51,000.00")
    assert walk.page.locator('main button[name="act"]').count() == 0
    lines = SubsidyLine.objects.filter(counts=True, period=f"{our_list().month:%Y-%m}")
    assert (lines.count(), lines.values("worker").distinct().count()) == (DUE, DUE)
    assert proof.wrong_sums() == []
