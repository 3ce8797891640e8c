"""What people read who type something wrong about money; what they typed stays."""

import pytest

from portal.core.reasons import Refused
from portal.ledger.postings.proof import wrong_sums
from portal.payments.banking.models import Receipt
from portal.payments.payees.models import Account
from tests.factories import payments as make
from tests.payments.test_pages import account_form, at, proven, text
from tests.people import client_of

pytestmark = pytest.mark.django_db


def test_an_account_in_another_name(in_chinese):
    body, client = make.ours(), proven("owner")
    page = text(client.post(at("our_account_change", body.pk), account_form(holder="王芳")))
    assert f"账户户名是“王芳”，登记名称是“{body.name}”" in page
    assert "只能付到与登记名称一致的账户" in page
    assert 'value="王芳"' in page
    assert not Account.objects.exists()


def test_a_receipt_of_the_bank_for_an_unknown_order_and_the_same_one_twice(in_chinese):
    line = make.line(make.sent(), reference="FK2026-99999")
    made = make.uploaded(line)
    page = text(client_of("accountant").get(at("receipt_list", made.pk)))
    assert "没有编号为“FK2026-99999”的付款单。" in page
    make.taken(line)
    (receipt,) = Receipt.objects.all()
    page = text(client_of("treasurer").get(at("receipt_match", receipt.pk)))
    assert "没有编号为“FK2026-99999”的付款单。" in page
    again = make.uploaded(line)
    assert "以前已导入" in text(client_of("accountant").get(at("receipt_list", again.pk)))
    make.taken(line)
    assert Receipt.objects.count() == 1
    assert wrong_sums() == []


def test_the_receipt_of_a_payee_twice(in_chinese):
    first = make.prepared(receipt=make.receipt(number="00881234"))
    with pytest.raises(Refused) as refusal:
        make.prepared(receipt=make.receipt(number="00881234"))
    (reason,) = refusal.value.reasons
    assert f"票据号 00881234 已用于付款单 {first.number}" in str(reason)
