"""A call from its needs to its closure: ranking, waiting list, instalments, what is returned."""

from datetime import timedelta

import pytest

from incubator.ventures import (
    contracting,
    operations,
    paying,
    queries,
    reporting,
    rounds,
    settling,
)
from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.postings.models import Posting
from portal.payments.banking import incoming
from portal.payments.orders import operations as paying_orders
from portal.payments.orders import queries as bank
from portal.workflow import due
from portal.workflow.letters.models import Letter
from portal.workflow.publicity.models import PublicEntry
from tests import work
from tests.factories import ledger
from tests.factories import payments as orders
from tests.factories import ventures as make
from tests.people import person

pytestmark = pytest.mark.django_db


def pay_through_the_bank(project, number):
    """Receipt, order, second person, file, bank: the events of the payments move the project."""
    part = make.instalment(project, number)
    paper = paying.Paper(f"SJ-{number}", clock.today(), make.scan("收据.png"))
    paying.hand_in_receipt(instalment=part, paper=paper, by=person("finance"))
    paying.order(instalment=part, by=person("accountant"))
    order = orders.checked(bank.of_basis(part.basis).get())
    order = orders.sent(order)
    paying_orders.paid(order=order, on=clock.today(), words="", by=person("treasurer"))
    work.drain()
    return make.fresh(project)


def test_from_the_call_to_the_returned_rest():
    work.move_to(f"{clock.today().year + 1}-01-10T09:00:00+08:00")
    line = ledger.line(make.BUDGET, code="2296002")
    call = make.published(line=line, budget=8_000_000, limit=5_000_000)
    ours, other, weak = make.applied(call), make.of_another(call, 1), make.of_another(call, 2)
    for row in (ours, other, weak):
        make.checked(row)
    ours, other, weak = make.scored([ours, other, weak], ["20", "10", "0"])
    assert [row.status for row in (ours, other, weak)] == ["scored"] * 3
    assert [row.score for row in (ours, other, weak)] == [10000, 9000, 8000]
    rounds.decide(call=call, by=person("leader"))
    ours, other, weak = (make.fresh(row) for row in (ours, other, weak))
    assert [row.proposal for row in (ours, other, weak)] == ["fund", "wait", "wait"]
    work.move_to((clock.now() + timedelta(days=12)).isoformat())
    work.drain()
    ours, other = make.fresh(ours), make.fresh(other)
    assert (ours.status, other.status) == ("contract", "waiting")
    assert Letter.objects.get(kind="venture.contract").number == ours.contract

    ours = make.running(make.signed(ours))
    line.refresh_from_db()
    assert (ours.status, line.committed) == ("running", 5_000_000)
    assert [part.fen for part in ours.instalments.all()] == [2_500_000, 1_500_000, 1_000_000]
    with pytest.raises(Refused) as early:
        make.reported(ours, 1, 0, 0)
    assert early.value.codes == {"instalment_open", "above_paid"}
    ours = pay_through_the_bank(ours, 1)
    assert queries.paid(ours) == 2_500_000
    ours = make.reported(ours, 2_000_000, 300_000, 100_000)
    ours = reporting.pass_(project=ours, words="进度正常。", by=person("incubation_clerk"))
    assert ours.status == "second"
    ours = pay_through_the_bank(ours, 2)
    ours = make.reported(ours, 3_000_000, 700_000, 200_000)
    ours = reporting.send_back(project=ours, words="请补活动照片。", by=person("incubation_clerk"))
    ours = make.reported(ours, 3_000_000, 700_000, 200_000)
    with pytest.raises(Refused) as twice:
        reporting.send_back(project=ours, words="再补。", by=person("incubation_clerk"))
    assert twice.value.codes == {"mended_before"}
    ours = reporting.pass_(project=ours, words="", by=person("incubation_clerk"))
    ours = pay_through_the_bank(ours, 3)
    ours = make.reported(ours, 3_500_000, 1_000_000, 300_000, by="finance")
    ours = reporting.accept(project=ours, by=person("incubation_clerk"))
    assert (ours.status, queries.owed(ours)) == ("returning", 200_000)
    with pytest.raises(Refused) as more:
        make.money_back(ours, 200_001)
    assert more.value.codes == {"more_than_owed"}
    back = make.money_back(ours, 200_000)
    with pytest.raises(Refused):
        reporting.confirm_return(money_back=back, by=person("accountant"))
    ours = reporting.confirm_return(money_back=back, by=person("treasurer"))
    assert (ours.status, queries.owed(ours)) == ("closed", 0)
    line.refresh_from_db()
    assert (line.committed, line.paid) == (0, 4_800_000)
    assert sum(leg.fen for posting in Posting.objects.all() for leg in posting.legs.all()) == 0


def test_money_that_comes_free_goes_to_the_first_that_waits():
    call = make.published(budget=6_000_000, limit=5_000_000)
    rows = make.marked([make.applied(call), make.of_another(call, 1)], 9000, 8000)
    rounds.decide(call=call, by=person("leader"))
    for row in rows:
        settling.stands(PublicEntry.objects.get(case=row.case_id, outcome=""))
    assert [make.fresh(row).status for row in rows] == ["contract", "waiting"]
    assert queries.may_move_up(clock.now()) == []
    operations.withdraw(project=make.fresh(rows[0]), by=person("owner"))
    due.run()
    assert make.fresh(rows[1]).status == "contract"


@pytest.mark.parametrize("state", ["contract", "waiting"])
def test_a_contract_that_is_not_signed_lapses_and_the_waiting_list_ends(state):
    project = make.in_state(state)
    case = project.case
    case.due_on = clock.today() - timedelta(days=1)
    case.save()
    due.run()
    assert make.fresh(project).status == "lapsed"


def test_an_upheld_objection_takes_a_project_off_the_list():
    project = make.decided()
    entry = PublicEntry.objects.get(case=project.case_id)
    done = settling.taken_off(entry, person("rating_clerk"), "同一项目已获资助。")
    assert done.status == "refused"
    assert set(settling.deciders(entry)) == {person("incubation_clerk").pk, person("leader").pk}


def test_a_failed_evaluation_frees_the_rest_and_ends_as_terminated():
    project = make.in_state("mid_report")
    project = contracting.end_early(project=project, words="只做了两次。", by=person("leader"))
    assert (project.status, project.failed) == ("settling", True)
    assert [queries.stage_of(part) for part in project.instalments.all()] == [
        "paid", "dropped", "dropped",
    ]  # fmt: skip
    project.commitment.refresh_from_db()
    assert project.commitment.open == 0
    assert Letter.objects.filter(kind="venture.terminate").count() == 1
    project = make.reported(project, 2_000_000, 500_000, 0)
    project = reporting.accept(project=project, by=person("incubation_clerk"))
    assert project.status == "terminated"


def test_a_project_does_not_end_while_a_payment_is_under_way():
    project = make.with_receipt()
    part = paying.order(instalment=make.instalment(project, 1), by=person("accountant"))
    with pytest.raises(Refused) as refusal:
        contracting.end_early(project=project, words="停。", by=person("leader"))
    assert refusal.value.codes == {"payment_under_way"}
    paying.paid(basis=part.basis, on=clock.today())
    paying.returned(basis=part.basis)
    assert queries.stage_of(make.instalment(project, 1)) == "ordered"
    paying.cancelled(basis=part.basis)
    assert queries.stage_of(make.instalment(project, 1)) == "receipted"
    assert paying.paid(basis="grants.claim:1", on=clock.today()) is None
    paying.paid(basis=part.basis, on=clock.today())
    assert queries.stage_of(make.instalment(project, 1)) == "receipted"


def test_two_orders_are_not_prepared_and_a_receipt_is_sent_back_with_words():
    project = make.with_receipt()
    part = make.instalment(project, 1)
    with pytest.raises(Refused) as silent:
        paying.return_receipt(instalment=part, words=" ", by=person("accountant"))
    assert silent.value.codes == {"words_missing"}
    paying.return_receipt(instalment=part, words="金额写错了。", by=person("accountant"))
    with pytest.raises(Refused) as gone:
        paying.order(instalment=part, by=person("accountant"))
    assert gone.value.codes == {"instalment_not_open"}


def test_late_unspent_money_stops_new_money():
    from incubator.grants import holds

    project = make.in_state("returning")
    case = project.case
    assert list(holds.reasons([project.organisation_id])) == []
    case.due_on = clock.today() - timedelta(days=1)
    case.save()
    found = holds.reasons([project.organisation_id])
    assert [reason.code for reason in found] == ["unspent_late"]


def test_the_ledger_tells_of_a_project():
    from portal.ledger.postings import bases

    project = make.in_state("running")
    told = bases.described([project.basis])[project.basis]
    assert project.title in str(told.words)


def test_a_bank_receipt_that_repaid_an_award_does_not_return_the_rest_of_a_venture_too():
    ours = make.in_state("returning")
    incoming.count_once(payer=ours.call.office_id, number=f"YH{ours.pk}-100", basis="clawback:1")
    with pytest.raises(Refused) as twice:
        make.money_back(ours, 100)
    assert twice.value.codes == {"number_used"}
