"""Changes of a budget: what is refused, in exact words, and what an approval does."""

import pytest

from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets import terms
from portal.ledger.budgets.queries import figures
from portal.ledger.changes import operations
from portal.ledger.postings import operations as postings
from portal.ledger.postings.proof import wrong_sums
from tests.factories import ledger as make
from tests.people import appoint, body, person

pytestmark = pytest.mark.django_db
YUAN = make.YUAN


def refused(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    assert all(reason.words for reason in refusal.value.reasons)
    return refusal.value


def test_a_budget_is_not_reduced_below_what_is_committed_and_paid(in_chinese):
    line = make.line(100_000 * YUAN)
    row = make.commitment(60_000 * YUAN, line)
    postings.pay(commitment=row, fen=20_000 * YUAN, basis="payments.order:1", by=None)
    refusal = refused(make.proposed, "change", -45_000 * YUAN, line=line)
    assert refusal.codes == {"below_used"}
    assert "差 5,000.00 元" in refusal.reasons[0].words
    assert "40,000.00" in refusal.reasons[0].mend
    make.approved(make.proposed("change", -40_000 * YUAN, line=line))
    assert figures(line).free == 0
    assert wrong_sums() == []


def test_what_was_committed_after_the_proposal_is_seen_at_the_approval():
    line = make.line(1_000 * YUAN)
    change = make.proposed("change", -600 * YUAN, line=line)
    make.commitment(500 * YUAN, line)
    assert refused(make.approved, change).codes == {"below_used"}
    change.refresh_from_db()
    assert (change.status, figures(line).budget) == ("proposed", 1_000 * YUAN)


def test_a_transfer_moves_money_between_two_lines_after_another_persons_approval():
    source, target = make.line(1_000 * YUAN), make.line(10 * YUAN, code="2080299")
    change = make.proposed("transfer", 400 * YUAN, line=target, source_line=source)
    appoint(person("accountant"), "treasurer", body("bureau"))
    own = refused(operations.approve, change=change, by=person("accountant"))
    assert own.codes == {"four_eyes"}
    assert (figures(source).budget, figures(target).budget) == (1_000 * YUAN, 10 * YUAN)
    make.approved(change)
    assert (figures(source).budget, figures(target).budget) == (600 * YUAN, 410 * YUAN)
    assert refused(make.approved, change).codes == {"not_possible_now"}
    assert wrong_sums() == []


def test_a_transfer_never_takes_what_is_committed():
    source, target = make.line(1_000 * YUAN), make.line(10 * YUAN, code="2080299")
    make.commitment(900 * YUAN, source)
    given = {"line": target, "source_line": source}
    assert refused(make.proposed, "transfer", 101 * YUAN, **given).codes == {"below_used"}
    assert refused(make.proposed, "transfer", 0, **given).codes == {"amount_zero"}
    assert refused(make.proposed, "transfer", -1, **given).codes == {"amount_zero"}
    given["line"] = source
    assert refused(make.proposed, "transfer", 1, **given).codes == {"same_line"}


def test_money_of_another_source_is_moved_only_where_the_row_allows_it(monkeypatch):
    source = make.line(1_000 * YUAN)
    target = make.line(10 * YUAN, source="lottery", code="2296002")
    given = {"line": target, "source_line": source}
    assert refused(make.proposed, "transfer", YUAN, **given).codes == {"other_source"}
    monkeypatch.setattr(terms, "mixing_allowed", lambda: True)
    assert make.proposed("transfer", YUAN, **given).status == "proposed"


@pytest.mark.parametrize("mixing", [False, True])
@pytest.mark.parametrize("into_ours", [True, False])
def test_money_of_others_never_joins_the_offices_own(monkeypatch, mixing, into_ours):
    monkeypatch.setattr(terms, "mixing_allowed", lambda: mixing)
    ours = make.line(1_000 * YUAN)
    theirs = make.line(1_000 * YUAN, source="charity", code="C1", recorded=True)
    lines = (theirs, ours) if into_ours else (ours, theirs)
    given = dict(zip(("source_line", "line"), lines, strict=True))
    assert refused(make.proposed, "transfer", YUAN, **given).codes == {"other_owner"}


def test_a_change_names_lines_of_its_own_budget_only():
    ours, theirs = make.line(1_000 * YUAN), make.line(1_000 * YUAN, body="other_bureau")
    with pytest.raises(ValueError, match="own budget"):
        make.proposed("transfer", YUAN, line=ours, source_line=theirs, budget=ours.budget)


def test_a_line_is_allotted_once():
    line = make.line()
    make.approved(make.proposed("allot", 100 * YUAN, line=line))
    again = refused(make.proposed, "allot", 100 * YUAN, line=line)
    assert again.codes == {"allotted_already"}


def test_a_year_is_closed_when_it_is_over_and_in_its_order():
    this = clock.today().year
    running, before = make.budget(), make.budget(year=this - 1)
    assert refused(make.proposed, "close", 0, budget=running).codes == {
        "year_runs", "earlier_open",
    }  # fmt: skip
    make.closed(this - 1)
    before.refresh_from_db()
    assert refused(make.proposed, "close", 0, budget=before).codes == {"year_closed"}
