"""Subsidies of social workers from the register to the bank, and everything that stands against."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import IntegrityError, transaction

from incubator.subsidies import batching, netting, operations, paying, settling, terms
from incubator.subsidies.enums import Payee
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim, SubsidyCorrection, SubsidyLine
from incubator.workers.models import WorkerCertificate
from portal.core import clock
from portal.core.reasons import Refused
from portal.ledger.budgets.models import Line
from portal.notifications.models import Notice
from portal.payments.orders.models import Order
from portal.workflow.publicity.models import PublicEntry
from tests import work
from tests.factories import ledger, payments, record
from tests.factories import subsidies as make
from tests.factories import workers as register
from tests.people import person

pytestmark = pytest.mark.django_db


class Row(NamedTuple):
    """A rule's row, as far as it is read."""

    value: int


@pytest.fixture(autouse=True)
def _december():
    work.move_to("2026-12-01T09:00:00+08:00")


def codes(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value.codes


def reasons(row):
    return {line.employment_id: [one["code"] for one in line.reasons] for line in make.lines(row)}


def test_a_list_goes_from_the_register_through_the_batch_to_the_bank():
    claim = make.confirmed(staff=2)
    assert (claim.people, claim.gross, claim.status) == (2, 20_000, "confirmed")
    batch = make.begun(make.checked(claim))
    assert batch.status == "building"
    work.drain()
    batch = make.fresh_batch(batch)
    assert (batch.status, batch.people, batch.fen, batch.percent) == ("built", 2, 20_000, 100)
    make.approved(make.proposed(batch))
    entry = PublicEntry.objects.get()
    names = [label for label, _value in entry.facts]
    assert all("王芳" not in name for name in names)
    assert sum(name.startswith("王**（") for name in names) == 2
    work.move_to(make.later(12))
    work.drain()
    entry.refresh_from_db()
    assert [label for label, _value in entry.facts] == ["月份", "人数", "金额"]
    batch = make.fresh_batch(batch)
    assert batch.status == "committed"
    line = batch.commitment.line
    assert (line.committed, line.paid) == (20_000, 0)
    paying.order(batch=batch, by=person("accountant"))
    order = Order.objects.get()
    payments.enter_paper(order, person("finance"))
    payments.paid(payments.sent(payments.checked(order)))
    work.drain()
    claim = make.fresh(claim)
    assert (claim.status, claim.paid, make.fresh_batch(batch).status) == ("paid", 20_000, "paid")
    line.refresh_from_db()
    assert (line.committed, line.paid) == (0, 20_000)
    work.move_to(make.later(100))
    work.drain()
    assert make.fresh(claim).status == "closed"
    assert make.fresh_batch(batch).status == "closed"
    told = set(Notice.objects.values_list("key", flat=True))
    assert {"subsidy_published", "subsidy_batch_committed", "subsidy_paid"} <= told


def test_every_exception_stands_on_the_list_with_its_reason():
    us, month = make.organisation(), make.month()
    good = make.person(us)
    expired = make.person(us)
    WorkerCertificate.objects.filter(worker=expired.worker).update(
        valid_until=month - timedelta(days=1)
    )
    uninsured = register.worker(us.body)
    part = make.person(us, full_time=True)
    part.full_time = False
    part.save()
    bare = make.person(us, level="")
    late = register.worker(us.body, begins_on=month + timedelta(days=1))
    skipped = make.person(us)
    claim = make.confirmed(of=us, staff=0, left_out=[skipped.pk])
    assert (claim.people, claim.gross) == (1, 10_000)
    assert reasons(claim) == {
        good.pk: [],
        expired.pk: ["certificate_expired"],
        uninsured.pk: ["no_insurance_in_month"],
        part.pk: ["not_full_time"],
        bare.pk: ["certificate_missing"],
        late.pk: ["contract_whole", "no_insurance_in_month"],
        skipped.pk: ["left_out"],
    }
    assert all(one["cure"] for line in make.lines(claim) for one in line.reasons)


@pytest.mark.parametrize(
    ("back", "code"), [(-1, "month_to_come"), (0, "month_to_come"), (5, "month_too_old")]
)
def test_a_month_to_come_and_a_month_too_old_are_refused(back, code):
    version, us = make.scheme(fen=0), make.organisation()
    given = {"organisation": us, "scheme_id": version.scheme_id, "month": make.month(back)}
    assert codes(operations.confirm, by=person("owner"), **given) == {code}


def test_nobody_without_the_money_post_and_no_list_without_anybody_due():
    version, us = make.scheme(fen=0), make.organisation()
    given = {"organisation": us, "scheme_id": version.scheme_id, "month": make.month()}
    assert codes(operations.confirm, by=person("colleague"), **given) == {"no_money_post"}
    assert codes(operations.confirm, by=person("owner"), **given) == {"nobody_due"}
    other = {**given, "scheme_id": 999_999}
    assert codes(operations.confirm, by=person("owner"), **other) == {"no_terms"}


def test_a_person_is_claimed_once_for_a_month_wherever(in_chinese):
    version, us = make.scheme(fen=0), make.organisation()
    claim = make.checked(make.confirmed(version, us))
    given = {"organisation": us, "scheme_id": version.scheme_id, "month": make.month()}
    assert codes(operations.confirm, by=person("owner"), **given) == {"claim_open"}
    make.built(claim)
    assert codes(operations.confirm, by=person("owner"), **given) == {"nobody_due"}
    late = make.confirmed(version, us)
    assert sorted(reasons(late).values()) == [[], ["month_already_paid"]]
    there = make.lines(claim)[0]
    twice = SubsidyLine(
        claim=late, scheme_id=there.scheme_id, employment=there.employment, worker=there.worker,
        certificate_print="x", period=there.period, fen=1, counts=True,
    )  # fmt: skip
    SubsidyLine.objects.filter(claim=late, worker=there.worker).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()


def test_withdrawn_and_sent_back_lists_free_their_months():
    version, us = make.scheme(fen=0), make.organisation()
    claim = operations.withdraw(claim=make.confirmed(version, us), by=person("finance"))
    assert claim.status == "withdrawn"
    claim = make.confirmed(version, us, staff=0)
    assert codes(operations.send_back, claim=claim, words=" ", by=person("incubation_clerk")) == {
        "words_missing"
    }
    operations.send_back(claim=claim, words="少一份合同", by=person("incubation_clerk"))
    assert make.confirmed(version, us, staff=0).people == 1


def test_the_check_judges_anew_who_is_still_due():
    claim = make.confirmed(staff=2)
    first = make.lines(claim)[0]
    first.employment.insured_months.all().delete()
    claim = make.checked(claim)
    assert (claim.people, claim.gross) == (1, 10_000)
    assert [one["code"] for one in make.lines(claim)[0].reasons] == ["no_insurance_in_month"]


def test_frozen_money_is_not_gathered_and_not_ordered_and_stops_nobody_else():
    version = make.scheme()
    ours = make.checked(make.confirmed(version, make.organisation()))
    other = make.organisation("东胜区晨光社工站")
    theirs = make.checked(make.confirmed(version, other))
    third = make.organisation("东胜区同心社工站")
    late = make.checked(make.confirmed(version, third))
    record.listed(other)
    batch = make.built(ours, theirs, late)
    assert batch.people == 2
    assert [row["claim"] for row in batch.left_out] == [theirs.pk]
    assert [one["code"] for one in batch.left_out[0]["reasons"]] == ["on_abnormal_list"]
    batch = make.committed(make.approved(make.proposed(batch)))
    record.listed(third)
    batch, left = paying.order(batch=batch, by=person("accountant"))
    assert [claim.pk for claim, _reasons in left] == [late.pk]
    assert codes(paying.order, batch=batch, by=person("accountant")) == {"on_abnormal_list"}
    paying.paid(basis=ours.basis, fen=10_000, on=clock.today())
    stopped = paying.stop(claim=make.fresh(late), words="列入异常名录", by=person("leader"))
    assert stopped.status == "returned"
    assert Line.objects.get(pk=batch.commitment.line_id).committed == 10_000
    work.drain()
    assert make.fresh_batch(batch).status == "paid"


def test_the_one_who_gathered_does_not_approve_and_the_sum_must_stand():
    batch = make.proposed()
    given = {"proposed": batch.fen}
    person("section_head")
    assert codes(batching.step, batch, "approve", person("incubation_clerk"), **given) == {
        "not_permitted"
    }
    SubsidyBatch.objects.filter(pk=batch.pk).update(begun_by=person("section_head"))
    row = batching.locked(batch.pk)
    asked = codes(batching.step, row, "approve", person("section_head"), proposed=1)
    assert asked == {"own_batch", "amount_changed"}


def test_one_batch_of_a_scheme_at_a_time_and_a_dissolved_one_lets_its_lists_go():
    version, us = make.scheme(), make.organisation()
    by = person("incubation_clerk")
    assert codes(batching.begin, scheme=version.scheme, month=make.month(), by=by) == {"no_lists"}
    batch = make.built(make.checked(make.confirmed(version, us)))
    other = make.organisation("东胜区晨光社工站")
    make.checked(make.confirmed(version, other))
    assert codes(batching.begin, scheme=version.scheme, month=make.month(), by=by) == {"batch_open"}
    assert codes(batching.begin, scheme=version.scheme, month=make.month(0), by=by) == {
        "month_to_come", "batch_open"
    } - {"batch_open"}  # fmt: skip
    batching.dissolve(batch=batch, words="漏了一家", by=by)
    again = make.built(*SubsidyClaim.objects.filter(status="checked"))
    assert (again.people, again.fen) == (2, 20_000)
    assert make.fresh_batch(batch).fen == 0


def test_a_short_line_says_by_how_much_and_the_batch_waits():
    claim = make.checked(make.confirmed(make.scheme(fen=500_000), staff=1))
    SubsidyLine.objects.filter(claim=claim).update(fen=1_000_000)
    batch = make.built(claim)
    SubsidyBatch.objects.filter(pk=batch.pk).update(gross=1_000_000)
    batch = make.committed(make.approved(make.proposed(make.fresh_batch(batch))))
    assert (batch.status, batch.short) == ("short", 500_000)
    with pytest.raises(Refused, match="short") as refusal:
        settling.commit(batch)
    assert "5,000.00" in str(refusal.value.reasons[0])
    line = claim.version.line
    ledger.line(500_000, code=line.code)
    work.drain()
    assert make.fresh_batch(batch).status == "committed"


def test_a_wrong_month_is_netted_visibly_and_never_below_zero():
    version, us = make.scheme(), make.organisation()
    claim = make.paid_list(make.checked(make.confirmed(version, us, staff=3)))
    wrong = make.lines(claim)
    by = person("incubation_clerk")
    asked = codes(netting.correct, line=wrong[0], fen=10_001, words=" ", by=by)
    assert asked == {"more_than_paid", "words_missing"}
    for line in wrong:
        netting.correct(line=line, fen=10_000, words="合同已于上月解除", by=by)
    assert codes(netting.correct, line=wrong[0], fen=1, words="再来", by=by) == {
        "not_possible_now", "more_than_paid"
    }  # fmt: skip
    assert netting.carried(version.scheme_id, us.pk) == 30_000
    work.move_to("2027-01-05T09:00:00+08:00")
    ledger.line(100_000_000, code=version.line.code)
    second = make.checked(make.confirmed(version, us))
    batch = make.built(second)
    second = make.fresh(second)
    assert (second.gross, second.netted, second.fen) == (10_000, 10_000, 0)
    assert [row.correction.line_id for row in second.nettings.all()] == [wrong[0].pk]
    assert (batch.gross, batch.netted, batch.fen) == (10_000, 10_000, 0)
    batch = make.committed(make.approved(make.proposed(batch)))
    assert (batch.status, make.fresh(second).status) == ("paid", "paid")
    assert batch.commitment is None
    assert netting.carried(version.scheme_id, us.pk) == 20_000


def test_what_a_dissolved_batch_netted_is_open_again():
    version, us = make.scheme(), make.organisation()
    claim = make.paid_list(make.checked(make.confirmed(version, us)))
    by = person("incubation_clerk")
    netting.correct(line=make.lines(claim)[0], fen=4_000, words="级别有误", by=by)
    assert make.lines(claim)[0].counts
    work.move_to("2027-01-05T09:00:00+08:00")
    second = make.checked(make.confirmed(version, us))
    batch = make.built(second)
    assert make.fresh(second).fen == 6_000
    batching.dissolve(batch=batch, words="重做", by=by)
    assert (make.fresh(second).fen, SubsidyCorrection.objects.get().netted) == (10_000, 0)


def test_once_for_a_level_and_the_difference_for_a_higher_one():
    version, us = make.scheme(once=True), make.organisation()
    months = [make.month(back) for back in range(1, 13)]
    row = make.person(us, *months, begins_on=months[-1])
    claim = make.confirmed(version, us, staff=0)
    assert (claim.people, claim.gross) == (1, 100_000)
    make.paid_list(make.checked(claim))
    given = {"organisation": us, "scheme_id": version.scheme_id, "month": make.month()}
    assert codes(operations.confirm, by=person("owner"), **given) == {"nobody_due"}
    paper = row.worker.certificates.get()
    paper.pk, paper.level, paper.number_print = None, "social_worker", "another"
    paper.issued_on = make.month()
    paper.save(force_insert=True)
    claim = make.confirmed(version, us, staff=0)
    line = make.lines(claim)[0]
    assert (claim.gross, line.period) == (100_000, "once:social_worker")
    assert [(one["what"], one.get("fen")) for one in line.reckoning] == [
        ("contract", None), ("in_post", None), ("table", 200_000), ("had", -100_000),
        ("due", 100_000),
    ]  # fmt: skip


def test_an_objection_takes_one_list_off_and_leaves_the_others():
    version = make.scheme()
    ours = make.checked(make.confirmed(version, make.organisation()))
    other = make.organisation("东胜区晨光社工站")
    theirs = make.checked(make.confirmed(version, other))
    batch = make.approved(make.proposed(make.built(ours, theirs)))
    entry = PublicEntry.objects.get(case=theirs.case_id)
    settling.taken_off(entry, person("rating_clerk"), "有人不在岗")
    assert set(settling.deciders(entry)) == {
        person("incubation_clerk").pk, person("leader").pk
    }  # fmt: skip
    assert make.fresh(theirs).status == "returned"
    assert make.fresh_batch(batch).fen == 10_000
    batch = make.committed(batch)
    assert batch.commitment.fen == 10_000
    assert make.confirmed(version, other, staff=0).people == 1


def test_a_returned_transfer_is_paid_again_and_a_cancelled_order_prepared_again():
    claim = make.paid_list()
    batch = claim.batch
    paying.returned(basis=claim.basis)
    assert (make.fresh(claim).status, make.fresh(claim).paid) == ("ordered", 0)
    assert make.fresh_batch(batch).status == "ordered"
    paying.cancelled(basis=claim.basis)
    assert make.fresh(claim).status == "cleared"
    assert paying.paid(basis="subsidies.list:x", fen=1, on=clock.today()) is None


def test_where_the_persons_are_paid_a_second_official_enters_the_bank_receipt(monkeypatch):
    monkeypatch.setattr(terms, "payee", lambda _on: Payee.PERSON)
    batch = make.committed()
    assert codes(paying.order, batch=batch, by=person("accountant")) == {"payee_person"}
    given = {"batch": batch, "by": person("treasurer")}
    assert codes(paying.pay_out, number=" ", on=clock.today() + timedelta(days=1), **given) == {
        "number_missing", "day_to_come"
    }  # fmt: skip
    done = paying.pay_out(number="ZF-1", on=clock.today(), **given)
    claim = done.claims.get()
    assert (done.status, claim.status, claim.paid) == ("paid", "paid", 10_000)
    assert Line.objects.get(pk=batch.commitment.line_id).paid == 10_000


def test_a_batch_of_which_every_list_was_stopped_ends_and_its_money_is_free():
    batch = make.committed()
    paying.stop(claim=batch.claims.get(), words="组织注销", by=person("leader"))
    assert Line.objects.get(pk=batch.commitment.line_id).committed == 0
    work.drain()
    assert make.fresh_batch(batch).status == "dissolved"


def test_a_row_with_an_unknown_number_counts_as_the_strictest(monkeypatch):
    monkeypatch.setattr(terms.law, "rules", lambda keys, on: [Row(9) for _key in keys])
    monkeypatch.setattr(terms.law, "rule", lambda key, on: Row(9))
    found = terms.rows(clock.today())
    assert (found.month_test, found.insurance, found.new_level) == (1, False, False)
    assert terms.payee(clock.today()) == Payee.ORGANISATION
