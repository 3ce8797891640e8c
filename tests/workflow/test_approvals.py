"""Approval chains: whose turn it is, four eyes, substitutes, meetings, and what follows."""

from datetime import date, timedelta

import pytest

from portal.accounts.models import Deputy, Post
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.workflow.approvals import keeping, operations, queries
from portal.workflow.approvals.models import Approval, Chain, Opinion
from tests.factories import approvals, joining
from tests.factories.approvals import give, second
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db


def codes(act):
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.codes


def told(who):
    return list(Notice.objects.filter(person=person(who)).values_list("key", flat=True))


def test_the_default_chain_ships():
    found = queries.chain_for("anything", body("bureau").pk, clock.today())
    assert [(link["role"], link["kind"]) for link in found.links] == [
        ("section_head", "opinion"),
        ("leader", "decision"),
    ]


def test_a_proposal_goes_from_link_to_link_and_is_done_with_the_last():
    row = approvals.proposal()
    assert told("section_head") == ["approval_turn"]
    assert told("leader") == []
    row = give(row, "section_head")
    assert (row.position, row.result, approvals.done) == (1, "", [])
    assert told("leader") == ["approval_turn"]
    row = give(row, "leader")
    assert row.result == "agreed"
    assert approvals.done == [("performed", row.pk, "leader")]
    assert told("incubation_clerk") == ["approval_agreed"]


@pytest.mark.parametrize(
    "who", ["clerk", "other_clerk", "counter_clerk", "supervisor", "leader", "resident", "expert"]
)
def test_only_the_post_of_the_link_speaks(who):
    row = approvals.proposal()
    assert codes(lambda: give(row, who)) == {"not_permitted"}
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("who", ["resident", "owner", "other_clerk", "editor", "expert"])
def test_only_the_office_proposes(who):
    assert codes(lambda: approvals.proposal(by=who)) == {"not_permitted"}


def test_who_proposes_never_approves():
    row = approvals.proposal(by="section_head")
    assert codes(lambda: give(row, "section_head")) == {"own_proposal"}


def test_nobody_speaks_twice_in_one_round():
    head = person("section_head")
    row = give(approvals.proposal(), head)
    approvals.people.appoint(head, "leader", body("bureau"))
    assert codes(lambda: give(row, head)) == {"second_opinion"}


def test_a_second_person_in_the_same_post_takes_the_place_of_the_proposer():
    row = approvals.proposal(by="section_head")
    other = second("section_head")
    assert give(row, other).position == 1
    assert not Opinion.objects.get().substitute


def test_where_nobody_else_is_left_the_upper_office_steps_in_and_it_is_noted():
    upper = second("section_head", "city", "upper")
    row = approvals.proposal(by="section_head")
    assert queries.next_people(row) == ([upper], True)
    assert row in queries.waiting_for(upper)
    give(row, upper)
    said = Opinion.objects.get()
    assert said.substitute
    assert said.post == f"section_head@{body('city').pk}"


def test_the_upper_office_keeps_out_while_the_office_has_somebody():
    upper = second("section_head", "city", "upper")
    row = approvals.proposal()
    assert queries.waiting_for(upper) == []
    assert codes(lambda: give(row, upper)) == {"not_needed_as_substitute"}


def test_a_neighbouring_office_is_no_substitute():
    neighbour = second("section_head", "other_bureau", "neighbour")
    row = approvals.proposal(by="section_head")
    assert codes(lambda: give(row, neighbour)) == {"not_permitted"}
    assert queries.next_people(row) == ([], False)


def stand_in(absent, deputy, since=0, until=3):
    today = clock.today()
    return Deputy.objects.create(
        absent=absent,
        deputy=deputy,
        body=body("bureau"),
        starts_on=today + timedelta(days=since),
        ends_on=today + timedelta(days=until),
        named_by=absent,
        named_at=clock.now(),
    )


def test_a_deputy_speaks_in_the_colleagues_post():
    clerk, head = person("clerk"), person("section_head")
    row = approvals.proposal()
    stand_in(head, clerk)
    clerk.__dict__.pop("_posts_today", None)
    give(row, clerk)
    assert (
        Opinion.objects.get().post == f"section_head@{body('bureau').pk} deputy-of user:{head.pk}"
    )


def test_the_deputy_of_the_proposer_does_not_approve_for_them():
    clerk, head = person("clerk"), person("section_head")
    row = approvals.proposal(by="section_head")
    stand_in(head, clerk)
    clerk.__dict__.pop("_posts_today", None)
    assert codes(lambda: give(row, clerk)) == {"not_permitted"}


def test_two_at_one_link_the_first_counts():
    other = second("section_head")
    row = approvals.proposal()
    seen = Approval.objects.get(pk=row.pk)
    give(row, "section_head")
    assert "already_given" in codes(lambda: give(seen, other))
    assert Opinion.objects.count() == 1


def test_sent_back_ends_the_round_with_its_reason_and_a_new_one_may_begin():
    row = approvals.proposal()
    assert codes(lambda: give(row, "section_head", "return", " ")) == {"words_missing"}
    row = give(row, "section_head", "return", "缺会议纪要。")
    assert row.result == "returned"
    assert approvals.done == [("returned", row.pk, "缺会议纪要。")]
    assert told("incubation_clerk") == ["approval_returned"]
    again = approvals.proposal()
    assert again.round == 2
    assert give(again, "section_head").position == 1


def test_one_thing_is_proposed_once_at_a_time():
    approvals.proposal()
    assert codes(approvals.proposal) == {"approval_open"}


def test_the_proposer_withdraws_and_nobody_else():
    row = approvals.proposal()
    assert codes(lambda: operations.withdraw(approval=row, by=person("leader"))) == {
        "not_permitted"
    }
    assert operations.withdraw(approval=row, by=person("incubation_clerk")).result == "withdrawn"
    assert "already_given" in codes(lambda: give(row, "section_head"))


def test_an_act_that_refuses_leaves_everything_as_it_was():
    row = give(approvals.proposal(subject="tests.refuses:1"), "section_head")
    assert codes(lambda: give(row, "leader")) == {"no_place_left"}
    row.refresh_from_db()
    assert (row.result, row.position, row.opinions.count()) == ("", 1, 1)


def test_what_is_under_way_keeps_its_chain():
    row = approvals.proposal()
    approvals.chain(("leader", "decision"))
    assert give(row, "section_head").position == 1


def meeting(yes, no, none=0, present=("甲", "乙", "丙", "丁")):
    return operations.Meeting(list(present), yes, no, none)


def minuted(row, held):
    return operations.minute(
        approval=row, meeting=held, upload=joining.scan(), words="", by=person("section_head")
    )


def test_a_collective_decision_needs_a_meeting_with_minutes():
    approvals.chain(("section_head", "collective"))
    row = approvals.proposal()
    assert codes(lambda: give(row, "section_head")) == {"minutes_needed"}
    assert codes(lambda: minuted(row, meeting(1, 0, present=("甲",)))) == {"too_few_present"}
    assert codes(lambda: minuted(row, meeting(4, 1))) == {"votes_do_not_add_up"}
    row = minuted(row, meeting(3, 1))
    assert row.result == "agreed"
    assert Opinion.objects.get().minute.votes_for == 3


def test_half_of_those_present_is_not_a_majority():
    approvals.chain(("section_head", "collective"))
    assert minuted(approvals.proposal(), meeting(2, 1, 1)).result == "returned"


def test_one_person_s_link_takes_no_minutes():
    row = approvals.proposal()
    assert codes(lambda: minuted(row, meeting(4, 0))) == {"no_meeting_here"}


def keep(links, by="leader", day=None):
    return keeping.keep_chain(
        act=approvals.ACT,
        office=body("bureau"),
        links=links,
        starts_on=day or clock.today(),
        by=person(by),
    )


def test_the_leader_sets_a_chain_from_a_day_on():
    later = clock.today() + timedelta(days=3)
    keep([("leader", "decision")], day=later)
    office = body("bureau").pk
    assert len(queries.chain_for(approvals.ACT, office, clock.today()).links) == 2
    assert len(queries.chain_for(approvals.ACT, office, later).links) == 1
    assert len(queries.chain_for(approvals.ACT, body("other_bureau").pk, later).links) == 2


def test_a_chain_that_cannot_work_is_refused_with_all_reasons():
    assert codes(lambda: keep([])) == {"chain_empty"}
    assert codes(lambda: keep([("leader", "opinion")])) == {"chain_without_decision"}
    assert codes(lambda: keep([("leader", "decision"), ("section_head", "decision")])) == {
        "chain_without_decision"
    }
    assert codes(lambda: keep([("editor", "opinion")], day=date(2020, 1, 1))) == {
        "role_unknown",
        "chain_without_decision",
        "chain_in_past",
    }
    assert codes(lambda: keep([("leader", "decision")], by="section_head")) == {"not_permitted"}
    assert Chain.objects.count() == 1


def test_what_waits_for_whom():
    row = approvals.proposal()
    assert queries.waiting_for(person("section_head")) == [row]
    for who in ("leader", "clerk", "incubation_clerk", "resident", "other_clerk"):
        assert queries.waiting_for(person(who)) == []


def test_a_post_that_ended_speaks_no_more():
    row, head = approvals.proposal(), person("section_head")
    Post.objects.filter(user=head).update(ends_on=date(2026, 1, 1))
    head.__dict__.pop("_posts_today", None)
    assert codes(lambda: give(row, head)) == {"not_permitted"}


def test_an_opinion_is_given_on_the_page_with_a_stock_sentence():
    row = approvals.proposal()
    client = client_of("section_head")
    assert row.title in client.get("/work/approvals/").content.decode()
    typed = {"position": 0, "opinion": "agree", "phrase": "同意。", "words": "请尽快。"}
    assert client.post(f"/work/approvals/{row.pk}/", typed).status_code == 302
    assert Opinion.objects.get().words == "同意。 请尽快。"
    assert client.post(f"/work/approvals/{row.pk}/", typed).status_code == 200
    assert Opinion.objects.count() == 1


def test_a_meeting_is_entered_on_the_page():
    approvals.chain(("section_head", "collective"))
    row = approvals.proposal()
    client = client_of("section_head")
    typed = {
        "position": 0,
        "present": "甲\n乙\n丙\n",
        "votes_for": 3,
        "votes_against": 0,
        "votes_abstain": 0,
        "paper": joining.scan(),
    }
    assert client.post(f"/work/approvals/{row.pk}/", typed).status_code == 302
    row.refresh_from_db()
    assert row.result == "agreed"


def test_the_proposer_withdraws_on_the_page():
    row = approvals.proposal()
    client = client_of("incubation_clerk")
    assert client.post(f"/work/approvals/{row.pk}/", {"withdraw": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.result == "withdrawn"


def test_an_office_keeps_and_drops_its_sentences():
    approvals.know_the_act()
    office, client = body("bureau"), client_of("section_head")
    typed = {"office": office.pk, "act": "", "text": "原则同意。"}
    assert client.post("/work/approvals/phrases/", typed).status_code == 302
    assert queries.phrases(office.pk, approvals.ACT)[0] == "原则同意。"
    assert "原则同意。" not in queries.phrases(body("other_bureau").pk, approvals.ACT)
    kept = queries.own_phrases([office.pk]).get()
    client.post("/work/approvals/phrases/", {"drop": kept.pk})
    assert "原则同意。" not in queries.phrases(office.pk, approvals.ACT)


def test_a_chain_is_set_on_the_page():
    approvals.know_the_act()
    typed = {
        "office": body("bureau").pk,
        "act": approvals.ACT,
        "starts_on": clock.today().isoformat(),
        "role_1": "leader",
        "kind_1": "decision",
    }
    assert client_of("leader").post("/work/approvals/chains/", typed).status_code == 302
    assert len(queries.chain_for(approvals.ACT, body("bureau").pk, clock.today()).links) == 1
