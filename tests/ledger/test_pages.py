"""Budgets on the screens: two people for every fen, and every figure leads to its postings."""

import pytest
from django.urls import reverse

from portal.core import clock
from portal.ledger.budgets.models import Budget, Line
from portal.ledger.changes.models import Change
from portal.ledger.postings import operations
from portal.ledger.postings.models import Posting
from portal.notifications.models import Notice
from tests.factories import ledger as make
from tests.people import body, client_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]
LINE = {
    "source": "fiscal", "code": "2080206", "name": "等级评估奖励", "fen": "12万",
    "words": "年初预算", "document": "东财预〔2026〕3号",
}  # fmt: skip


def words(page) -> str:
    return page.content.decode()


def send(who, route, pk=None, **data):
    address = reverse(route, args=[pk] if pk else [])
    return client_of(who).post(address, data, follow=True)


def test_an_accountant_opens_a_budget_and_its_money_comes_with_the_treasurers_approval():
    year, treasurer = clock.today().year, person("treasurer")
    page = send("accountant", "budget_open", body=body("bureau").pk, year=year)
    budget = Budget.objects.get()
    assert page.redirect_chain == [(reverse("budget", args=[budget.pk]), 302)]
    send("accountant", "budget_line_add", budget.pk, **LINE)
    change, line = Change.objects.get(), Line.objects.get()
    assert (change.fen, line.amount, line.recorded) == (12_000_000, 0, False)
    assert Notice.objects.filter(person=treasurer, key="budget_proposed").exists()
    own = send("accountant", "budget_change", change.pk, act="approve")
    assert "这项申请由您提出，应由别人审核。" in words(own)
    assert Line.objects.get().amount == 0
    send("treasurer", "budget_change", change.pk, act="approve")
    assert Line.objects.get().amount == 12_000_000
    shown = words(client_of("supervisor").get(reverse("budget", args=[budget.pk])))
    assert "120,000.00" in shown and "等级评估奖励" in shown
    posting = Posting.objects.get()
    page = client_of("section_head").get(reverse("budget_posting", args=[posting.pk]))
    assert reverse("budget_change", args=[change.pk]) in words(page)


def test_a_refusal_keeps_what_was_typed_and_names_every_fault():
    budget = make.budget()
    faulty = LINE | {"code": "科目", "fen": "十二", "words": ""}
    page = words(send("accountant", "budget_line_add", budget.pk, **faulty))
    for said in ("“十二” 不是金额", "请简要说明理由。", "等级评估奖励", "科目"):
        assert said in page or said.replace(" ", "") in page.replace(" ", ""), said
    make.line(source="fiscal", code="2080206")
    again = words(send("accountant", "budget_line_add", budget.pk, **LINE))
    assert "本预算已有同一来源、同一代码的项目。" in again


def test_a_budget_is_not_reduced_below_what_is_committed_and_paid():
    line = make.line(1_000_000)
    make.commitment(700_000, line)
    page = send(
        "accountant", "budget_line_change", line.pk, direction="less", fen="8000", words="压减"
    )
    assert (
        "“社会组织扶持 2080206”差 5,000.00 元：预算 10,000.00 元，已承诺和已支付 7,000.00 元。"
        in words(page)
    )
    assert not Change.objects.exists()


def test_money_moves_between_lines_of_one_source_only():
    line, other = make.line(500_000), make.line(code="2080299")
    lottery = make.line(100_000, source="lottery")
    given = {"fen": "1,000", "words": "调剂"}
    page = send("accountant", "budget_line_transfer", line.pk, target=lottery.pk, **given)
    assert "两个项目的资金来源不同。" in words(page)
    send("accountant", "budget_line_transfer", line.pk, target=other.pk, **given)
    make.approved(Change.objects.get())
    line.refresh_from_db()
    other.refresh_from_db()
    assert (line.amount, other.amount) == (400_000, 100_000)


def test_donations_are_written_down_once_and_struck_out_by_somebody_else():
    line = make.line(300_000, source="charity", code="C1", recorded=True)
    given = {"fen": "500", "words": "给困难老人买轮椅", "document": "No.8812"}
    send("accountant", "budget_line_record", line.pk, **given)
    send("accountant", "budget_line_record", line.pk, **given)
    line.refresh_from_db()
    assert (line.paid, line.committed) == (50_000, 0)
    other = words(send("accountant", "budget_line_record", line.pk, **given | {"fen": "600"}))
    assert "已按其他金额或其他事项入账" in other
    posting = Posting.objects.get(kind="record")
    address = reverse("budget_posting", args=[posting.pk])
    assert "冲销这笔登记" not in words(client_of("accountant").get(address))
    send("treasurer", "budget_posting", posting.pk, words="票据重复")
    line.refresh_from_db()
    assert line.paid == 0
    assert "这笔记录已冲销" in words(client_of("treasurer").get(address))


def test_a_year_is_closed_by_two_people_who_see_what_becomes_of_each_line():
    line = make.line(500_000, year=clock.today().year - 1)
    make.commitment(200_000, line)
    shown = client_of("accountant").get(reverse("budget_close", args=[line.budget_id]))
    rest = shown.context["rests"][0]
    assert (rest.committed, rest.carried, rest.lapsed) == (200_000, 0, 300_000)
    send("accountant", "budget_close", line.budget_id, words="年度终了")
    change = Change.objects.get()
    send("leader", "budget_change", change.pk, act="approve")
    line.refresh_from_db()
    assert line.closed and Line.objects.get(closed=False).committed == 200_000
    page = words(client_of("accountant").get(reverse("budget", args=[line.budget_id])))
    assert "已结账" in page and reverse("budget_line_add", args=[line.budget_id]) not in page


def test_the_statement_of_a_line_opens_and_closes_with_its_figures():
    line = make.line(500_000)
    row = make.commitment(200_000, line)
    operations.pay(commitment=row, fen=80_000, basis="payments.order:1", by=None)
    page = client_of("treasurer").get(reverse("budget_line", args=[line.pk]))
    rows = [
        (one.opening, one.added, one.taken, one.closing) for _, one in page.context["statement"]
    ]
    assert rows == [
        (0, 500_000, 200_000, 300_000),
        (0, 200_000, 80_000, 120_000),
        (0, 80_000, 0, 80_000),
        (0, 500_000, 0, 500_000),
    ]
    paid = client_of("treasurer").get(reverse("budget_line", args=[line.pk]), {"account": "paid"})
    assert [one.paid for one in paid.context["entries"]] == [80_000]
    file = client_of("treasurer").get(reverse("budget_line_file", args=[line.pk]))
    assert words(file).count("\n") == 4
    later = {"from": "2100-01-01", "until": "xxxx"}
    page = client_of("treasurer").get(reverse("budget_line", args=[line.pk]), later)
    assert page.status_code == 200


def test_what_is_planned_is_shown_and_committed_once_there_is_money():
    year = clock.today().year
    line = make.line(300_000)
    parts = {year: 100_000, year + 1: 250_000}
    operations.commit_years(
        body_id=line.budget.body_id, source="fiscal", code="2080206", parts=parts,
        basis="contracts.contract:7", words="三年服务合同", by=None,
    )  # fmt: skip
    this = client_of("accountant").get(reverse("budget", args=[line.budget_id]))
    assert "1 笔承诺在等项目资金。" in words(this) and "立即承诺" not in words(this)
    later = make.line(year=year + 1)
    planned = this.context["planned"][0]
    page = send("accountant", "budget", later.budget_id, take_up=planned.pk)
    assert "差 2,500.00 元" in words(page)
    assert send("treasurer", "budget", later.budget_id, take_up=planned.pk).status_code == 200
    make.line(250_000, year=year + 1)
    send("accountant", "budget", later.budget_id, take_up=planned.pk)
    later.refresh_from_db()
    assert (later.committed, later.free) == (250_000, 0)
    again = send("accountant", "budget", later.budget_id, take_up=planned.pk)
    assert again.status_code == 404


def _filled(number: int) -> Line:
    for n in range(number):
        line = make.line(100_000, code=f"20802{n:02}")
        make.proposed(line=line)
        for turn in range(number):
            make.commitment(1_000, line, basis=f"t.award:{n}:{turn}:{number}")
        make.line(1_000, year=clock.today().year, source="lottery", code=f"2296{n:02}")
    return make.line(code="2080200")


@pytest.mark.parametrize("number", [1, 10])
def test_pages_take_as_many_queries_for_ten_times_as_much(number, django_assert_max_num_queries):
    line = _filled(number)
    client = client_of("treasurer")
    pages = {
        reverse("budgets"): 12,
        reverse("budget", args=[line.budget_id]): 18,
        reverse("budget_line", args=[line.pk]): 14,
        reverse("budget_commitments", args=[line.pk]): 11,
        reverse("budget_changes"): 11,
        reverse("budget_file", args=[line.budget_id]): 8,
        reverse("budget_line_file", args=[line.pk]): 9,
    }
    for address, most in pages.items():
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
