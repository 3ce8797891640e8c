"""The public account: figures are sums of postings, persons are masked and taken down."""

import csv
import io
from datetime import timedelta

import pytest
from django.db.models import Sum
from django.urls import reverse
from django.utils.html import escape

from portal.core import clock
from portal.ledger.account import filters, flows, queries, telling
from portal.ledger.account.enums import By, Shown
from portal.ledger.account.telling import Payee, Told
from portal.ledger.budgets.models import Line
from portal.ledger.postings import operations
from portal.ledger.postings.models import Leg
from tests.factories import account as make
from tests.factories import ledger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]


def page(client, name="public_account", *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer


def words(answer) -> str:
    return answer.content.decode()


def person(name="张小明", days=1, persons=1) -> Told:
    """A subsidy to persons, shown for so many more days; None: never."""
    until = None if days is None else clock.today() + timedelta(days=days)
    return Told(
        title="社工岗位补贴", payee=Payee(name, division="150603"), field="talent",
        persons=persons, shown_until=until,
    )  # fmt: skip


def a_year() -> int:
    """Two organisations, three sources, a person who is shown and one who is not; money that came
    back, money released, money of others.
    """
    lottery = ledger.line(900_000, source="lottery", code="2296002")
    make.entry(300_000, paid=120_000)
    make.entry(200_000, paid=200_000, line=lottery)
    other = Told(title="运营补贴", payee=make.payee("康巴什区晨光协会", division="150603"))
    back = make.entry(400_000, paid=400_000, told=other, line=lottery)
    operations.take_back(commitment=back, fen=150_000, basis=f"{back.basis}:pay", by=None)
    operations.release(commitment=back, fen=50_000, basis=back.basis, by=None)
    make.entry(60_000, paid=60_000, told=person())
    make.entry(70_000, paid=40_000, told=person("李建国", days=-1))
    gone = make.entry(10_000)
    operations.release(commitment=gone, fen=10_000, basis=gone.basis, by=None)
    make.recorded(50_000)
    return clock.today().year


def lines_of(year):
    own = Line.objects.filter(budget__year=year, recorded=False)
    return own.aggregate(paid=Sum("paid"), promised=Sum("committed"))


def test_every_figure_equals_the_lines_and_a_recount_from_the_postings(client):
    year = a_year()
    entries = queries.entries(year)
    whole = flows.whole(entries)
    legs = Leg.objects.filter(line__budget__year=year, line__recorded=False)
    recount = {
        account: legs.filter(account=account).aggregate(sum=Sum("fen"))["sum"]
        for account in ("paid", "committed")
    }
    assert {"paid": whole.paid, "promised": whole.promised} == lines_of(year)
    assert (whole.paid, whole.promised) == (recount["paid"], recount["committed"])
    for by in By.values:
        sums = flows.totals(entries, by)
        assert sum(one.paid for one in sums) == whole.paid, by
        assert sum(one.promised for one in sums) == whole.promised, by
    shown = words(page(client))
    assert "6,700.00" in shown and "3,100.00" in shown
    assert "500.00" in shown and "慈善捐赠" in shown


def test_a_figure_opens_its_list_and_the_list_its_postings(client):
    year = a_year()
    first = page(client)
    for table in first.context["tables"]:
        for row in table.rows:
            listed = client.get(row.url).context
            assert listed["whole"].amount == row.total.amount, row.url
            rows = [row.entry for row in listed["rows"]]
            assert flows.whole(rows).amount + listed["counted"].amount == row.total.amount
            for name, url in (("paid", row.paid_url), ("promised", row.promised_url)):
                fen = getattr(row.total, name)
                assert getattr(client.get(url).context["whole"], name) == fen
                assert (f'href="{escape(url)}"' in words(first)) == bool(fen)
    for figure in first.context["figures"]:
        whole = client.get(figure.url).context["whole"]
        assert figure.fen in (whole.paid, whole.promised)
    for row in page(client, "public_account_list", year=year).context["rows"]:
        entry = client.get(row.url)
        postings = list(entry.context["postings"])
        assert sum(one.paid for one in postings) == row.entry.paid
        assert sum(one.promised for one in postings) == row.entry.promised


def test_money_of_others_stands_apart(client):
    year = a_year()
    assert queries.others_by_source(year) == [("charity", 50_000)]
    assert all(entry.source != "charity" for entry in queries.entries(year))
    listed = words(page(client, "public_account_list", year=year, of="others"))
    assert "给困难老人买轮椅" in listed and "500.00" in listed


def test_persons_are_shortened_while_listed_and_then_only_counted(client):
    shown = make.entry(60_000, paid=60_000, told=person("张小明", days=0))
    over = make.entry(70_000, paid=70_000, told=person("李建国", days=-1))
    never = make.entry(80_000, told=person("王秀英", days=None))
    many = make.entry(90_000, told=person("", days=3, persons=12))
    year = clock.today().year
    listed = page(client, "public_account_list", year=year)
    pages = [
        words(listed), words(page(client)), words(page(client, "public_account_entry", shown.pk)),
        words(page(client, "public_account_file")),
        b"".join(page(client, "public_account_grants").streaming_content).decode(),
    ]  # fmt: skip
    for text in pages:
        assert not any(name in text for name in ("张小明", "李建国", "王秀英", "建国", "秀英"))
    assert "张**" in pages[0] and "12 人" in pages[0]
    assert [row.entry.pk for row in listed.context["rows"]] == [many.pk, shown.pk]
    assert (listed.context["counted"].paid, listed.context["counted"].promised) == (70_000, 80_000)
    assert listed.context["whole"].amount == 300_000
    assert client.get(reverse("public_account_entry", args=[over.pk])).status_code == 404
    assert client.get(reverse("public_account_entry", args=[never.pk])).status_code == 404
    found = page(client, "public_account_list", year=year, text="张").context["rows"]
    assert found == []


def test_what_an_official_typed_is_never_published(client):
    line = ledger.line(50_000)
    row = operations.commit(
        line=line, fen=50_000, basis="unknown.thing:1", words="给张小明的慰问金", by=None
    )
    texts = [
        words(page(client)), words(page(client, "public_account_list")),
        words(page(client, "public_account_file")),
        words(page(client, "public_account_entry", row.pk)),
    ]  # fmt: skip
    assert not any("张小明" in text for text in texts)
    assert line.name in texts[1] and "尚未公布收款方" in texts[1]


def test_the_file_says_the_same_as_the_list(client):
    year = a_year()
    text = words(page(client, "public_account_file", year=year)).lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(text)))
    paid = sum(round(float(row[-2].replace(",", "")) * 100) for row in rows[1:])
    assert paid == lines_of(year)["paid"]
    assert "不再逐笔列出" in rows[-1][7]


@pytest.mark.parametrize(
    "query",
    [
        {"year": "1" + "0" * 40}, {"year": "-5"}, {"year": "\x00"}, {"year": "二〇二六"},
        {"source": "gold", "field": "\x00", "what": "x", "of": "y"}, {"page": "1" + "0" * 40},
        {"place": "9" * 40, "payee": "'; --", "office": "١٢"}, {"text": "\x00" + "长" * 10_000},
        {"payee": "persons", "place": "150602", "page": "-1"}, {"of": "others", "page": "x"},
    ],
)  # fmt: skip
def test_odd_addresses_are_answered_with_what_can_be_read(client, query):
    make.entry()
    for name in ("public_account", "public_account_list", "public_account_file"):
        assert client.get(reverse(name), query).status_code == 200
    assert client.get(reverse("public_account_entry", args=[10**17])).status_code == 404


def test_a_year_without_money_and_an_empty_portal_are_pages(client):
    assert client.get(reverse("public_account_list")).status_code == 200
    assert "还没有数据" in words(page(client))
    package = b"".join(page(client, "public_account_grants").streaming_content)
    assert b'"grants": [\n]' in package


def test_filters_are_kept_together(client):
    a_year()
    chosen = {"source": "lottery", "place": "150603", "what": "promised"}
    context = page(client, "public_account_list", **chosen).context
    assert [row.payee for row in context["rows"]] == ["康巴什区晨光协会"]
    assert context["whole"].amount == 350_000
    assert "source=lottery" in context["file_url"]


def test_money_is_told_by_its_orders_where_no_subject_knows_it(monkeypatch):
    row = ledger.commitment(40_000, None, "unknown.thing:7")
    known = Payee("东胜区暖阳社会工作服务中心", body=5, division="150602")
    monkeypatch.setattr(telling, "_payees", [lambda ids: dict.fromkeys(ids, known)])
    entry = queries.entries_of(row.pk)[0]
    assert (entry.payee, entry.shown) == (known, Shown.WHOLE)
    assert filters.key_of(entry, By.PAYEE) == "5"


def test_a_year_that_was_closed_keeps_what_it_paid_and_hands_on_what_it_promised():
    last = clock.today().year - 1
    line = ledger.line(500_000, year=last)
    row = make.entry(300_000, paid=100_000, line=line)
    ledger.closed(last)
    assert [(one.year, one.paid, one.promised) for one in queries.entries_of(row.pk)] == [
        (last + 1, 0, 200_000),
        (last, 100_000, 0),
    ]
    assert queries.years() == [last + 1, last]
    for year in queries.years():
        whole = flows.whole(queries.entries(year))
        assert {"paid": whole.paid, "promised": whole.promised} == lines_of(year)


@pytest.mark.parametrize("number", [1, 10])
def test_pages_take_as_many_queries_for_ten_times_as_much(
    client, number, django_assert_max_num_queries
):
    for n in range(number):
        told = Told(title="奖励", payee=make.payee(f"第{n}协会", body=None), field="base")
        row = make.entry(10_000 + n, paid=5_000, told=told)
        make.recorded(1_000 + n)
        ledger.commitment(300, None, f"unknown.thing:{n}")
    addresses = {
        reverse("public_account"): 11,
        reverse("public_account_list"): 9,
        f"{reverse('public_account_list')}?of=others": 9,
        reverse("public_account_file"): 8,
        reverse("public_account_entry", args=[row.pk]): 8,
        reverse("public_account_grants"): 8,
    }
    for address, most in addresses.items():
        with django_assert_max_num_queries(most):
            answer = client.get(address)
            assert answer.status_code == 200
            if answer.streaming:
                assert b"".join(answer.streaming_content).endswith(b"]}\n")
