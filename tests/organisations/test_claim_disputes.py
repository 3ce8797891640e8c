"""A rival claim: two sides, one decision, and nothing changes before it."""

import pytest

from portal.accounts import queries as accounts
from portal.accounts.models import Post
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.claims import operations, queries
from portal.organisations.members import operations as members
from portal.permissions import Permission
from tests.factories import joining
from tests.people import body, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rival():
    """A claim of the resident on the organisation that the owner holds."""
    person("owner")
    person("colleague")
    return joining.claim(joining.registered(body("ours")), person("resident"))


def owns(user):
    user.__dict__.pop("_posts_today", None)
    return accounts.may(user, Permission.MEMBERS_MANAGE, body=body("ours").pk)


def told(user):
    return list(Notice.objects.filter(person=user).order_by("pk").values_list("key", flat=True))


def test_a_claim_on_an_owned_organisation_opens_a_dispute_and_changes_no_access(rival):
    assert rival.status == "disputed"
    assert rival.case.waits_for == "office"
    assert owns(person("owner"))
    assert not owns(person("resident"))
    assert told(person("owner")) == ["claim_disputed_owner"]
    assert told(person("resident")) == ["claim_disputed"]
    assert told(person("colleague")) == []


def test_only_the_section_head_decides_a_dispute(rival):
    for name in ("clerk", "counter_clerk", "other_clerk", "owner", "resident", "supervisor"):
        for act in (operations.uphold, operations.dismiss):
            with pytest.raises(Refused) as refusal:
                act(claim=rival, by=person(name), words="因为")
            assert refusal.value.codes == {"not_permitted"}, (name, act)
    with pytest.raises(Refused) as refusal:
        operations.approve(claim=rival, by=person("clerk"))
    assert refusal.value.codes == {"not_possible_now"}


def test_a_dispute_decided_for_the_claimant_ends_the_former_posts(rival):
    former = members.invite(
        body=body("ours"), contact="13777778888", role="finance", by=person("owner")
    ).invitation

    operations.uphold(claim=rival, by=person("section_head"), words="换届纪要属实。")

    rival.refresh_from_db()
    former.refresh_from_db()
    assert (rival.status, rival.decided_by) == ("approved", person("section_head"))
    assert owns(person("resident"))
    assert not owns(person("owner"))
    assert former.revoked_at is not None
    running = Post.objects.filter(body=body("ours"), ended_at=None).values_list("user__name")
    assert [name for (name,) in running] == ["resident"]
    assert told(person("owner")) == ["claim_disputed_owner", "claim_ended_owner"]
    assert told(person("resident")) == ["claim_disputed", "claim_approved"]


def test_a_dispute_decided_for_the_owner_changes_nothing(rival):
    operations.dismiss(claim=rival, by=person("section_head"), words="授权书的公章不符。")

    rival.refresh_from_db()
    assert rival.status == "refused"
    assert owns(person("owner"))
    assert not owns(person("resident"))
    assert told(person("owner")) == ["claim_disputed_owner", "claim_dismissed_owner"]


def test_a_dispute_is_decided_with_words(rival):
    for act in (operations.uphold, operations.dismiss):
        with pytest.raises(Refused) as refusal:
            act(claim=rival, by=person("section_head"), words="")
        assert refusal.value.codes == {"words_missing"}


def test_a_section_head_who_owns_the_organisation_does_not_decide():
    from tests.people import appoint

    person("owner")
    appoint(person("section_head"), "owner", body("ours"))
    claim = joining.claim(joining.registered(body("ours")), person("resident"))

    with pytest.raises(Refused) as refusal:
        operations.dismiss(claim=claim, by=person("section_head"), words="因为")

    assert refusal.value.codes == {"own_case"}


def test_the_owner_answers_and_may_answer_again(rival):
    owner = person("owner")
    operations.answer(dispute=rival.dispute, by=owner, words="没有换届。")
    operations.answer(
        dispute=rival.dispute, by=owner, words="附会议纪要。", upload=joining.scan("纪要.png")
    )

    rival.dispute.refresh_from_db()
    assert rival.dispute.answer == "附会议纪要。"
    assert rival.dispute.answered_by == owner
    assert rival.dispute.evidence.name == "纪要.png"


def test_after_the_decision_the_owner_is_no_longer_heard(rival):
    operations.dismiss(claim=rival, by=person("section_head"), words="公章不符。")

    with pytest.raises(Refused) as refusal:
        operations.answer(dispute=rival.dispute, by=person("owner"), words="我还要说")

    assert refusal.value.codes == {"not_possible_now"}


def test_a_dispute_is_seen_by_the_owners_only(rival):
    assert queries.disputes_of_owner(person("owner")).filter(claim=rival).exists()
    for name in ("colleague", "stranger", "resident", "clerk"):
        assert not queries.disputes_of_owner(person(name)).exists(), name


def test_of_two_claims_the_approved_one_makes_the_other_a_dispute():
    organisation = joining.organisation()
    first = joining.claim(organisation, person("resident"))
    second = joining.claim(organisation, person("stranger"))
    assert second.status == "submitted"

    operations.approve(claim=first, by=person("clerk"))

    second.refresh_from_db()
    assert second.status == "disputed"
    assert second.dispute.answered_at is None
    assert told(person("resident")) == ["claim_disputed_owner", "claim_approved"]


def test_what_is_supplied_for_an_organisation_taken_meanwhile_becomes_a_dispute():
    organisation, clerk = joining.organisation(), person("clerk")
    waiting = joining.claim(organisation, person("stranger"))
    operations.ask_more(claim=waiting, by=clerk, words="请补。")
    operations.approve(claim=joining.claim(organisation, person("resident")), by=clerk)

    supplied = operations.supply(claim=waiting, by=person("stranger"), words="已补。")

    assert supplied.status == "disputed"


def test_a_dispute_can_be_withdrawn(rival):
    operations.withdraw(claim=rival, by=person("resident"))

    rival.refresh_from_db()
    assert rival.status == "withdrawn"
    assert not queries.disputes_of_owner(person("owner")).exists()
