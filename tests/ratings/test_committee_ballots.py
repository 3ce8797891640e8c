"""A member with an account votes on their own page; the office writes down only the others."""

import pytest
from django.urls import reverse

from portal.core.reasons import Refused
from ratings.applications.enums import RatingState
from ratings.deciding import ballots, committee, documents, queries, seats, voting
from ratings.deciding.models import Ballot
from tests.factories import assessments as make
from tests.factories import committee as cm
from tests.people import KINDS, appoint, client_of, person

pytestmark = pytest.mark.django_db
State = RatingState
MEMBER = cm.MEMBER
PEOPLE = tuple(name for name in KINDS if name != "anonymous")


def called(row=None):
    """A case on the agenda of a sitting that everybody attends, one member with an account."""
    cm.with_account()
    return cm.item(cm.on_agenda(row or cm.ready()))


def cast(at, says="for", *, grade=0, by=MEMBER):
    return ballots.cast(item=at, grade=grade, says=says, by=person(by))


def others(at, says="for"):
    """The votes of all members without an account."""
    own = set(seats.own_seats(person(MEMBER)).values_list("pk", flat=True))
    return [(seat, says) for seat, _says in cm.ballots(at) if seat not in own]


def own_seat():
    return seats.own_seats(person(MEMBER)).get()


def test_an_own_vote_is_counted_with_those_the_office_writes_down(in_chinese):
    at = called()
    cast(at, "for")
    cast(at, "against")
    everybody = cm.ballots(at)
    assert make.refusal(cm.vote, at=at, votes=everybody) == {"voted_themselves"}
    motion = cm.vote(at, votes=others(at))
    said = dict(motion.votes.values_list("seat", "says"))
    assert (said[own_seat().pk], len(said), motion.carried) == ("against", cm.SIZE, True)
    assert Ballot.objects.get().motion == motion
    paper = " ".join(f"{fact.label} {fact.value}" for fact in documents._minutes(at.sitting).facts)
    assert "委员1" in paper
    assert "在自己的页面表决 委员1" in paper
    assert make.refusal(cast, at=at) == {"case_decided"}


def test_the_office_may_write_down_the_vote_of_a_member_who_did_not_vote_themselves():
    at = called()
    assert len(cm.vote(at, votes=cm.ballots(at)).votes.all()) == cm.SIZE
    assert not Ballot.objects.exists()


def test_a_vote_that_was_not_carried_is_repeated_with_new_own_votes():
    at = called()
    cast(at, "against")
    assert not cm.vote(at, votes=others(at, "against")).carried
    assert make.refusal(cm.vote, at=at, votes=others(at)) == {"vote_missing"}
    cast(at, "for")
    assert cm.vote(at, votes=others(at)).carried
    assert Ballot.objects.filter(motion=None).count() == 0


def test_other_points_take_an_own_vote_out_of_count():
    at = called()
    cast(at)
    cm.lift(at, "9")
    assert make.refusal(cm.vote, at=at, votes=others(at)) == {"vote_missing"}
    assert make.refusal(cast, at=at) == {"grade_moved"}
    cast(at, grade=3)
    assert cm.vote(at, votes=others(at)).carried


def test_own_votes_are_refused_without_attendance_quorum_or_presence_and_with_a_tie():
    cm.with_account()
    row = cm.ready()
    sitting = committee.call(
        office=row.case.holder, held_on=cm.clock.today(), place="二楼", cases=[row.pk],
        by=cm.clerk(),
    )  # fmt: skip
    at = cm.item(sitting)
    assert make.refusal(cast, at=at, says="?") == {"attendance_missing", "vote_unknown"}
    mine, *rest = [seat.pk for seat in queries.seats_of(sitting)]
    committee.attend(sitting=sitting, present=rest[:3], by=cm.clerk())
    assert make.refusal(cast, at=at) == {"no_quorum", "absent"}
    committee.attend(sitting=sitting, present=rest, by=cm.clerk())
    assert make.refusal(cast, at=at) == {"absent"}
    committee.attend(sitting=sitting, present=[mine, *rest], by=cm.clerk())
    assert cast(at).says == "for"
    committee.attend(sitting=sitting, present=rest, by=cm.clerk())
    assert not cm.vote(at, votes=others(at, "against")).carried
    committee.close(sitting=sitting, by=cm.clerk())
    assert make.refusal(cast, at=at) == {"sitting_closed"}


def test_a_member_declares_a_tie_and_a_post_found_since_bars_the_vote():
    at = called()
    tie = {"item": at, "seat": own_seat().pk, "words": "配偶在该组织任职"}
    for name in ("expert", "owner"):
        assert make.refusal(committee.recuse, by=person(name), **tie) == {"not_permitted"}
    other = tie | {"seat": own_seat().pk + 1}
    assert make.refusal(committee.recuse, by=person(MEMBER), **other) == {"not_permitted"}
    cast(at)
    committee.recuse(by=person(MEMBER), **tie)
    assert make.refusal(cast, at=at) == {"recused"}
    assert cm.vote(at, votes=others(at)).votes.count() == cm.SIZE - 1


def test_whoever_works_for_the_organisation_by_now_does_not_vote():
    at = called()
    appoint(person(MEMBER), "viewer", at.application.organisation.body)
    assert make.refusal(cast, at=at) == {"recused"}


AWAITED = {(State.PROPOSED, False), (State.REVIEWING, True)}


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("state", State.values)
def test_in_each_state_members_vote_where_it_waits_for_the_committee_and_nobody_else(state, again):
    at = called()
    type(at).objects.filter(pk=at.pk).update(again=again)
    make.put(at.application, state)
    for name in PEOPLE:
        at.refresh_from_db()
        try:
            cast(at, by=name)
            found = set()
        except Refused as refusal:
            found = refusal.codes
        awaited = (state, again) in AWAITED
        expected = ({"case_decided"}, set())[awaited] if name == MEMBER else {"not_permitted"}
        assert found == expected, (state, name)


def test_a_member_reads_votes_and_changes_the_vote_on_their_own_page(in_chinese):
    at = called()
    member, url = client_of(MEMBER), reverse("my_sitting_case", args=[at.pk])
    assert reverse("my_sittings") in member.get(reverse("my_space")).content.decode()
    listed = member.get(reverse("my_sittings")).content.decode()
    assert url in listed
    assert "尚未表决" in listed
    assert member.post(url, {"act": "cast", "grade": "0"}).context["error_form"].errors["says"]
    late = member.post(url, {"act": "cast", "grade": "3", "says": "for"})
    assert late.context["error_form"].errors
    assert member.post(url, {"act": "cast", "grade": "0", "says": "against"}).url == url
    assert "您投了：反对" in member.get(url).content.decode()
    office = client_of("rating_clerk").get(
        reverse("rating_sitting_case", args=[at.sitting_id, at.pk])
    )
    assert [seat.member.name for seat, _ballot in office.context["voted_themselves"]] == ["委员1"]
    assert len(office.context["voters"]) == cm.SIZE - 1
    cm.lift(at, "9")
    page = member.get(url)
    assert (page.context["counts"], "3A" in page.content.decode()) == (False, True)
    tie = {"act": "tie", "words": "亲属在该组织任职"}
    assert member.post(url, tie | {"words": ""}).context["error_form"].errors["words"]
    assert member.post(url, tie).url == url
    page = member.get(url)
    assert not page.context["forms"]
    assert cm.OPINION not in page.content.decode()
    assert "查证属实" not in page.content.decode()


def test_nobody_without_a_seat_reads_a_case(
    in_chinese,
):
    at = called()
    url = reverse("my_sitting_case", args=[at.pk])
    for name in PEOPLE:
        assert client_of(name).get(url).status_code == (200 if name == MEMBER else 404), name
    assert "您不是" in client_of("owner").get(reverse("my_sittings")).content.decode()


def test_the_office_notes_the_account_of_a_member_once_and_for_one_member_only():
    first, second = cm.members()[:2]
    given = {"by": cm.clerk(), "member": first}
    nobody = make.refusal(committee.link_account, account="nobody@x.cn", **given)
    assert nobody == {"account_unknown"}
    strange = {"member": first, "account": person(MEMBER).email, "by": person("owner")}
    assert make.refusal(committee.link_account, **strange) == {"not_permitted"}
    url = reverse("rating_committee")
    sent = {"act": "link", "member": first.pk, "account": person(MEMBER).email}
    office = client_of("rating_clerk")
    assert office.post(url, sent).url == url
    again = office.post(url, sent | {"member": second.pk})
    assert again.context["error_form"].errors["account"]
    assert office.post(url, sent | {"account": ""}).context["error_form"].errors["account"]
    added = {"office": first.office, "name": "巴图", "from_on": first.from_on,
             "to_on": first.to_on, "account": person(MEMBER).email, "by": cm.clerk()}  # fmt: skip
    assert make.refusal(committee.add_member, **added) == {"account_taken"}
    cast(cm.item(cm.on_agenda(cm.ready())))


def test_the_committee_may_find_that_a_veto_does_not_hold_or_does(in_chinese):
    row = cm.ready()
    at, veto = cm.item(cm.on_agenda(row)), make.point(row, "5.2.1")
    cm.lift(at, "12")
    given = {"item": at, "point": veto, "by": cm.clerk()}
    assert make.refusal(voting.change, points="2", reason="查证", **given) == {"veto_unknown"}
    assert make.refusal(voting.change, points="1", reason=" ", **given) == {"change_reason_missing"}
    voting.change(points="1", reason="处罚决定书", **given)
    assert make.refusal(cm.vote, at=at, grade=5) == {"grade_moved"}
    found = cm.reckon(cm.again(row))
    assert (found.reached, found.grade, found.vetoes) == (5, 3, ("5.2.1",))
    voting.change(points="0", reason="处罚已经撤销", **given)
    found = cm.reckon(cm.again(row))
    assert (found.grade, found.vetoes) == (5, ())
    motion = cm.vote(at)
    assert ["5.2.1", "fails", "处罚已经撤销"] in motion.changes
    paper = " ".join(f"{fact.label} {fact.value}" for fact in documents._minutes(at.sitting).facts)
    assert "未触发：处罚已经撤销" in paper
    assert queries.decision_of(cm.again(row)).vetoes == []
