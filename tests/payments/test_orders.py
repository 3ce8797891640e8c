"""Payment orders: commitment, account, paper, maker and checker, bank and return."""

import json

import pytest

from portal.audit import queries as audit
from portal.core import money
from portal.core.reasons import Refused
from portal.ledger.account.telling import Payee, Told
from portal.ledger.postings import operations as journal
from portal.ledger.postings.proof import wrong_sums
from portal.notifications.models import Notice
from portal.organisations.register.models import Organisation
from portal.payments.orders import documents, operations, papers, queries
from portal.payments.orders.models import Order
from portal.payments.payees import operations as payees
from tests.factories import account, ledger, record
from tests.factories import payments as make
from tests.people import appoint, body, person
from tests.work import drain, move_to

pytestmark = pytest.mark.django_db


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    assert all(reason.words for reason in refusal.value.reasons)
    return refusal.value.codes


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (10_000, "人民币壹佰元整"),
        (1_000_550, "人民币壹万零伍元伍角"),
        (5, "人民币伍分"),
        (10**13, "人民币壹仟亿元整"),
        (1_010, "人民币壹拾元壹角"),
        (100_001, "人民币壹仟元零壹分"),
        (50, "人民币伍角"),
        (101_000, "人民币壹仟零壹拾元整"),
        (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (10_050_000, "人民币壹拾万零伍佰元整"),
        (1_000_000_001, "人民币壹仟万元零壹分"),
        (10_000_000_000, "人民币壹亿元整"),
        (10_100_000_000, "人民币壹亿零壹佰万元整"),
        (70_000_170_000, "人民币柒亿零壹仟柒佰元整"),
        (100_000_709_076, "人民币壹拾亿零柒仟零玖拾元柒角陆分"),
        (80_001_234_500, "人民币捌亿零壹万贰仟叁佰肆拾伍元整"),
    ],
)
def test_amounts_in_capitals(fen, words):
    assert money.capitals(fen) == words


def test_an_order_carries_everything_the_bank_needs():
    account = make.account(number="0612000012345678")
    row = make.prepared(1_000_550)
    assert (row.status, row.number[:7], row.reference) == ("prepared", "FK2026-", row.number)
    assert (row.account, row.holder, row.bank_code) == (account, account.holder, account.bank_code)
    assert (row.shown, row.payer, row.basis[:11]) == ("****5678", body("bureau"), "tests.award")


def test_the_numbers_of_a_body_and_year_have_no_gap():
    numbers = [make.prepared().number for _ in range(3)]
    assert [number[-5:] for number in numbers] == ["00001", "00002", "00003"]
    assert refused(make.prepared, fen=10**9, commitment=ledger.commitment(1)) == {"not_committed"}
    assert make.prepared().number.endswith("00004")


def test_no_payment_without_a_commitment():
    commitment = ledger.commitment(100_000)
    assert refused(make.prepared, fen=100_001, commitment=commitment) == {"not_committed"}
    make.prepared(60_000, commitment=commitment)
    with pytest.raises(Refused) as refusal:
        make.prepared(40_001, commitment=commitment)
    assert "400.00" in str(refusal.value.reasons[0])
    make.prepared(40_000, commitment=commitment)
    assert refused(make.prepared, fen=0, commitment=commitment) == {"amount_zero"}


def test_money_that_an_order_asks_for_is_not_released():
    commitment = ledger.commitment(100_000)
    row = make.prepared(60_000, commitment=commitment)
    given = {"commitment": commitment, "by": None}
    assert refused(journal.release, fen=40_001, basis="t.a:1", **given) == {"payment_under_way"}
    journal.release(fen=40_000, basis="t.a:2", **given)
    operations.cancel(order=row, by=person("accountant"), words="重复")
    journal.release(fen=60_000, basis="t.a:3", **given)
    commitment.refresh_from_db()
    assert (commitment.open, wrong_sums()) == (0, [])


@pytest.mark.parametrize("state", ["prepared", "checked"])
def test_an_order_whose_commitment_is_gone_does_not_reach_the_bank(state):
    row = make.in_state(state)
    make.commitment_gone(row)
    act = {"prepared": lambda: make.checked(row), "checked": lambda: make.bank_file(row)}[state]
    assert refused(act) == {"not_committed"}


def test_money_promised_to_one_body_is_not_paid_to_another():
    theirs, ours = body("theirs"), make.ours()
    with pytest.raises(Refused) as refusal:
        make.prepared(basis=account.basis(Told(payee=Payee(theirs.name, theirs.pk))))
    assert refusal.value.codes == {"other_payee"}
    assert theirs.name in str(refusal.value.reasons[0])
    assert make.prepared(basis=account.basis(Told(payee=Payee(ours.name, ours.pk)))).body == ours


def test_after_a_new_name_the_account_is_renamed_before_money_goes_to_it():
    row = make.checked()
    type(row.body).objects.filter(pk=row.body_id).update(name="东胜区新名社会工作服务中心")
    assert refused(lambda: make.bank_file(Order.objects.get(pk=row.pk))) == {"account_other_name"}


def test_a_cancelled_order_gives_its_share_of_the_commitment_back():
    commitment = ledger.commitment(100_000)
    row = make.prepared(100_000, commitment=commitment)
    assert queries.left(commitment) == 0
    operations.cancel(order=row, by=person("accountant"), words="重复")
    commitment.refresh_from_db()
    assert (queries.left(commitment), commitment.open) == (100_000, 100_000)


def test_without_a_confirmed_account_nothing_is_prepared():
    make.proposed()
    commitment = ledger.commitment(100)
    given = {
        "commitment": commitment, "body": body("ours"), "fen": 100, "basis": "a.b:1",
        "words": "奖励", "by": person("accountant"),
    }  # fmt: skip
    assert refused(operations.prepare, **given) == {"no_account"}


@pytest.mark.parametrize("who", ["treasurer", "leader", "clerk", "owner", "resident"])
def test_only_the_makers_of_the_office_prepare(who):
    assert refused(make.prepared, by=person(who)) == {"not_permitted"}


def test_lists_are_asked_when_prepared_and_when_checked():
    row = make.prepared()
    listing = record.listed(row.body)
    assert refused(make.checked, row=row) == {"on_abnormal_list"}
    assert refused(make.prepared) == {"on_abnormal_list"}
    listing.list = "dishonest"
    listing.save()
    assert refused(make.checked, row=row) == {"on_dishonest_list"}
    listing.delete()
    assert make.checked(row).status == "checked"


def test_silence_about_lists_is_no_pass():
    row = make.prepared()
    record.lists_known(row.body, known=False)
    assert refused(make.checked, row=row) == {"lists_unknown"}


def test_who_was_struck_off_meanwhile_is_not_paid():
    row = make.checked()
    Organisation.objects.filter(pk=row.body_id).update(state="revoked")
    assert refused(make.bank_file) >= {"struck_off"}


def test_maker_and_checker_are_two_people():
    appoint(person("accountant"), "treasurer", body("bureau"))
    row = make.prepared()
    assert refused(operations.check, order=row, by=person("accountant")) == {"own_case"}
    assert refused(operations.send_back, order=row, by=person("accountant"), words="x") == {
        "own_case"
    }
    assert operations.check(order=row, by=person("treasurer")).checked_by == person("treasurer")


def test_a_checker_who_belongs_to_the_payee_is_refused():
    row = make.prepared()
    appoint(person("treasurer"), "viewer", body("ours"))
    assert refused(operations.check, order=row, by=person("treasurer")) == {"own_body"}


def test_the_paper_comes_before_the_money():
    row = make.prepared(paper=False)
    assert refused(make.checked, row=row) == {"paper_missing"}
    make.enter_paper(row, person("finance"))
    assert make.checked(row).status == "checked"
    told = set(Notice.objects.values_list("key", flat=True))
    assert {"payment_paper_wanted", "payment_to_check"} <= told


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("paper_number", {"number": " "}),
        ("paper_issuer", {"issuer": "康巴什区志愿者协会"}),
        ("paper_amount_differs", {"fen": 999_999}),
        ("paper_day", {"on": make.date(2999, 1, 1)}),
    ],
)
def test_a_wrong_paper_is_refused(code, given):
    row = make.prepared(paper=False)
    values = {"fen": row.fen} | given
    paper = make.receipt(**values)
    assert refused(papers.enter, order=row, receipt=paper, by=person("finance")) == {code}


def test_the_same_number_twice_is_refused_and_the_first_use_is_named():
    first = make.prepared(receipt=make.receipt(number="No 00881234"))
    with pytest.raises(Refused) as refusal:
        make.prepared(receipt=make.receipt(number="ＮＯ００８８１２３４"))
    assert refusal.value.codes == {"paper_used"}
    assert first.number in str(refusal.value.reasons[0])
    other = make.prepared(paper=False)
    with pytest.raises(Refused) as refusal:
        make.enter_paper(other, person("owner"), number="no00881234")
    assert first.number in str(refusal.value.reasons[0])
    operations.cancel(order=first, by=person("accountant"), words="作废")
    assert make.enter_paper(other, person("owner"), number="no00881234").paper_number


@pytest.mark.parametrize("who", ["colleague", "stranger", "treasurer"])
def test_only_the_maker_or_the_payees_money_people_enter_a_paper(who):
    row = make.prepared(paper=False)
    with pytest.raises(Refused) as refusal:
        make.enter_paper(row, person(who))
    assert refusal.value.codes == {"no_finance_post"}


def test_a_checked_orders_paper_stays():
    row = make.checked()
    with pytest.raises(Refused) as refusal:
        make.enter_paper(row, person("finance"))
    assert refusal.value.codes == {"not_possible_now"}


def test_money_goes_to_the_account_in_force_on_the_day():
    row = make.prepared()
    make.account(row.body)
    assert refused(make.checked, row=row) == {"account_changed"}
    row = operations.send_back(order=row, by=person("treasurer"), words="账户已变更")
    row = operations.hand_in(order=row, by=person("accountant"))
    assert row.account == row.body.accounts.get(in_force=True)
    assert make.checked(row).status == "checked"


def test_paid_leaves_the_commitment_once():
    row = make.paid()
    row.commitment.refresh_from_db()
    assert (row.status, row.commitment.open, row.commitment.paid) == ("paid", 0, row.fen)
    assert wrong_sums() == []
    with pytest.raises(Refused) as refusal:
        operations.paid(order=row, on=row.paid_on, words="", by=None)
    assert refusal.value.codes == {"not_possible_now"}


def test_a_return_reopens_the_payment_and_asks_for_the_account_anew():
    row = make.returned()
    row.commitment.refresh_from_db()
    assert (row.status, row.paid_on, row.said) == ("returned", None, "账号与户名不符")
    assert (row.commitment.open, row.commitment.paid) == (row.fen, 0)
    again = {"order": row, "by": person("accountant")}
    assert refused(operations.hand_in, **again) == {"account_as_before"}
    new = make.account(row.body)
    row = operations.hand_in(**again)
    assert (row.status, row.account, row.attempt) == ("prepared", new, 2)
    assert (row.reference, row.checked_by) == (f"{row.number}-2", None)
    row = make.paid(make.sent(make.checked(row)))
    row.commitment.refresh_from_db()
    assert (row.status, row.commitment.open, row.commitment.paid) == ("paid", 0, row.fen)
    assert wrong_sums() == []


def test_a_return_before_payment_leaves_the_ledger_alone():
    row = make.sent()
    make.taken(make.line(row, "退汇"))
    row.refresh_from_db()
    row.commitment.refresh_from_db()
    assert (row.status, row.commitment.open, row.commitment.paid) == ("returned", row.fen, 0)


def test_the_same_account_goes_out_again_only_when_somebody_says_it_is_right():
    row = make.returned()
    row = operations.hand_in(order=row, by=person("accountant"), same_account=True)
    assert (row.status, row.attempt) == ("prepared", 2)


def test_followers_learn_of_payment_and_return_with_the_basis():
    row = make.returned(make.paid(make.sent(make.checked(make.prepared(basis="grants.claim:12")))))
    events = {event.action: event for event in audit.history(case=row.case.number)}
    for action in ("payments.order.paid", "payments.order.returned"):
        assert events[action].subject == f"payments.order:{row.pk}"
        data = json.loads(events[action].data)
        assert (data["basis"], data["fen"]) == ("grants.claim:12", row.fen)


def test_after_the_window_a_paid_order_is_settled(in_chinese):
    row = make.paid()
    due = row.case.due_on
    move_to(f"{due.isoformat()}T12:00:00+08:00")
    drain()
    row.refresh_from_db()
    assert row.status == "paid"
    move_to(f"{make.date.fromordinal(due.toordinal() + 1).isoformat()}T12:00:00+08:00")
    drain()
    row.refresh_from_db()
    assert row.status == "settled"


def test_whoever_must_act_is_told():
    make.returned()
    told = {(n.key, n.person.name) for n in Notice.objects.filter(key__startswith="payment_")}
    assert {
        ("payment_to_check", "treasurer"), ("payment_prepared", "owner"), ("payment_paid", "owner"),
        ("payment_returned", "owner"), ("payment_came_back", "accountant"),
    } <= told  # fmt: skip


def test_the_order_on_paper_has_both_amounts_and_lines_to_sign(in_chinese):
    row = make.checked(make.prepared(1_000_550))
    page = documents.document(row)
    facts = dict(page.facts)
    assert facts["金额"] == "¥10,005.50"
    assert "人民币壹万零伍元伍角" in facts.values()
    assert row.shown in facts.values()
    assert facts["依据"] == row.commitment.words
    assert any("treasurer" in str(line) for line in page.closing)
    assert documents.paper(row).startswith(b"%PDF")


def test_a_new_account_is_confirmed_before_it_reaches_an_order():
    row = make.prepared()
    new = make.proposed(row.body)
    assert make.checked(row).account_id != new.pk
    payees.confirm(account=new, by=person("treasurer"))
    assert Order.objects.get(pk=row.pk).account_id != new.pk
