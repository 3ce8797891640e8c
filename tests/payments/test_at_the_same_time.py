"""Two checkers, two files, two imports, two papers, two accounts at once: one wins."""

from functools import partial

import pytest

from portal.ledger.postings.proof import wrong_sums
from portal.payments.banking import operations as banking
from portal.payments.banking import receipts, working
from portal.payments.banking.layout import Layout
from portal.payments.banking.models import Receipt
from portal.payments.orders import operations, papers
from portal.payments.payees import operations as payees
from portal.payments.payees.models import Account
from tests import people
from tests.factories import accounts, ledger
from tests.factories import payments as make

pytestmark = pytest.mark.slow


def another(role: str, body: str = "bureau"):
    found = accounts.user(email=f"second-{role}@tests.example", name="斯琴")
    people.appoint(found, role, people.body(body))
    return found


def test_two_checkers_release_an_order_once(together):
    row, first, second = make.prepared(), people.person("treasurer"), another("treasurer")
    acts = [partial(operations.check, order=row, by=by) for by in (first, second)]
    assert together(*acts) == ["done", "not_possible_now"]


def test_release_and_cancellation_do_not_both_happen(together):
    row = make.prepared()
    check = partial(operations.check, order=row, by=people.person("treasurer"))
    cancel = partial(operations.cancel, order=row, by=people.person("accountant"), words="重复")
    told = together(check, cancel)
    row.refresh_from_db()
    assert (told, row.status) in [
        (["done", "done"], "cancelled"),
        (["done", "not_possible_now"], "cancelled"),
    ]


def test_one_order_goes_into_one_file(together):
    row, bureau = make.checked(), people.body("bureau")
    makers = (people.person("accountant"), another("accountant"))
    acts = [
        partial(banking.make_file, payer=bureau, picked=[row], layout_=Layout(), by=by)
        for by in makers
    ]
    assert together(*acts) == ["done", "not_possible_now"]


def test_the_same_receipts_imported_twice_at_once_pay_once(together):
    rows = [make.sent() for _ in range(3)]
    lines = [make.line(row) for row in rows]
    by = people.person("accountant")
    lists = [receipts.confirm(row=make.uploaded(*lines), by=by) for _ in range(2)]
    assert together(*(partial(working.take_in, one.pk) for one in lists)) == ["done", "done"]
    assert Receipt.objects.filter(standing="matched").count() == 3
    assert Receipt.objects.count() == 3
    for row in rows:
        row.refresh_from_db()
        row.commitment.refresh_from_db()
        assert (row.status, row.commitment.paid) == ("paid", row.fen)
    assert wrong_sums() == []


def test_two_orders_do_not_share_what_is_left_of_a_commitment(together):
    make.in_force()
    commitment = ledger.commitment(100)
    body, by = people.body("ours"), people.person("accountant")
    acts = [
        partial(
            operations.prepare, commitment=commitment, body=body, fen=60, basis=f"a.b:{n}",
            words="奖励", by=by,
        )
        for n in range(2)
    ]  # fmt: skip
    assert together(*acts) == ["done", "not_committed"]


def test_one_receipt_number_pays_one_order(together):
    rows = [make.prepared(paper=False) for _ in range(2)]
    paper, by = make.receipt(number="NO1"), people.person("owner")
    acts = [partial(papers.enter, order=row, receipt=paper, by=by) for row in rows]
    assert together(*acts) == ["done", "paper_used"]


def test_one_account_waits_for_a_body(together):
    body = make.ours()
    acts = [
        partial(
            payees.propose, body=body, entered=make.typed(body), permit=make.joining.scan(),
            by=people.person(by),
        )
        for by in ("owner", "finance")
    ]  # fmt: skip
    assert together(*acts) == ["account_waiting", "done"]


def test_two_people_confirm_an_account_once(together):
    row, people_ = make.proposed(), (people.person("treasurer"), another("treasurer"))
    acts = [partial(payees.confirm, account=row, by=by) for by in people_]
    assert together(*acts) == ["done", "not_possible_now"]
    assert Account.objects.filter(in_force=True).count() == 1
