"""Contracts of several years, and the end of a year: nothing is lost and nothing counts twice."""

import pytest

from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets import queries as budgets
from portal.ledger.budgets.models import Line
from portal.ledger.postings import operations, proof, queries
from tests.factories import ledger as make
from tests.people import body, person

pytestmark = pytest.mark.django_db


def figures(line):
    found = budgets.figures(line)
    return (found.budget, found.committed, found.paid, found.free)


def this_year() -> int:
    return clock.today().year


def contract(parts):
    return operations.commit_years(
        body_id=body("bureau").pk,
        source="fiscal",
        code="2080206",
        parts=parts,
        basis="contracts.contract:7",
        words="三年服务合同",
        by=None,
    )


def test_a_contract_of_three_years_makes_three_commitments_and_later_ones_wait():
    year = this_year()
    line = make.line(500_000)
    parts = {year: 300_000, year + 1: 200_000, year + 2: 100_000}
    first, second, third = contract(parts)
    assert (first.open, second.open, third.open) == (300_000, 0, 0)
    assert (first.planned, second.planned, third.planned) == (False, True, True)
    assert [row.basis for row in queries.commitments_of("contracts.contract:7")] == [
        f"contracts.contract:7:{n}" for n in sorted(parts)
    ]
    assert figures(line) == (500_000, 300_000, 0, 200_000)
    assert contract(parts) == [first, second, third]
    with pytest.raises(Refused) as refusal:
        operations.pay(commitment=second, fen=1, basis="payments.order:1", by=None)
    assert refusal.value.codes == {"planned"}


def test_what_waits_is_taken_up_when_its_budget_is_approved():
    year = this_year()
    make.line(500_000)
    second = contract({year: 300_000, year + 1: 200_000})[1]
    later = make.line(year=year + 1)
    with pytest.raises(Refused) as refusal:
        operations.take_up(commitment=second, by=None)
    assert refusal.value.codes == {"short"}
    make.approved(make.proposed("allot", 150_000, line=later))
    assert queries.by_id(second.pk).planned
    make.approved(make.proposed("change", 60_000, line=later))
    assert queries.by_id(second.pk).open == 200_000
    assert figures(later) == (210_000, 200_000, 0, 10_000)


def test_of_a_year_that_has_begun_without_a_budget_nothing_is_committed():
    with pytest.raises(Refused) as refusal:
        contract({this_year(): 1, this_year() + 1: 1})
    assert refusal.value.codes == {"no_line"}
    assert not queries.commitments_of("contracts.contract:7").exists()


def test_at_the_end_of_a_year_commitments_go_on_and_fiscal_money_lapses():
    last = this_year() - 1
    line = make.line(1_000_000, year=last)
    lottery = make.line(400_000, year=last, source="lottery")
    row = make.commitment(600_000, line)
    operations.pay(commitment=row, fen=250_000, basis="payments.order:1", by=None)
    make.closed()
    assert figures(line) == (250_000, 0, 250_000, 0)
    assert figures(lottery) == (0, 0, 0, 0)
    following = Line.objects.get(budget__year=last + 1, source="fiscal")
    assert figures(following) == (350_000, 350_000, 0, 0)
    assert figures(Line.objects.get(budget__year=last + 1, source="lottery"))[3] == 400_000
    row.refresh_from_db()
    assert (row.line, row.year, row.open, row.paid) == (following, last + 1, 350_000, 250_000)
    operations.pay(commitment=row, fen=350_000, basis="payments.order:2", by=None)
    assert figures(following) == (350_000, 0, 350_000, 0)
    with pytest.raises(Refused) as refusal:
        make.commitment(1, line, basis="tests.award:2")
    assert refusal.value.codes == {"year_closed"}
    assert not proof.wrong_sums()


def test_a_transfer_that_comes_back_after_the_year_is_spent_in_the_next():
    last = this_year() - 1
    line = make.line(500_000, year=last)
    row = make.commitment(500_000, line)
    operations.pay(commitment=row, fen=500_000, basis="payments.order:1", by=None)
    make.closed()
    operations.take_back(commitment=row, fen=200_000, basis="payments.order:1", by=None)
    following = Line.objects.get(budget__year=last + 1)
    assert figures(line) == (300_000, 0, 300_000, 0)
    assert figures(following) == (200_000, 200_000, 0, 0)
    operations.pay(commitment=row, fen=200_000, basis="payments.order:1:2", by=None)
    operations.take_back(commitment=row, fen=450_000, basis="payments.order:1:2", by=None)
    assert figures(line) == (50_000, 0, 50_000, 0)
    assert figures(following) == (450_000, 450_000, 0, 0)
    assert not proof.wrong_sums()


def test_a_year_is_closed_when_it_is_over_in_order_and_once():
    last = this_year() - 1
    make.budget(year=last)
    for year, code in ((last + 1, {"year_runs", "earlier_open"}), (last, set())):
        try:
            make.proposed("close", 0, budget=make.budget(year=year))
            found = frozenset()
        except Refused as refusal:
            found = refusal.codes
        assert found == code
    with pytest.raises(Refused) as refusal:
        make.proposed("close", 0, budget=make.budget(year=last))
    assert refusal.value.codes == {"closing_proposed"}
    assert person("treasurer")
