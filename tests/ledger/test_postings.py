"""Committing, releasing, paying, taking back, reversing: exact figures, exact refusals."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import translation

from portal.core.reasons import Refused
from portal.ledger.budgets import queries as budgets
from portal.ledger.budgets.models import Line
from portal.ledger.postings import journal, operations, proof, queries, spending
from portal.ledger.postings.journal import Act, Move
from portal.ledger.postings.models import Commitment, Leg, Posting
from tests.factories import ledger as make

pytestmark = pytest.mark.django_db


def figures(line):
    found = budgets.figures(line)
    return (found.budget, found.committed, found.paid, found.free)


def refused(act, **given):
    with pytest.raises(Refused) as found:
        act(by=None, **given)
    return found.value


def test_money_is_committed_released_paid_and_comes_back_and_every_posting_sums_to_nothing():
    line = make.line(1_000_000)
    row = make.commitment(600_000, line)
    assert figures(line) == (1_000_000, 600_000, 0, 400_000)
    operations.release(commitment=row, fen=100_000, basis="t.cut:1", by=None)
    operations.pay(commitment=row, fen=300_000, basis="payments.order:1", by=None)
    assert figures(line) == (1_000_000, 200_000, 300_000, 500_000)
    operations.take_back(commitment=row, fen=300_000, basis="payments.order:1", by=None)
    assert figures(line) == (1_000_000, 500_000, 0, 500_000)
    row.refresh_from_db()
    assert (row.fen, row.open, row.paid) == (600_000, 500_000, 0)
    for posting in Posting.objects.all():
        assert sum(posting.legs.values_list("fen", flat=True)) == 0


def test_the_refusal_says_by_how_much_the_line_is_short(in_chinese):
    line = make.line(1_000_000)
    refusal = refused(operations.commit, line=line, fen=1_500_000, basis="t.a:1", words="奖励")
    assert [reason.words for reason in refusal.reasons] == [
        "“社会组织扶持 2080206”差 5,000.00 元：需要 15,000.00 元，可用 10,000.00 元。"
    ]
    assert figures(line) == (1_000_000, 0, 0, 1_000_000)
    assert not Commitment.objects.exists()
    assert not queries.posted("commit", "t.a:1")


def test_in_english_too_it_says_short_by_five_thousand():
    line = make.line(1_000_000)
    with translation.override("en"):
        refusal = refused(operations.commit, line=line, fen=1_500_000, basis="t.a:1", words="x")
        assert "short by 5,000.00" in refusal.reasons[0].words


def test_what_was_done_once_changes_nothing_again_and_another_amount_is_refused():
    line = make.line(1_000_000)
    row = make.commitment(600_000, line)
    assert make.commitment(600_000, line) == row
    paid = operations.pay(commitment=row, fen=100_000, basis="payments.order:1", by=None)
    assert operations.pay(commitment=row, fen=100_000, basis="payments.order:1", by=None) == paid
    assert figures(line) == (1_000_000, 500_000, 100_000, 400_000)
    again = {"commitment": row, "fen": 100_001, "basis": "payments.order:1"}
    assert refused(operations.pay, **again).codes == {"basis_used"}
    other = make.commitment(100_000, line, basis="tests.award:2")
    again = {"commitment": other, "fen": 100_000, "basis": "payments.order:1"}
    assert refused(operations.pay, **again).codes == {"basis_used"}
    again = {"line": line, "fen": 1, "basis": row.basis, "words": "奖励"}
    assert refused(operations.commit, **again).codes == {"basis_used"}


def test_nothing_is_paid_released_or_taken_back_beyond_what_is_there():
    row = make.commitment(600_000)
    operations.pay(commitment=row, fen=400_000, basis="payments.order:1", by=None)
    for act, fen, code in (
        (operations.pay, 200_001, "not_committed"),
        (operations.release, 200_001, "not_committed"),
        (operations.take_back, 400_001, "not_paid"),
        (operations.pay, 0, "amount_zero"),
        (operations.release, -1, "amount_zero"),
    ):
        refusal = refused(act, commitment=row, fen=fen, basis="t.more:1")
        assert refusal.codes == {code}, act


def test_a_posting_is_reversed_once_by_its_opposite_and_both_stay():
    line = make.line(1_000_000)
    row = make.commitment(600_000, line)
    paid = operations.pay(commitment=row, fen=400_000, basis="payments.order:1", by=None)
    first = operations.reverse(posting=paid, reason="录错", by=None)
    assert operations.reverse(posting=paid, reason="录错", by=None) == first
    assert first.reverses == paid
    assert figures(line) == (1_000_000, 600_000, 0, 400_000)
    operations.reverse(posting=queries.posted("commit", row.basis), reason="撤销", by=None)
    assert figures(line) == (1_000_000, 0, 0, 1_000_000)
    assert refused(operations.reverse, posting=first, reason="x").codes == {"not_reversible"}
    assert proof.wrong_sums() == []


def test_a_payment_that_came_back_is_not_reversed_too():
    row = make.commitment(600_000)
    paid = operations.pay(commitment=row, fen=400_000, basis="payments.order:1", by=None)
    operations.take_back(commitment=row, fen=400_000, basis="payments.order:1", by=None)
    assert refused(operations.reverse, posting=paid, reason="x").codes == {"came_back"}


def test_money_of_others_is_recorded_and_never_committed():
    charity = make.line(100_000, source="charity", recorded=True)
    given = {"line": charity, "fen": 1, "basis": "t.a:1", "words": "x"}
    assert refused(operations.commit, **given).codes == {"recorded_only"}
    operations.record(line=charity, fen=60_000, basis="t.r:1", words="轮椅", by=None)
    assert figures(charity) == (100_000, 0, 60_000, 40_000)
    given = {"line": charity, "fen": 40_001, "basis": "t.r:2", "words": "x"}
    assert refused(operations.record, **given).codes == {"short"}
    given = {"line": make.line(100), "fen": 1, "basis": "t.r:3", "words": "x"}
    assert refused(operations.record, **given).codes == {"not_recorded"}


def test_where_the_money_went_is_counted_from_what_was_paid():
    line, charity = make.line(1_000_000), make.line(100_000, source="charity", recorded=True)
    row = make.commitment(600_000, line)
    operations.pay(commitment=row, fen=400_000, basis="payments.order:1", by=None)
    operations.take_back(commitment=row, fen=100_000, basis="payments.order:1", by=None)
    operations.record(line=charity, fen=60_000, basis="t.r:1", words="轮椅", by=None)
    legs = spending.paid(years=[line.budget.year], bodies=[line.budget.body_id])
    assert spending.total(legs) == 360_000
    assert [(one.key, one.fen) for one in spending.totals(legs, "source")] == [
        ("fiscal", 300_000),
        ("charity", 60_000),
    ]
    for by in spending.BY:
        assert sum(one.fen for one in spending.totals(legs, by)) == 360_000
    assert spending.total(spending.paid(sources=["lottery"])) == 0


@pytest.mark.parametrize("table", ["ledger_posting", "ledger_leg"])
@pytest.mark.parametrize("words", ["UPDATE {} SET fen = fen + 1", "DELETE FROM {}"])
def test_the_database_lets_nobody_change_a_posting(table, words):
    make.commitment(100)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words.format(table))


def test_the_database_refuses_what_the_code_should_never_do():
    line = make.line(1_000)
    for wrong in ({"committed": 1_001}, {"amount": -1}, {"paid": -1}, {"closed": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Line.objects.filter(pk=line.pk).update(**wrong)
    with pytest.raises(ValueError, match="do not sum to 0"):
        journal.post(Act("change", "t.x:1", "x", 5), [Move(line.pk, "free", 5)], by=None)
    with pytest.raises(ValueError, match="no basis"):
        journal.post(Act("change", "", "x", 5), [], by=None)


def test_legs_that_do_not_balance_are_found_and_postgresql_itself_refuses_them():
    line = make.line(1_000)
    with transaction.atomic():
        stray = Leg.objects.create(posting=Posting.objects.get(), line=line, account="free", fen=5)
        assert f"posting {stray.posting_id}: 5" in proof.wrong_sums()
        if connection.vendor == "postgresql":
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    assert proof.wrong_sums() == []


def test_a_commitment_that_moved_while_it_was_read_is_read_again():
    line, other = make.line(1_000), make.line(1_000, code="2")
    row = make.commitment(500, line)
    stale = [Move(other.pk, "committed", -1, row.pk), Move(other.pk, "paid", 1, row.pk)]
    for _held in range(2):
        with pytest.raises(journal.MovedOn), transaction.atomic():
            journal.post(Act("pay", "t.x:1", "x", 1), stale, by=None)
        make.commitment(500, other, basis="tests.award:2")
    assert figures(other) == (1_000, 500, 0, 500)
