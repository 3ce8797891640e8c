"""The first award: offered by itself, claimed by the finance post, checked, public, paid once."""

from datetime import date, timedelta

import pytest

from incubator.grants import offering, operations, paying, queries, queues, settling
from incubator.grants.models import Claim, Tally
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.law import queries as law
from portal.ledger.budgets import queries as budgets
from portal.notifications.models import Notice
from portal.organisations.lineage import queries as lineage
from portal.payments.orders import queries as orders
from portal.workflow.letters.models import Letter
from tests import people, work
from tests.factories import grants as make
from tests.factories import incentives, joining, ledger, record
from tests.factories import lineage as links
from tests.people import person

pytestmark = pytest.mark.django_db


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


def offer_to(organisation):
    return offering.offer_to([organisation.pk])


def test_a_grade_on_the_record_opens_a_prepared_claim_and_tells_owner_and_finance():
    make.ready()
    make.graded(3)
    work.drain()
    claim = Claim.objects.get()
    assert (claim.status, claim.amount, claim.entry) == ("offered", 1_000_000, "AAA")
    assert claim.account_shown.endswith("5678901"[-4:])
    told = Notice.objects.filter(key="grant_offered")
    assert {notice.person.name for notice in told} == {"owner", "finance"}
    work.drain()
    assert offer_to(make.ours()) == []


@pytest.mark.parametrize("level", [1, 2])
def test_a_grade_below_the_table_is_not_offered(level):
    make.ready()
    make.graded(level)
    assert offer_to(make.ours()) == []


def test_a_3a_of_2014_means_no_first_today_but_a_4a_is_one():
    make.ready()
    record.graded(make.ours(), 3, since=date(2014, 6, 1), until=date(2019, 5, 31))
    make.graded(3)
    assert offer_to(make.ours()) == []
    work.move_to((clock.now() + timedelta(days=1)).isoformat())
    make.graded(4)
    assert make.latest(offer_to(make.ours())).amount == 2_000_000


def test_an_award_of_the_import_counts_and_is_shown_line_by_line():
    make.ready()
    record.awarded(make.ours(), 1_000_000)
    make.graded(4)
    claim = make.latest(offer_to(make.ours()))
    assert claim.amount == 1_000_000
    assert [(line["what"], line["fen"]) for line in claim.reckoning] == [
        ("table", 2_000_000), ("imported", -1_000_000), ("due", 1_000_000),
    ]  # fmt: skip


def test_the_award_of_a_predecessor_counts_for_its_child():
    make.ready()
    parent, child = links.ended("东胜区旧协会"), make.ours()
    links.linked(parent, child)
    assert lineage.ancestors(child.pk) == {parent.pk, child.pk}
    record.awarded(parent, 1_000_000)
    make.graded(3)
    assert offer_to(child) == []


def test_each_child_of_a_split_may_earn_what_the_parent_never_had():
    version = make.ready()
    parent, sibling = links.ended("东胜区旧协会"), links.standing("东胜区分立社")
    for child in (make.ours(), sibling):
        links.linked(parent, child, kind="split")
        make.graded(3, of=child)
    assert len(offering.offer_to([make.ours().pk, sibling.pk])) == 2
    assert Claim.objects.filter(scheme=version.scheme).values("lineage_key").distinct().count() == 2


def test_without_differences_whoever_was_paid_gets_nothing_more():
    make.ready(difference=False)
    record.awarded(make.ours(), 1_000_000)
    make.graded(5)
    assert offer_to(make.ours()) == []


def test_a_grade_announced_before_the_scheme_or_too_long_ago_is_not_offered():
    make.ready(starts_on=clock.today() - timedelta(days=400), within=30)
    make.graded(3, on=clock.today() - timedelta(days=90))
    assert offer_to(make.ours()) == []


def test_only_the_owner_and_the_finance_post_claim():
    claim = make.offered()
    for name in ("colleague", "stranger", "incubation_clerk"):
        assert refused(operations.claim, claim=claim, by=person(name)) == {"no_money_post"}
    assert make.claimed(claim, by="owner").status == "claimed"


def test_all_reasons_against_a_claim_come_at_once():
    claim = make.offered(with_account=False)
    record.listed(make.ours(), "dishonest")
    record.listed(make.ours(), "abnormal")
    work.move_to((clock.now() + timedelta(days=100)).isoformat())
    assert refused(operations.claim, claim=claim, by=person("owner")) == {
        "account_missing", "on_dishonest_list", "on_abnormal_list", "too_late",
    }  # fmt: skip


def test_an_offer_that_nobody_claims_lapses_and_is_not_made_again():
    claim = make.offered()
    work.move_to((clock.now() + timedelta(days=100)).isoformat())
    work.drain()
    assert make.fresh(claim).status == "lapsed"
    assert offer_to(make.ours()) == []


def test_unknown_lists_stop_the_check_until_an_official_confirms():
    claim = make.claimed()
    work.move_to((clock.now() + timedelta(days=900)).isoformat())
    clerk = person("incubation_clerk")
    check = {"claim": claim, "words": "好", "url": "", "by": clerk}
    assert refused(operations.check, **check) == {"lists_unknown"}
    record.lists_known(make.ours())
    assert operations.check(**check).status == "checked"


def test_an_official_with_a_post_in_the_organisation_does_not_check_it():
    claim = make.claimed()
    clerk = person("incubation_clerk")
    people.appoint(clerk, "viewer", people.body("ours"))
    check = {"claim": claim, "words": "好", "url": "", "by": clerk}
    assert refused(operations.check, **check) == {"own_case"}


def test_a_listing_after_the_check_stops_the_approval():
    claim = make.checked()
    record.listed(make.ours(), "dishonest")
    with pytest.raises(Refused) as refusal:
        make.approved(claim)
    assert refusal.value.codes == {"on_dishonest_list"}
    assert make.fresh(claim).status == "checked"


def test_a_listing_after_the_publicity_stops_the_payment():
    claim = make.receipted()
    record.listed(make.ours(), "abnormal")
    assert refused(operations.order, claim=claim, by=person("accountant")) == {
        "on_abnormal_list",
    }
    assert make.fresh(claim).status == "receipted"


def test_a_claim_that_the_chain_sends_back_is_checked_again():
    from portal.workflow.approvals import operations as approvals
    from portal.workflow.approvals import queries as proposals

    claim = make.checked()
    approvals.give(
        approval=proposals.standing(queries.ACT, claim.basis), opinion="return",
        words="请核对账户。", by=person("section_head"),
    )  # fmt: skip
    assert make.fresh(claim).status == "claimed"
    assert make.approved(make.checked(make.fresh(claim))).status == "published"


def test_refusing_needs_words_and_gives_a_letter_with_a_remedy(in_chinese):
    claim = make.claimed()
    clerk = person("incubation_clerk")
    assert refused(operations.refuse, claim=claim, words=" ", by=clerk) == {"words_missing"}
    operations.refuse(claim=claim, words="等级公告有误。", by=clerk)
    letter = Letter.objects.get()
    assert "等级公告有误" in "".join(letter.paragraphs)
    assert "行政复议" in letter.remedy
    assert make.fresh(claim).status == "refused"


def test_a_short_line_queues_by_the_day_of_confirmation_and_pays_nothing_in_part():
    make.ready(fen=999_999)
    claim = make.settled(make.approved(make.checked(make.claimed(make.offered()))))
    assert (claim.status, claim.commitment, queues.place(claim)) == ("queued", None, 1)
    other = links.standing("东胜区第二社")
    make.graded(3, of=other)
    second = make.latest(offer_to(other))
    assert queues.queued_before(second) is True
    work.drain()
    assert make.fresh(claim).status == "queued"
    ledger.line(1)
    work.drain()
    claim = make.fresh(claim)
    assert claim.status == "committed"
    line = budgets.by_id(claim.commitment.line_id)
    assert (line.committed, line.free) == (1_000_000, 0)


def test_where_the_row_says_so_a_short_line_pays_what_it_has():
    make.ready(fen=400_000, part_payment=True)
    claim = make.settled(make.approved(make.checked(make.claimed(make.offered()))))
    assert (claim.status, claim.amount) == ("committed", 400_000)
    last = claim.reckoning[-1]
    assert (last["what"], last["fen"]) == ("part", -600_000)
    assert Tally.objects.get().awarded == 400_000


def test_the_new_year_offers_queued_awards_anew_from_its_own_line():
    work.move_to("2026-11-30T09:00:00+08:00")
    make.ready(fen=1)
    claim = make.settled(make.approved(make.checked(make.claimed(make.offered()))))
    assert (claim.status, claim.short_year) == ("queued", 2026)
    work.move_to("2027-01-05T09:00:00+08:00")
    work.drain()
    assert make.fresh(claim).status == "queued"
    ledger.line(1_000_000, year=2027)
    assert settling.tell_of_the_new_year() == 1
    assert settling.tell_of_the_new_year() == 0
    work.drain()
    claim = make.fresh(claim)
    assert (claim.status, claim.commitment.year) == ("committed", 2027)
    assert Notice.objects.filter(key="grant_offered_anew").exists()


def test_stopping_a_claim_frees_its_money_and_its_place():
    claim = make.settled()
    operations.stop(claim=claim, words="资料造假。", by=person("leader"))
    claim = make.fresh(claim)
    assert claim.status == "refused"
    line = budgets.by_id(claim.commitment.line_id)
    assert (line.committed, Tally.objects.get().awarded) == (0, 0)


def test_the_receipt_comes_before_the_money_and_may_be_sent_back():
    claim = make.settled()
    paper = operations.Paper("  ", clock.today(), None)
    assert refused(operations.hand_in_receipt, claim=claim, paper=paper, by=person("finance")) == {
        "receipt_missing"
    }
    claim = make.receipted(claim)
    operations.return_receipt(claim=claim, words="金额不对", by=person("accountant"))
    assert make.fresh(claim).status == "committed"
    assert make.ordered(make.receipted(make.fresh(claim))).status == "ordered"


def test_the_order_carries_amount_basis_and_receipt():
    claim = make.ordered()
    order = orders.of_basis(claim.basis).get()
    assert (order.fen, order.paper_number, order.commitment_id) == (
        1_000_000, "0012345", claim.commitment_id,
    )  # fmt: skip


def test_being_told_twice_of_a_payment_changes_nothing_and_a_return_keeps_the_award():
    claim = make.paid()
    paying.paid(basis=claim.basis, fen=1_000_000, on=clock.today())
    assert Tally.objects.get().paid == 1_000_000
    paying.returned(basis=claim.basis)
    paying.returned(basis=claim.basis)
    assert (make.fresh(claim).status, Tally.objects.get().paid) == ("ordered", 0)
    paying.cancelled(basis=claim.basis)
    assert make.fresh(claim).status == "receipted"
    for stranger in ("grants.claim:0", "other:1", "grants.claim:x"):
        assert paying.paid(basis=stranger, fen=1, on=clock.today()) is None


def test_a_paid_claim_closes_by_the_organisation_or_by_time():
    first = make.paid()
    assert operations.confirm_arrival(claim=first, by=person("owner")).status == "closed"


def test_a_paid_claim_closes_by_itself_when_nobody_misses_the_money():
    claim = make.paid()
    work.move_to((clock.now() + timedelta(days=40)).isoformat())
    work.drain()
    assert make.fresh(claim).status == "paid"
    work.move_to((clock.now() + timedelta(days=60)).isoformat())
    work.drain()
    assert make.fresh(claim).status == "closed"


@pytest.mark.parametrize("key", ["grants.close", "subsidies.close"])
def test_nothing_closes_by_itself_while_the_bank_may_return_its_transfer(key):
    first = date(2026, 1, 31)
    ends = [
        workdays.deadline(first, row.value, row.unit).last_day
        for row in (law.rule(key, on=first), law.rule("payments.return_window", on=first))
    ]
    assert ends[0] >= ends[1]


def test_schemes_that_exclude_each_other_are_not_both_paid():
    make.ready()
    first = make.claimed(make.offered())
    incentives.published("另一项奖励", not_with=[first.scheme_id])
    second = make.latest(offer_to(make.ours()))
    assert refused(operations.claim, claim=second, by=person("owner")) == {"not_beside"}


def test_an_upheld_objection_takes_the_award_off_and_frees_the_count():
    from portal.workflow.publicity import operations as publicity
    from portal.workflow.publicity.models import PublicEntry

    claim = make.approved()
    entry = PublicEntry.objects.get(case=claim.case_id)
    said = publicity.Said("热心居民", "13800000000", "材料不实")
    objection, _code = publicity.file(entry=entry, said=said, by=None)
    clerk = person("incubation_clerk")
    answer = {"objection": objection, "outcome": "upheld", "words": "情况属实。"}
    assert "own_decision" in refused(publicity.answer, by=clerk, **answer)
    publicity.answer(by=person("rating_clerk"), **answer)
    assert (make.fresh(claim).status, Tally.objects.get().awarded) == ("refused", 0)


def test_no_award_goes_to_an_organisation_that_was_struck_off():
    make.ready()
    make.graded(3)
    joining.registered(people.body("ours"), state="deregistered")
    assert offer_to(make.ours()) == []
