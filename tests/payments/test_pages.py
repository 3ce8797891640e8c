"""The screens of payments: what each reader sees and can do, and what stays masked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.proof import PROVEN_AT
from portal.core import sealed
from portal.payments.banking.models import BankFile, BankFormat, Receipt, ReceiptList
from portal.payments.orders.models import Order
from portal.payments.payees.models import Account
from tests import people
from tests.factories import joining, ledger
from tests.factories import payments as make
from tests.people import client_of
from tests.work import drain

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(name, args=args)


def text(answer):
    return answer.content.decode()


def account_form(**given):
    values = {
        "holder": people.body("ours").name, "bank": make.BANK, "bank_code": make.code(),
        "number": make.number(), "permit": joining.scan(),
    }  # fmt: skip
    return values | given


def proven(name):
    """A client of somebody who has just shown who they are."""
    client = client_of(name)
    session = client.session
    session[PROVEN_AT] = make.clock.now().timestamp()
    session.save()
    return client


def test_naming_an_account_asks_for_a_fresh_proof_and_keeps_no_number_in_the_session():
    body = make.ours()
    client, address = client_of("owner"), at("our_account_change", body.pk)
    session = client.session
    session[PROVEN_AT] = 0
    session.save()
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/reauthenticate/" in answer["Location"]
    answer = client.post(address, account_form(number="0612000055556666"))
    assert answer.status_code == 200
    assert "0612000055556666" in text(answer)
    assert "0612000055556666" not in str(dict(client.session))
    assert not Account.objects.exists()


def test_an_account_is_named_and_confirmed_on_the_pages(in_chinese):
    body, client = make.ours(), proven("owner")
    address = at("our_account_change", body.pk)
    wrong = client.post(address, account_form(holder="王芳", bank_code="1"))
    assert "王芳" in text(wrong)
    assert text(wrong).count("12 位") >= 1
    assert client.post(address, account_form(number="0612000055556666")).status_code == 302
    row = Account.objects.get()
    assert "****6666" in text(client.get(at("our_account", body.pk)))
    treasurer, page = client_of("treasurer"), at("payee_account", row.pk)
    assert "0612000055556666" not in text(treasurer.get(page))
    assert "0612000055556666" in text(treasurer.post(page, {"act": "reveal", "why": "核对"}))
    assert treasurer.post(page, {"action": "refuse", "words": ""}).status_code == 200
    assert treasurer.post(page, {"action": "confirm"}).status_code == 302
    assert "****6666" in text(client.get(at("our_account", body.pk)))


def test_an_account_is_taken_back_on_the_page():
    row = make.proposed()
    assert client_of("colleague").post(at("our_account", row.body_id)).status_code == 200
    client_of("owner").post(at("our_account", row.body_id))
    row.refresh_from_db()
    assert row.status == "withdrawn"


def test_an_order_goes_its_way_on_the_pages():
    make.in_force()
    commitment = ledger.commitment(1_000_550)
    accountant, treasurer = client_of("accountant"), client_of("treasurer")
    given = {
        "commitment": commitment.pk, "payee": people.body("ours").name, "fen": "10,005.50",
        "words": "首次3A奖励",
    }  # fmt: skip
    assert accountant.post(at("payment_prepare"), given | {"payee": "没有"}).status_code == 200
    assert accountant.post(at("payment_prepare"), given | {"fen": "20000"}).status_code == 200
    assert accountant.post(at("payment_prepare"), given).status_code == 302
    row = Order.objects.get()
    page = at("payment_order", row.pk)
    assert treasurer.post(page, {"act": "check"}).status_code == 200
    paper = {
        "kind": "receipt", "number": "NO1", "issuer": people.body("ours").name,
        "fen": "10005.50", "on": make.clock.today().isoformat(),
    }  # fmt: skip
    owner = client_of("owner")
    assert owner.post(at("payment_our_paper", row.pk), paper | {"fen": "1"}).status_code == 200
    assert owner.post(at("payment_our_paper", row.pk), paper).status_code == 302
    assert "人民币壹万零伍元伍角" in text(treasurer.get(page))
    assert treasurer.post(page, {"act": "check"}).status_code == 302
    made = {"format": "standard", "orders": [row.pk]}
    assert accountant.post(at("bank_file_make"), made).status_code == 302
    file = BankFile.objects.get()
    content = accountant.get(at("bank_file_content", file.pk))
    assert sealed.unsealed(row.sealed).encode() in content.content
    assert "no-store" in content["Cache-Control"]
    row.refresh_from_db()
    upload = {"upload": make.listed(make.line(row))}
    assert accountant.post(at("receipt_upload"), upload).status_code == 302
    source = ReceiptList.objects.get()
    assert row.reference in text(accountant.get(at("receipt_list", source.pk)))
    accountant.post(at("receipt_list_confirm", source.pk))
    drain()
    row.refresh_from_db()
    assert row.status == "paid"
    assert row.reference in text(owner.get(at("payments_to_us", row.body_id)))


def test_the_whole_number_is_on_no_page_list_or_table():
    row = make.returned()
    make.taken(make.line(make.sent(), reference="X1"))
    numbers = {sealed.unsealed(account.sealed) for account in Account.objects.all()}
    waiting = Receipt.objects.get(standing="waiting")
    source, file = ReceiptList.objects.latest("id"), BankFile.objects.latest("id")
    pages = [
        at("payment_orders"), at("payment_orders_csv"), at("payment_order", row.pk),
        at("payee_accounts"), at("payee_account", row.account_id), at("bank_files"),
        at("bank_file", file.pk), at("receipt_list", source.pk), at("receipts_unmatched"),
        at("receipts_csv"), at("receipt_match", waiting.pk), at("bank_format_new"),
    ]  # fmt: skip
    client = client_of("accountant")
    for page in pages:
        shown = text(client.get(page))
        assert not [number for number in numbers if number in shown], page
    owner = client_of("owner")
    for page in (at("our_account", row.body_id), at("payment_to_us", row.pk)):
        assert not [number for number in numbers if number in text(owner.get(page))], page


def test_a_format_is_looked_at_before_it_is_kept():
    client = client_of("accountant")
    given = {
        "name": "农业银行", "column_0": "reference", "column_1": "account", "column_2": "amount",
        "separator": "|", "encoding": "utf-8", "amount_form": "fen",
    }  # fmt: skip
    page = client.post(at("bank_format_new"), given | {"act": "preview"})
    assert "FK2026-00001|****1234|1000550" in text(page)
    assert not BankFormat.objects.exists()
    assert client.post(at("bank_format_new"), given | {"column_1": ""}).status_code == 200
    assert client.post(at("bank_format_new"), given | {"act": "save"}).status_code == 302
    row = BankFormat.objects.get()
    assert client.post(at("bank_format", row.pk), given | {"heading": "on"}).status_code == 302


def test_a_waiting_receipt_is_settled_on_its_page(in_chinese):
    row = make.sent()
    make.taken(make.line(row, reference="X1"))
    receipt, client = Receipt.objects.get(), client_of("treasurer")
    page = at("receipt_match", receipt.pk)
    shown = text(client.get(page))
    assert row.reference in shown
    assert "可不填" not in shown
    assert client.post(page, {"act": "match", "why": "x"}).status_code == 200
    assert client.post(page, {"act": "match", "order": row.pk, "why": ""}).status_code == 200
    given = {"act": "match", "order": row.pk, "why": "银行已确认"}
    assert client.post(page, given).status_code == 302
    row.refresh_from_db()
    assert row.status == "paid"


GARBAGE = ["", "x", "-1", "9" * 40, "\ufffd", "<script>", "1e9", "NaN", "２"]


@pytest.mark.parametrize("word", GARBAGE)
def test_garbage_in_a_question_or_a_form_is_never_an_error(word):
    row = make.prepared(paper=False)
    accountant, treasurer = client_of("accountant"), client_of("treasurer")
    for name in ("payment_orders", "receipts_unmatched", "payee_accounts", "payment_orders_csv"):
        asked = {"turn": word, "q": word, "page": word, "scope": word, "class": word}
        assert accountant.get(at(name), asked).status_code == 200
    fields = dict.fromkeys(
        ("act", "commitment", "payee", "fen", "words", "format", "orders", "payer", "name",
         "column_0", "separator", "encoding", "kind", "number", "issuer", "on", "order", "why"),
        word,
    )  # fmt: skip
    for page in (
        at("payment_prepare"), at("payment_paper", row.pk), at("bank_file_make"),
        at("bank_format_new"), at("receipt_upload"), at("payment_order", row.pk),
    ):  # fmt: skip
        assert accountant.post(page, fields).status_code == 200, page
    assert treasurer.post(at("payment_order", row.pk), fields).status_code == 200


def test_lists_take_a_constant_number_of_queries():
    make.taken(make.line(make.sent(), reference="X"))
    make.checked()
    client = client_of("accountant")
    names = ("payment_orders", "bank_files", "payee_accounts", "receipts_unmatched")
    once = [queries(client, at(name)) for name in names]
    make.taken(*(make.line(make.sent(), reference=f"X{n}") for n in range(10)))
    assert [queries(client, at(name)) for name in names] == once


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_preview_takes_a_constant_number_of_queries():
    rows = [make.sent() for _ in range(6)]
    client = client_of("accountant")
    small = make.uploaded(make.line(rows[0]))
    large = make.uploaded(*(make.line(row) for row in rows))
    counts = {queries(client, at("receipt_list", one.pk)) for one in (small, large)}
    assert len(counts) == 1
