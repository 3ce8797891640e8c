"""What falls with a grade is asked back by itself, once, and what came back is free again."""

from datetime import date, timedelta

import pytest

from incubator.clawbacks import opening, operations, queries, shares
from incubator.clawbacks.models import Clawback
from incubator.clawbacks.opening import Fall
from incubator.grants import offering
from incubator.grants import operations as grants
from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets import queries as budgets
from portal.ledger.postings import proof, spending
from portal.notifications.models import Notice
from portal.organisations.record import operations as record
from portal.organisations.register.operations import Source
from tests import work
from tests.factories import grants as make
from tests.factories import incentives
from tests.factories import lineage as links
from tests.people import person


@pytest.mark.parametrize(
    ("asked", "returned", "fen", "brings"),
    [
        ([[1, 500], [2, 300]], 0, 800, {1: 500, 2: 300}),
        ([[1, 500], [2, 300]], 0, 200, {1: 200}),
        ([[1, 500], [2, 300]], 400, 200, {1: 100, 2: 100}),
        ([[1, 500], [2, 300]], 500, 300, {2: 300}),
        ([[7, 1]], 0, 1, {7: 1}),
        ([], 0, 5, {}),
    ],
)
def test_what_comes_back_fills_the_claims_in_their_order(asked, returned, fen, brings):
    assert shares.parts(asked, returned, fen) == brings
    assert sum(shares.came_back(asked, returned + fen).values()) == (
        min(returned + fen, sum(part for _claim, part in asked))
    )


@pytest.mark.parametrize(
    ("paid", "running", "left"),
    [
        ({1: 500}, [], [[1, 500]]),
        ({1: 500}, [([[1, 500]], 0)], []),
        ({1: 500}, [([[1, 200]], 0)], [[1, 300]]),
        ({1: 300}, [([[1, 500]], 200)], []),
        ({1: 500, 2: 100}, [([[1, 500]], 0)], [[2, 100]]),
    ],
)
def test_nothing_is_asked_back_twice(paid, running, left):
    assert shares.askable(paid, shares.outstanding(running)) == left


def test_at_most_takes_from_the_newest_claim_first():
    assert shares.at_most([[1, 500], [2, 300]], 400) == [[1, 100], [2, 300]]
    assert shares.at_most([[1, 500]], 0) == []


pytestmark = pytest.mark.django_db


def falls(kind="cancelled", *, ground="false_data", level=None, on=None, of=None):
    """The record says that the grade of a day fell; the portal follows."""
    change = record.change_grade(
        organisation=(of or make.ours()).pk,
        announced_on=on or clock.today(),
        kind=kind,
        ground=ground,
        level=level,
        decided_on=clock.today(),
        source=Source("东民字〔2026〕9号", clock.today()),
        by=person("clerk"),
    )
    work.drain()
    return change


def paid(level=3, **terms):
    claim = make.offered(level, **terms)
    claim.status, claim.paid, claim.paid_on = "paid", claim.amount, clock.today()
    claim.checked_by, claim.approved_by = person("incubation_clerk"), person("leader")
    claim.commitment = make.ledger.commitment(
        claim.amount, on=claim.version.line, basis=claim.basis
    )
    make.money.pay(commitment=claim.commitment, fen=claim.amount, basis="t:1", by=None)
    claim.save()
    claim.case.state = "paid"
    claim.case.save()
    return claim


def test_fraud_opens_what_was_paid_for_the_grade_once_and_holds_new_money():
    claim = paid()
    falls()
    row = Clawback.objects.get()
    assert (row.status, row.amount, row.claims) == ("opened", 1_000_000, [[claim.pk, 1_000_000]])
    assert (row.opened_by, "东民字〔2026〕9号" in row.ground) == (None, True)
    assert Notice.objects.filter(key="clawback_opened").count() == 2
    fall = Fall(make.ours().pk, clock.today(), "cancelled", 0, "false_data", clock.today())
    assert opening.follow(fall) == []
    assert Clawback.objects.count() == 1
    assert {reason.code for reason in queries.holds([make.ours().pk])} == {"money_asked_back"}
    with pytest.raises(Refused) as refusal:
        operations.open_for(claim=claim, words="x", by=person("incubation_clerk"))
    assert refusal.value.codes == {"open_already"}


def test_it_is_decided_comes_back_in_parts_and_is_free_on_the_line_again():
    claim = paid(fen=1_500_000)
    falls()
    row = operations.decide(clawback=Clawback.objects.get(), words="追回。", by=person("leader"))
    assert row.case.due_rule == "clawbacks.pay"
    plan = [(clock.today() + timedelta(days=30 * n), 500_000) for n in (1, 2)]
    operations.agree_instalments(clawback=row, plan=plan, by=person("leader"))
    given = {"clawback": row, "received_on": clock.today(), "by": person("accountant")}
    for number, left in (("HZ1", 500_000), ("HZ2", 0)):
        one = operations.enter_repayment(number=number, fen=500_000, **given)
        row = operations.confirm_repayment(repayment=one, by=person("treasurer"))
        assert (row.owed, spending.total(spending.paid())) == (left, left)
    line = budgets.by_id(claim.commitment.line_id)
    assert (line.paid, line.committed, line.free) == (0, 0, 1_500_000)
    assert (row.status, make.fresh(claim).returned) == ("settled", 1_000_000)
    assert proof.wrong_sums() == []
    assert not list(queries.holds([make.ours().pk]))


@pytest.mark.parametrize(
    ("terms", "kind", "ground", "level", "asked"),
    [
        ({"clawback": False}, "cancelled", "false_data", None, None),
        ({}, "cancelled", "unqualified", None, None),
        ({"clawback_any": True}, "cancelled", "unqualified", None, 2_000_000),
        ({}, "lowered", "verified", 3, None),
        ({"clawback_any": True}, "lowered", "verified", 3, 1_000_000),
        ({"clawback_any": True}, "lowered", "verified", 2, 2_000_000),
    ],
)
def test_what_the_terms_say_about_a_grade_that_fell(terms, kind, ground, level, asked):
    paid(4, **terms)
    falls(kind, ground=ground, level=level)
    row = Clawback.objects.first()
    assert (row.amount if row else None) == asked


def test_a_grade_without_money_and_another_day_open_nothing():
    make.offered()
    falls()
    assert not Clawback.objects.exists()
    paid_before = paid()
    make.graded(3, on=date(2025, 3, 3), of=paid_before.organisation)
    falls(on=date(2025, 3, 3), of=paid_before.organisation)
    assert not Clawback.objects.exists()


def test_what_is_asked_back_of_a_predecessor_holds_its_successor():
    claim = paid()
    child = links.standing("东胜区新社")
    make.Organisation.objects.filter(pk=claim.organisation_id).update(state="deregistered")
    links.linked(make.fresh(claim).organisation, child)
    falls()
    make.graded(3, of=child)
    version = incentives.published("别的奖励", line=claim.version.line)
    offering.offer_to([child.pk])
    second = make.Claim.objects.get(organisation=child, scheme=version.scheme)
    make.account(child, "6222020612345678999")
    with pytest.raises(Refused) as refusal:
        grants.claim(claim=second, by=make.money_person(child))
    assert "money_asked_back" in refusal.value.codes


def test_a_restored_grade_drops_what_nobody_decided():
    paid()
    change = falls()
    record.restore_grade(
        change=change, source=Source("更正", clock.today()), by=person("section_head")
    )
    work.drain()
    assert Clawback.objects.get().status == "dropped"
