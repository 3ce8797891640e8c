"""Grants that are applied for, a base's award, and the report on the use of the money."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from incubator.clawbacks import operations as clawbacks
from incubator.clawbacks.models import Clawback
from incubator.grants import applying, basing, operations, paying, queries, showing, using
from incubator.grants.applying import Application
from incubator.grants.enums import ClaimState
from incubator.grants.models import Claim, Tally
from incubator.grants.others import GRANT, BaseFacts, GrantFacts, base_award, grant
from incubator.incentives.needs import Needs, in_words
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Refused, collect
from portal.ledger.budgets import queries as budgets
from portal.ledger.postings import operations as ledger
from portal.ledger.postings import proof, spending
from portal.organisations.record.models import Grade
from tests import work
from tests.factories import grants as make
from tests.factories import incentives, joining, residences, yearly
from tests.factories import lineage as links
from tests.people import body, client_of, person

DAY = date(2026, 12, 1)
FITS = {
    "needs": Needs(), "today": DAY, "amount": 1_000_000, "registered_on": date(2025, 12, 1),
    "resident": True, "tier": 2, "level": 3,
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "fen", "codes"),
    [
        ({}, 1_000_000, set()),
        ({"asked": 400_000}, 400_000, set()),
        ({"asked": 4_000_000}, 1_000_000, set()),
        ({"asked": 0}, 0, {"nothing_asked"}),
        ({"amount": 0}, 0, {"entry_without_amount"}),
        ({"paid_fen": 1}, 0, {"already_paid"}),
        ({"needs": Needs(most_months=12)}, 1_000_000, set()),
        ({"needs": Needs(most_months=11)}, 0, {"registered_too_long"}),
        ({"needs": Needs(least_months=12)}, 1_000_000, set()),
        ({"needs": Needs(least_months=13)}, 0, {"registered_too_short"}),
        ({"needs": Needs(most_months=24), "registered_on": None}, 0, {"registration_unknown"}),
        ({"needs": Needs(residence=True), "resident": False}, 0, {"not_in_residence"}),
        ({"needs": Needs(tiers=(2,))}, 1_000_000, set()),
        ({"needs": Needs(tiers=(1, 3))}, 0, {"other_tier"}),
        ({"needs": Needs(tiers=(1,)), "resident": False}, 0, {"not_in_residence"}),
        ({"needs": Needs(grade=3)}, 1_000_000, set()),
        ({"needs": Needs(grade=4)}, 0, {"grade_too_low"}),
        ({"lists": ["abnormal", "dishonest"]}, 0, {"on_abnormal_list", "on_dishonest_list"}),
        (
            {"needs": Needs(grade=5, most_months=1, tiers=(1,)), "resident": False, "asked": 0},
            0,
            {"grade_too_low", "registered_too_long", "not_in_residence", "nothing_asked"},
        ),
    ],
)
def test_what_an_application_needs_and_brings(given, fen, codes):
    facts = GrantFacts(**(FITS | given))
    due = grant(facts)
    assert (due.fen, {reason.code for reason in due.reasons}) == (fen, codes)
    assert all(reason.words and reason.mend for reason in collect(GRANT, facts))


@pytest.mark.parametrize(
    ("given", "fen", "codes"),
    [
        ({}, 500, set()),
        ({"grade": "failed"}, 0, {"grade_without_award"}),
        ({"grade": ""}, 0, {"not_confirmed", "grade_without_award"}),
        ({"graded_on": None}, 0, {"not_confirmed"}),
        ({"had_fen": 500}, 0, {"already_paid"}),
        ({"had_fen": 300}, 0, {"already_paid"}),
        ({"within": 30, "graded_on": DAY - timedelta(days=31)}, 0, {"too_late"}),
        ({"lists": ["abnormal"]}, 0, {"on_abnormal_list"}),
    ],
)
def test_what_the_award_of_a_base_needs_and_brings(given, fen, codes):
    known = {"table": {"passed": 300, "good": 500}, "grade": "good", "today": DAY,
             "graded_on": DAY}  # fmt: skip
    due = base_award(BaseFacts(**(known | given)))
    assert (due.fen, {reason.code for reason in due.reasons}) == (fen, codes)


pytestmark = pytest.mark.django_db
FLAT = {"measure": "flat", "kind": "start_up", "table": {"all": 1_000_000}}


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


def scheme(title="初创社会组织补贴", fen=3_000_000, **terms):
    make.ours()
    return make.ready(fen=fen, title=title, **{**FLAT, **terms})


def apply_for(version, asked=None, *, by=None, of=None, plan="办公用品"):
    return applying.apply_for(
        version=version,
        organisation=of or make.ours(),
        application=Application(plan, asked, joining.scan("计划.png")),
        by=by if isinstance(by, User) else person(by or "owner"),
    )


def through(claim):
    """From the application to the money."""
    done = make.ordered(make.receipted(make.stands(make.approved(make.checked(claim)))))
    ledger.pay(commitment=done.commitment, fen=done.amount, basis=f"t:{done.pk}", by=None)
    return make.paid(done)


def reported(claim, *uses, by="finance"):
    return using.report(
        claim=claim, use=using.Use(uses, "办了四期培训。", joining.scan("账.png")), by=person(by)
    )


def test_an_application_goes_the_way_of_every_claim_and_its_rest_comes_back():
    version = scheme(asks=True, report=True, difference=False)
    claim = apply_for(version, 800_000)
    assert (claim.status, claim.amount, claim.occasion) == ("claimed", 800_000, "")
    assert [line["what"] for line in claim.reckoning] == ["table", "not_asked", "due"]
    claim = through(claim)
    assert (claim.status, claim.case.due_rule) == ("reporting", "grants.report")
    clerk = person("incubation_clerk")
    assert refused(reported, claim=claim) == {"report_missing"}
    assert refused(using.report, claim=claim, use=using.Use([("培训", 900_000)], ""),
                   by=person("owner")) == {"report_missing", "more_than_paid"}  # fmt: skip
    assert refused(using.report, claim=claim, use=using.Use([], ""), by=clerk) == {"no_money_post"}
    claim = reported(claim, ("培训", 300_000), ("场地", 200_000))
    assert (claim.status, claim.unspent) == ("reported", 300_000)
    assert refused(using.send_back, claim=claim, words="", by=clerk) == {"words_missing"}
    claim = using.send_back(claim=claim, words="请补发票。", by=clerk)
    claim = using.accept(claim=reported(claim, ("培训", 500_000)), by=clerk)
    assert claim.status == "returning"
    row = Clawback.objects.get()
    cause = f"unspent:{claim.pk}:{claim.paid_on}"
    assert (row.status, row.amount, row.cause) == ("decided", 300_000, cause)
    given = {"clawback": row, "received_on": clock.today(), "by": person("accountant")}
    for number, fen in (("HZ1", 100_000), ("HZ2", 200_000)):
        one = clawbacks.enter_repayment(number=number, fen=fen, **given)
        clawbacks.confirm_repayment(repayment=one, by=person("treasurer"))
    claim = make.fresh(claim)
    assert (claim.status, claim.returned, claim.unspent) == ("closed", 300_000, 0)
    line = budgets.by_id(claim.commitment.line_id)
    assert (line.paid, line.committed, line.free) == (500_000, 0, 2_500_000)
    assert spending.total(spending.paid()) == 500_000
    assert proof.wrong_sums() == []


def test_a_report_that_spent_everything_closes_the_claim():
    version = scheme(report=True)
    claim = reported(through(apply_for(version)), ("培训", 1_000_000))
    claim = using.accept(claim=claim, by=person("incubation_clerk"))
    assert (claim.status, Clawback.objects.count()) == ("closed", 0)


def test_money_that_came_back_is_reported_after_it_was_paid_again():
    claim = through(apply_for(scheme(report=True)))
    paying.returned(basis=claim.basis)
    assert make.fresh(claim).status == "ordered"
    paying.paid(basis=claim.basis, fen=claim.amount, on=clock.today())
    assert make.fresh(claim).status == "reporting"


def test_all_reasons_against_an_application_come_at_once():
    version = make.ready(with_account=False, title="补贴", needs={"residence": True, "grade": 5,
                         "most_months": 12}, **FLAT)  # fmt: skip
    assert refused(apply_for, version=version, plan=" ") == {
        "plan_missing", "account_missing", "not_in_residence", "grade_too_low",
        "registered_too_long",
    }  # fmt: skip
    assert not Claim.objects.exists()
    assert refused(apply_for, version=version, by="colleague") == {"no_money_post"}
    award = incentives.published("另一项")
    assert refused(apply_for, version=award) >= {"not_applied_for"}


def test_one_application_for_an_occasion_and_the_whole_lineage():
    version = scheme()
    claim = apply_for(version)
    assert refused(apply_for, version=version) >= {"applied_already"}
    operations.withdraw(claim=claim, by=person("owner"))
    parent = links.ended("东胜区旧协会")
    links.linked(parent, make.ours())
    again = apply_for(version)
    assert again.lineage_key == min(parent.pk, make.ours().pk)
    through(again)
    assert refused(apply_for, version=version) >= {"applied_already"}


def test_what_is_paid_every_year_is_open_again_in_the_next():
    work.move_to("2026-12-01T09:00:00+08:00")
    version = scheme(rhythm="yearly", table={"all": 1_000_000})
    first = through(apply_for(version))
    assert (first.occasion, Tally.objects.get().awarded) == ("2026", 1_000_000)
    work.move_to("2027-01-05T09:00:00+08:00")
    make.record.lists_known(make.ours())
    assert apply_for(version).occasion == "2027"
    make.approved(make.checked(Claim.objects.get(occasion="2027")))
    assert sorted(Tally.objects.values_list("occasion", "awarded")) == [
        ("2026", 1_000_000), ("2027", 1_000_000),
    ]  # fmt: skip


def test_residence_and_tier_are_read_from_the_record():
    version = scheme(needs={"residence": True})
    assert refused(apply_for, version=version) == {"not_in_residence"}
    row = residences.residence(body("ours"))
    tier = row.terms["tier"]["id"]
    other = incentives.published("空间补贴", line=version.line, **FLAT, needs={"tiers": [tier + 1]})
    mine = incentives.published("空间补贴", line=version.line, **FLAT, needs={"tiers": [tier]})
    assert refused(apply_for, version=other) == {"other_tier"}
    assert apply_for(mine).status == "claimed"
    assert row.terms["tier"]["name"] in in_words({"tiers": [tier]})[0]


def graded_base():
    """A base that its office runs, its last year graded good."""
    return yearly.in_state("graded")


def test_the_operator_of_a_base_is_offered_the_award_of_its_grade_once_a_year():
    terms = {"measure": "base_grade", "kind": "fiscal", "rhythm": "yearly", "difference": False,
             "table": {"passed": 300_000, "good": 500_000}}  # fmt: skip
    version = make.ready(title="运营奖励", **terms)
    row = graded_base()
    assert basing.offer_for_bases() == []
    row.base.operator = make.ours()
    row.base.save()
    (claim,) = basing.offer_for_bases()
    assert (claim.amount, claim.entry, claim.base_id) == (500_000, "good", row.base_id)
    assert claim.occasion == f"{row.year}/{row.base_id}"
    assert basing.offer_for_bases([row.base_id]) == []
    other = links.standing("东胜区第二社")
    row.base.operator = other
    row.base.save()
    assert basing.offer_for_bases() == []
    assert make.claimed(claim).status == "claimed"
    row.grade, row.score = "passed", 6500
    row.save()
    assert refused(
        operations.check, claim=claim, words="x", url="", by=person("incubation_clerk")
    ) == {"not_confirmed"}
    assert version.scheme.measure == "base_grade"


def test_a_base_that_gets_an_operator_is_offered_the_award_by_the_event():
    make.ready(title="运营奖励", measure="base_grade", table={"good": 500_000})
    row = graded_base()
    work.drain()
    assert not Claim.objects.exists()
    from incubator.bases import operations as bases

    bases.save(base=row.base, operator=make.ours(), by=person("section_head"))
    work.drain()
    assert Claim.objects.get().base_id == row.base_id


def test_the_pages_lead_from_the_application_to_the_accepted_report(in_chinese):
    version = scheme(asks=True, report=True, needs={"most_months": 240, "grade": 0})
    public = reverse("incentive", args=[version.scheme_id])
    url = reverse("grant_apply", args=[version.scheme_id])
    owner, clerk = client_of("owner"), client_of("incubation_clerk")
    assert url in owner.get(public).content.decode()
    assert "10,000.00" in owner.get(url).content.decode()
    page = owner.post(url, {"organisation": make.ours().pk, "plan": "买桌椅", "asked": "一千"})
    assert "买桌椅" in page.content.decode()
    for other in ("9" * 40, body("theirs").pk):
        assert owner.post(url, {"organisation": other, "plan": "x"}).status_code == 200
    sent = {"organisation": make.ours().pk, "plan": "买桌椅", "asked": "8000",
            "papers": joining.scan()}  # fmt: skip
    assert owner.post(url, sent).status_code == 302
    claim = Claim.objects.get()
    case, mine = (reverse(name, args=[claim.pk]) for name in ("grant_case", "my_grant"))
    assert "买桌椅" in clerk.get(case).content.decode()
    assert clerk.get(reverse("grant_receipt", args=[claim.pk]) + "?of=plan").status_code == 200
    assert clerk.get(reverse("grant_receipt", args=[claim.pk])).status_code == 404
    through(claim)
    lines = {"act": "report", "use_1": "桌椅", "fen_1": "", "words": "好"}
    assert "要一起填写" in owner.post(mine, lines).content.decode()
    sent = {**lines, "fen_1": "8000", "papers": joining.scan()}
    assert owner.post(mine, sent).status_code == 302
    assert "桌椅" in clerk.get(case).content.decode()
    assert clerk.post(case, {"act": "accept"}).status_code == 302
    assert make.fresh(claim).status == "closed"


def test_a_grade_that_is_rewarded_is_still_counted_by_its_day():
    make.ready()
    make.graded(3)
    claim = make.latest(make.offering.offer_to([make.ours().pk]))
    assert queries.ground_of(claim).stands
    Grade.objects.update(current=False)
    assert not queries.ground_of(make.fresh(claim)).stands


@pytest.mark.parametrize("uses", [[("培训", 1_000_000)], [("培训", 400_000)]])
def test_a_transfer_that_comes_back_after_the_report_opens_the_payment_again(uses):
    claim = reported(through(apply_for(scheme(report=True))), *uses)
    if claim.unspent:
        claim = using.accept(claim=claim, by=person("incubation_clerk"))
        first = Clawback.objects.get()
        given = {"clawback": first, "words": "银行退汇。", "by": person("leader")}
        assert refused(clawbacks.take_back, **given) == {"rest_open"}
    claim = paying.returned(basis=claim.basis)
    assert (claim.status, claim.paid) == ("ordered", 0)
    if uses[0][1] == 400_000:
        assert clawbacks.take_back(**given).status == "dropped"
    later = clock.today() + timedelta(days=9)
    claim = paying.paid(basis=claim.basis, fen=claim.amount, on=later)
    assert claim.status == "reporting"
    claim = using.accept(claim=reported(claim, ("培训", 1)), by=person("incubation_clerk"))
    assert Clawback.objects.filter(status="decided").get().amount == 999_999


def test_who_had_the_money_reads_the_number_of_their_case_and_others_do_not():
    version = scheme()
    first = through(apply_for(version))
    with pytest.raises(Refused) as refusal:
        apply_for(version)
    told = {reason.code: reason for reason in refusal.value.reasons}["applied_already"]
    assert (str(first) in str(told), told.clause) == (True, "社会组织扶持办法")
    ours = applying.preview(version, make.ours()).due.reasons
    assert [reason.code for reason in ours if str(first) in str(reason)] == ["already_paid"]
    child = links.standing("东胜区新生社")
    make.Organisation.objects.filter(pk=first.organisation_id).update(state="deregistered")
    links.linked(make.fresh(first).organisation, child)
    seen = applying.preview(version, child).due.reasons
    assert [reason.code for reason in seen if str(first) in str(reason)] == []
    make.account(child, "6222020612345678999")
    with pytest.raises(Refused) as refusal:
        apply_for(version, of=child, by=make.money_person(child))
    assert "applied_already" in refusal.value.codes
    assert all(str(first) not in str(reason) for reason in refusal.value.reasons)
    assert "already_paid" in {reason.code for reason in seen}


@pytest.mark.parametrize(
    ("report", "state", "names"),
    [
        (True, "reporting", ["claimed", "ordered", "reporting", "reported", "closed"]),
        (True, "returning", ["claimed", "reported", "returning", "closed"]),
        (True, "committed", ["claimed", "reporting", "closed"]),
        (False, "paid", ["claimed", "paid", "closed"]),
        (False, "queued", ["published", "queued", "committed"]),
    ],
)
def test_the_picture_of_the_steps_is_that_of_the_way_the_claim_takes(report, state, names):
    claim = apply_for(scheme(report=report))
    claim.status = state
    drawn = showing.steps(claim, [])
    labels = [str(step.name) for step in drawn]
    assert [label for label in labels if label in {str(ClaimState(n).label) for n in names}] == [
        str(ClaimState(name).label) for name in names
    ]
    now = [step.name for step in drawn if step.state == "now"]
    assert now == [ClaimState(state).label]
    assert str(ClaimState.OFFERED.label) not in labels, "nobody offered what was applied for"
    gone = ClaimState.PAID if report else ClaimState.REPORTING
    assert str(gone.label) not in labels
    claim.status = "refused"
    assert showing.steps(claim, []) == []
