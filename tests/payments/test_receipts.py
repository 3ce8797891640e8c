"""What the bank reports: matched by number, amount and account; the rest waits with reasons."""

from datetime import timedelta

import pytest

from portal.core import sealed
from portal.core.reasons import Refused
from portal.ledger.postings.proof import wrong_sums
from portal.payments.banking import conditions, queries, receipts
from portal.payments.banking.conditions import WORDS, Code, MatchFacts
from portal.payments.banking.models import Receipt, ReceiptList
from tests.factories import ledger
from tests.factories import payments as make
from tests.factories.organisations import workbook
from tests.people import appoint, body, person
from tests.work import drain, move_to

SENT = {
    "result": "paid", "reference": "FK2026-00001", "fen": 100, "order": "FK2026-00001",
    "now": "FK2026-00001", "status": "sent", "order_fen": 100,
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, set()),
        ({"result": "returned"}, set()),
        ({"result": "returned", "status": "paid"}, set()),
        ({"order": ""}, {"order_unknown"}),
        ({"fen": 99}, {"amount_differs"}),
        ({"account_fits": False}, {"account_differs"}),
        ({"account_named": False, "account_fits": False}, {"account_missing"}),
        ({"fen": 99, "account_fits": False}, {"amount_differs", "account_differs"}),
        ({"now": "FK2026-00001-2"}, {"earlier_attempt"}),
        ({"status": "checked"}, {"not_sent"}),
        ({"status": "prepared", "result": "returned"}, {"not_sent"}),
        ({"status": "paid"}, {"paid_already"}),
        ({"status": "settled"}, {"paid_already"}),
        ({"status": "settled", "result": "returned"}, {"settled_already"}),
        ({"status": "returned", "result": "returned"}, {"not_sent"}),
    ],
)
def test_what_fits_and_what_does_not(given, codes):
    found = list(conditions.fits(MatchFacts(**(SENT | given))))
    assert {code.code for code in found} == codes
    assert all(conditions.reason(code).words for code in found)


def test_every_kept_code_has_words():
    given = {
        "text": "x", "now": "x", "receipt": "1", "order": "1", "state": "sent", "serial": "1",
        "line": 1,
    }  # fmt: skip
    for code in WORDS:
        reason = conditions.reason(Code(code, given))
        assert reason.words
        assert reason.mend


pytestmark = pytest.mark.django_db


def waiting(row=None):
    found = Receipt.objects.filter(standing="waiting")
    return found.get(order=None) if row is None else found.get(pk=row.pk)


def codes_of(receipt):
    return {one["code"] for one in receipt.reasons}


def test_a_receipt_that_fits_pays_its_order():
    row = make.sent()
    source = make.taken(make.line(row))
    row.refresh_from_db()
    assert (row.status, source.phase, source.counts) == ("paid", "written", {"fits": 1})
    receipt = Receipt.objects.get()
    assert (receipt.standing, receipt.order, receipt.shown) == ("matched", row, row.shown)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reference": "FK2026-99999"}, "order_unknown"),
        ({"amount": "9999.99"}, "amount_differs"),
        ({"account": "0612999999999999"}, "account_differs"),
        ({"account": ""}, "account_missing"),
    ],
)
def test_a_receipt_that_does_not_fit_waits_with_its_reason(given, code):
    row = make.sent()
    make.taken(make.line(row, **given))
    row.refresh_from_db()
    receipt = waiting()
    assert (row.status, codes_of(receipt)) == ("sent", {code})


def test_a_receipt_for_an_order_that_was_not_sent_waits():
    row = make.checked()
    make.taken(make.line(row))
    assert codes_of(waiting()) == {"not_sent"}


def test_a_second_receipt_for_a_paid_order_waits():
    row = make.paid()
    make.taken(make.line(row))
    assert codes_of(waiting()) == {"paid_already"}
    row.commitment.refresh_from_db()
    assert row.commitment.paid == row.fen


def test_the_order_of_another_office_is_unknown():
    row = make.sent()
    row.payer = body("other_bureau")
    row.save()
    make.taken(make.line(row))
    assert codes_of(waiting()) == {"order_unknown"}


def test_the_same_file_twice_changes_nothing():
    rows = [make.sent(), make.sent()]
    lines = [make.line(rows[0]), make.line(rows[1], amount="1.00"), make.line(rows[0])]
    first = make.taken(*lines)
    assert first.counts == {"fits": 1, "unmatched": 2}
    before = list(Receipt.objects.order_by("id").values())
    again = make.taken(*lines)
    assert again.counts == {"known": 3}
    assert list(Receipt.objects.order_by("id").values()) == before
    assert wrong_sums() == []


def test_receipts_without_serial_are_known_by_their_content():
    row = make.sent()
    line = make.line(row, serial="")
    make.taken(line)
    assert make.taken(line).counts == {"known": 1}
    assert Receipt.objects.count() == 1


def test_a_row_that_stands_in_the_file_twice_counts_once():
    row = make.sent()
    line = make.line(row, serial="S1")
    made = make.uploaded(line, line)
    first, second = queries.judged(made.payer_id, receipts.rows_of(made))
    assert (first.verdict, first.reasons) == ("fits", ())
    assert (second.verdict, [code.code for code in second.reasons]) == ("known", ["twice_in_file"])
    assert make.taken(line, line).counts == {"fits": 1, "known": 1}


def test_a_serial_that_stands_in_the_file_with_another_amount_is_refused():
    row = make.sent()
    lines = make.line(row, serial="S1"), make.line(row, serial="S1", amount="2.00")
    made = make.uploaded(*lines)
    _first, second = queries.judged(made.payer_id, receipts.rows_of(made))
    assert (second.verdict, [code.code for code in second.reasons]) == ("faulty", ["serial_other"])


def test_two_equal_rows_without_serial_in_one_file_are_two_receipts():
    row = make.sent()
    line = make.line(row, serial="")
    assert make.taken(line, line).counts == {"fits": 1, "unmatched": 1}
    assert make.taken(line, line).counts == {"known": 2}


def test_a_serial_with_another_amount_is_refused_in_the_preview():
    row = make.sent()
    make.taken(make.line(row, serial="S1"))
    made = make.uploaded(make.line(row, serial="S1", amount="2.00"))
    (judged,) = queries.judged(made.payer_id, receipts.rows_of(made))
    assert (judged.verdict, {c.code for c in judged.reasons}) == ("faulty", {"serial_other"})


def test_a_serial_with_another_amount_is_counted_as_it_was_previewed():
    row = make.sent()
    make.taken(make.line(row, serial="S1"))
    assert make.taken(make.line(row, serial="S1", amount="2.00")).counts == {"faulty": 1}
    assert Receipt.objects.get().fen == row.fen


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"amount": "一百"}, "row_amount"),
        ({"amount": "0"}, "row_amount"),
        ({"day": "2026-13-45"}, "row_day"),
        ({"result": "处理中"}, "row_result"),
        ({"reference": ""}, "row_reference"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out(given, code):
    row = make.sent()
    made = make.uploaded(make.line(row, **given), make.line(row))
    first, second = queries.judged(made.payer_id, receipts.rows_of(made))
    assert (first.verdict, [c.code for c in first.reasons]) == ("faulty", [code])
    assert second.verdict == "fits"
    assert make.taken(make.line(row, **given)).counts == {"faulty": 1}
    assert not Receipt.objects.exists()


def test_the_reference_may_stand_in_the_words():
    row = make.sent()
    make.taken(make.line(row, reference="", words=f"附言 {row.reference} 奖励"))
    row.refresh_from_db()
    assert row.status == "paid"


@pytest.mark.parametrize(
    ("lines", "heads", "code"),
    [([], make.HEADS, "no_rows"), ([("1", "2")], ("甲", "乙"), "no_heading")],
)
def test_a_file_that_is_no_list_of_receipts_is_refused(lines, heads, code):
    given = {"payer": body("bureau"), "by": person("accountant")}
    with pytest.raises(Refused) as refusal:
        receipts.upload(upload=make.listed(*lines, heads=heads), **given)
    assert refusal.value.codes == {code}


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", "余额".encode("utf-16")]
)
def test_garbage_is_refused_and_never_an_error(content):
    upload = make.SimpleUploadedFile("回单.xlsx", content)
    with pytest.raises(Refused):
        receipts.upload(payer=body("bureau"), upload=upload, by=person("accountant"))


def test_a_workbook_is_read_too(tmp_path):
    row = make.sent()
    book = workbook(tmp_path, [make.HEADS, make.line(row)], "回单.xlsx")
    upload = make.SimpleUploadedFile("回单.xlsx", book.read_bytes())
    made = receipts.upload(payer=body("bureau"), upload=upload, by=person("accountant"))
    (judged,) = queries.judged(made.payer_id, receipts.rows_of(made))
    assert judged.verdict == "fits"


@pytest.mark.parametrize("who", ["treasurer", "clerk", "owner"])
def test_only_the_maker_uploads_confirms_and_discards(who):
    made = make.uploaded(make.line(make.sent()))
    for act in (receipts.confirm, receipts.discard):
        with pytest.raises(Refused) as refusal:
            act(row=made, by=person(who))
        assert refusal.value.codes == {"not_permitted"}
    with pytest.raises(Refused):
        receipts.upload(payer=body("bureau"), upload=make.listed(), by=person(who))


def test_a_discarded_list_is_wiped_and_never_taken_in():
    row = make.sent()
    made = receipts.discard(row=make.uploaded(make.line(row)), by=person("accountant"))
    assert (made.phase, made.sealed) == ("discarded", "")
    with pytest.raises(Refused) as refusal:
        receipts.confirm(row=made, by=person("accountant"))
    assert refusal.value.codes == {"not_possible_now"}


def test_the_worker_takes_a_confirmed_list_in_and_wipes_it():
    row = make.sent()
    number = sealed.unsealed(row.sealed)
    made = make.uploaded(make.line(row))
    assert number not in made.sealed
    receipts.confirm(row=made, by=person("accountant"))
    drain()
    made = ReceiptList.objects.get(pk=made.pk)
    assert (made.phase, made.sealed, made.position) == ("written", "", 2)
    row.refresh_from_db()
    assert row.status == "paid"


def test_a_killed_worker_goes_on_where_it_stopped(monkeypatch):
    from portal.payments.banking import working

    rows = [make.sent(), make.sent()]
    made = make.uploaded(*(make.line(row) for row in rows))
    receipts.confirm(row=made, by=person("accountant"))
    stops = iter([RuntimeError, None])
    monkeypatch.setattr(working.pause, "check", lambda: _raise(next(stops)))
    with pytest.raises(RuntimeError):
        working.take_in(made.pk)
    monkeypatch.undo()
    working.take_in(made.pk)
    made.refresh_from_db()
    assert (made.phase, made.counts) == ("written", {"fits": 2})


def _raise(error):
    if error:
        raise error


def test_a_checker_matches_by_hand_with_a_reason():
    row = make.sent()
    make.taken(make.line(row, reference="X1"))
    receipt = waiting()
    given = {"receipt": receipt, "order": row, "by": person("treasurer")}
    with pytest.raises(Refused) as refusal:
        receipts.match(why=" ", **given)
    assert refusal.value.codes == {"why_missing"}
    found = receipts.match(why="已电话向银行核实", **given)
    row.refresh_from_db()
    assert (found.standing, found.order, row.status) == ("matched", row, "paid")
    with pytest.raises(Refused) as refusal:
        receipts.match(why="再来一次", **given)
    assert refusal.value.codes == {"settled_by_another"}


def test_by_hand_neither_another_amount_nor_a_wrong_state_passes():
    row = make.sent()
    make.taken(make.line(row, amount="1.00"))
    with pytest.raises(Refused) as refusal:
        receipts.match(receipt=waiting(), order=row, why="x", by=person("treasurer"))
    assert refusal.value.codes == {"amount_differs"}
    other = make.checked(make.prepared(100))
    with pytest.raises(Refused) as refusal:
        receipts.match(receipt=waiting(), order=other, why="x", by=person("treasurer"))
    assert refusal.value.codes == {"not_sent"}


def test_who_prepared_the_order_does_not_match_it_by_hand():
    appoint(person("accountant"), "treasurer", body("bureau"))
    row = make.sent()
    make.taken(make.line(row, reference="X1"))
    with pytest.raises(Refused) as refusal:
        receipts.match(receipt=waiting(), order=row, why="x", by=person("accountant"))
    assert refusal.value.codes == {"own_case"}


def test_the_maker_does_not_settle_receipts():
    row = make.sent()
    make.taken(make.line(row, reference="X1"))
    given = {"receipt": waiting(), "why": "x", "by": person("accountant")}
    for act in (lambda: receipts.match(order=row, **given), lambda: receipts.set_aside(**given)):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.codes == {"not_permitted"}


def test_a_receipt_of_no_order_is_set_aside():
    make.taken(make.line(make.sent(), reference="水费"))
    found = receipts.set_aside(
        receipt=waiting(), why="办公水费，不在本平台", by=person("treasurer")
    )
    assert (found.standing, found.order) == ("aside", None)
    assert not queries.unmatched(person("treasurer")).exists()


def test_waiting_receipts_age_by_the_day():
    make.taken(make.line(make.sent(), reference="X1"))
    receipt = waiting()
    came = make.clock.day(receipt.came_at)
    assert queries.age(receipt, came) == 0
    later = came + timedelta(days=9)
    move_to(f"{later.isoformat()}T12:00:00+08:00")
    assert queries.age(receipt, make.clock.today()) == 9


def test_a_return_of_a_try_that_was_replaced_waits():
    row = make.returned()
    old = make.line(row, "退汇")
    make.account(row.body)
    from portal.payments.orders import operations

    row = operations.hand_in(order=row, by=person("accountant"))
    make.sent(make.checked(row))
    make.taken(old)
    assert codes_of(waiting()) == {"earlier_attempt", "account_differs"}


def test_when_the_ledger_refuses_the_receipt_waits_and_nothing_is_half_done():
    commitment = ledger.commitment(100)
    row = make.sent(make.checked(make.prepared(100, commitment=commitment)))
    make.commitment_gone(row)
    make.taken(make.line(row))
    row.refresh_from_db()
    assert (row.status, row.paid_on, codes_of(waiting())) == ("sent", None, {"ledger"})
    assert wrong_sums() == []
