"""Money asked back: another decides, it comes back in parts, and nothing new is paid meanwhile."""

from datetime import timedelta

import pytest
from django.urls import reverse

from incubator.clawbacks import operations, queries
from incubator.clawbacks.models import Clawback, Repayment
from incubator.clawbacks.workflow import CLAWBACK
from incubator.grants import offering
from incubator.grants import operations as grants
from portal.core import clock
from portal.core.reasons import Refused
from portal.workflow import engine
from portal.workflow.letters.models import Letter
from tests.factories import grants as make
from tests.people import KINDS, client_of, person

pytestmark = pytest.mark.django_db
PEOPLE = (*(name for name in KINDS if name != "anonymous"), "finance")
MONEY, APPROVE = {"owner", "finance"}, {"section_head", "leader"}
TABLE = {
    "opened": {"speak": MONEY, "decide": APPROVE, "drop": APPROVE},
    "decided": {"instalments": APPROVE, "take_back": APPROVE},
    "settled": {},
    "dropped": {},
}


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


def decided():
    return operations.decide(clawback=make.asked_back(), words="追回。", by=person("leader"))


def came(row, fen, number):
    return operations.enter_repayment(
        clawback=row, number=number, fen=fen, received_on=clock.today(), by=person("accountant")
    )


def in_state(state):
    row = make.asked_back()
    row.status = state
    if state == "settled":
        row.returned = row.amount
    row.save()
    row.case.state, row.case.waits_for = state, row.workflow.waits.get(state, "nobody")
    row.case.closed_at = None if row.workflow.is_open(state) else clock.now()
    row.case.save()
    return row


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state_and_nobody_else(state):
    assert set(TABLE) == set(CLAWBACK.states.values)
    row = in_state(state)
    actions = {step.action for step in row.workflow.steps}
    for name in PEOPLE:
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert {s.action for s in engine.possible(row, person(name))} == allowed, (state, name)
        for action in sorted(actions - allowed):
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = row.workflow.step(action, state) is not None
            assert refusal.value.codes == {"not_permitted" if known else "not_possible_now"}


def test_opening_asks_for_all_that_was_paid_once_and_with_words():
    claim = make.in_state("paid")
    clerk = person("incubation_clerk")
    assert refused(operations.open_for, claim=claim, words=" ", by=clerk) == {"words_missing"}
    assert refused(operations.open_for, claim=claim, words="x", by=person("owner")) == {
        "not_permitted",
    }
    row = make.asked_back(claim)
    assert (row.amount, row.claims) == (1_000_000, [[claim.pk, 1_000_000]])
    assert refused(operations.open_for, claim=claim, words="x", by=clerk) == {"open_already"}


def test_what_was_not_paid_or_whose_terms_do_not_say_so_is_not_asked_back():
    claim = make.offered(clawback=False)
    given = {"claim": claim, "words": "x", "by": person("incubation_clerk")}
    assert refused(operations.open_for, **given) == {"nothing_paid", "no_clawback"}


def test_whoever_opens_it_does_not_decide_it_and_the_letter_names_remedy_and_day(in_chinese):
    row = make.asked_back(by=person("section_head"))
    given = {"clawback": row, "words": "证据充分。"}
    assert refused(operations.decide, by=person("section_head"), **given) == {"own_opening"}
    row = operations.decide(by=person("leader"), **given)
    letter = Letter.objects.get()
    assert "行政复议" in letter.remedy
    assert "10,000.00" in "".join(letter.paragraphs)
    assert row.case.due_rule == "clawbacks.pay"


def test_another_takes_a_decision_back_on_which_nothing_came_and_a_letter_revokes_it(in_chinese):
    row = decided()
    given = {"clawback": row, "words": "银行已退汇，款项未到账。"}
    assert refused(operations.take_back, by=person("leader"), **given) == {"own_decision"}
    assert refused(operations.take_back, clawback=row, words=" ", by=person("section_head")) == {
        "words_missing",
    }
    row = operations.take_back(by=person("section_head"), **given)
    assert (row.status, row.case.closed_at is None) == ("dropped", False)
    letter = Letter.objects.get(kind="clawback.take_back")
    assert "撤销" in "".join(letter.paragraphs)
    assert not list(queries.holds([make.ours().pk]))


def test_a_decision_on_which_money_came_confirmed_or_not_stands():
    row = decided()
    one = came(row, 400_000, "HZ 001")
    given = {"clawback": row, "words": "x", "by": person("section_head")}
    assert refused(operations.take_back, **given) == {"money_came_back"}
    operations.confirm_repayment(repayment=one, by=person("treasurer"))
    assert refused(operations.take_back, **given) == {"money_came_back"}


def test_the_organisation_speaks_before_the_decision():
    row = operations.speak(clawback=make.asked_back(), words="材料属实。", by=person("owner"))
    assert row.status == "opened"
    row = operations.drop(clawback=row, words="查无实据。", by=person("leader"))
    assert row.status == "dropped"


def test_while_money_is_asked_back_nothing_new_is_paid():
    decided()
    make.graded(4, on=clock.today() + timedelta(days=0), of=other_grade())
    second = make.latest(offering.offer_to([make.ours().pk]))
    assert refused(grants.claim, claim=second, by=person("owner")) == {"money_asked_back"}


def other_grade():
    """Our organisation, its grade of today moved to yesterday so that another may follow."""
    from portal.organisations.record.models import Grade

    Grade.objects.update(announced_on=clock.today() - timedelta(days=1))
    make.Claim.objects.update(confirmed_on=clock.today() - timedelta(days=1))
    return make.ours()


def test_instalments_lie_ahead_and_sum_to_what_is_owed():
    row, leader = decided(), person("leader")
    today = clock.today()
    bad = [(today - timedelta(days=1), 400_000), (today, 500_000)]
    assert refused(operations.agree_instalments, clawback=row, plan=bad, by=leader) == {
        "plan_days", "plan_sum",
    }  # fmt: skip
    plan = [(today + timedelta(days=30 * n), 500_000) for n in (1, 2)]
    row = operations.agree_instalments(clawback=row, plan=plan, by=leader)
    assert [fen for _day, fen in row.plan] == [500_000, 500_000]


def test_what_comes_back_is_entered_by_one_and_confirmed_by_another_until_all_is_there():
    row = decided()
    first = came(row, 400_000, "HZ 001")
    assert refused(came, row=row, fen=1, number="hz001") == {"number_used"}
    assert refused(came, row=row, fen=700_000, number="HZ002") == {"more_than_owed"}
    assert refused(operations.confirm_repayment, repayment=first, by=person("accountant")) == {
        "not_permitted",
    }
    row = operations.confirm_repayment(repayment=first, by=person("treasurer"))
    assert (row.owed, row.status) == (600_000, "decided")
    assert refused(operations.confirm_repayment, repayment=first, by=person("treasurer")) == {
        "not_possible_now",
    }
    last = came(row, 600_000, "HZ002")
    row = operations.confirm_repayment(repayment=last, by=person("treasurer"))
    assert (row.owed, row.status) == (0, "settled")
    assert refused(came, row=row, fen=1, number="HZ003") == {"not_possible_now", "more_than_owed"}


def test_the_pages_lead_from_the_paid_claim_to_the_last_repayment(in_chinese):
    claim = make.in_state("paid")
    clerk, leader = client_of("incubation_clerk"), client_of("leader")
    assert (
        reverse("clawback_open", args=[claim.pk])
        in clerk.get(reverse("grant_case", args=[claim.pk])).content.decode()
    )
    opened = reverse("clawback_open", args=[claim.pk])
    assert clerk.post(opened, {"words": ""}).status_code == 200
    assert clerk.post(opened, {"words": "造假"}).status_code == 302
    row = Clawback.objects.get()
    mine = reverse("my_clawback", args=[row.pk])
    assert client_of("owner").post(mine, {"words": "有异议"}).status_code == 302
    url = reverse("clawback_case", args=[row.pk])
    assert leader.post(url, {"act": "decide", "words": "追回"}).status_code == 302
    page = client_of("section_head").get(url).content.decode()
    assert str(claim) in page
    assert 'value="take_back"' in page
    plan = {"act": "instalments", "day_1": "2099-01-04", "fen_1": "一万"}
    assert "一万" in leader.post(url, plan).content.decode()
    assert leader.post(url, {**plan, "fen_1": "1万"}).status_code == 302
    sent = {"act": "enter", "number": "HZ9", "fen": "10000", "received_on": clock.today()}
    assert client_of("accountant").post(url, sent).status_code == 302
    key = Repayment.objects.get().pk
    treasurer = client_of("treasurer")
    assert treasurer.post(url, {"act": "confirm", "repayment": "x"}).status_code == 404
    assert treasurer.post(url, {"act": "confirm", "repayment": key}).status_code == 302
    assert "壹万元整" not in client_of("owner").get(mine).content.decode()
