"""Claims as claimant, colleague, stranger and the bureau's officials meet them."""

import pytest

from portal.accounts import queries as accounts
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.claims import operations, queries
from portal.organisations.claims.models import Claim, ClaimDraft
from portal.permissions import Permission
from tests.factories import joining
from tests.people import appoint, body, person

pytestmark = pytest.mark.django_db


def told(user):
    return list(Notice.objects.filter(person=user).order_by("pk").values_list("key", flat=True))


def owns(user, organisation):
    user.__dict__.pop("_posts_today", None)
    return accounts.may(user, Permission.MEMBERS_MANAGE, body=organisation.pk)


def test_an_approved_claim_makes_the_claimant_the_owner():
    organisation, resident, clerk = joining.organisation(), person("resident"), person("clerk")
    claim = joining.claim(organisation, resident)

    assert claim.status == "submitted"
    assert str(claim).startswith("RL-")
    assert claim.case.holder == body("bureau")
    assert claim.case.due_on is not None
    assert not owns(resident, organisation)

    operations.approve(claim=claim, by=clerk)

    claim.refresh_from_db()
    assert claim.status == "approved"
    assert claim.decided_by == clerk
    assert claim.case.closed_at is not None
    assert owns(resident, organisation)
    assert told(resident) == ["claim_approved"]


def test_the_papers_of_a_claim_carry_its_number_and_the_draft_is_gone():
    organisation, resident = joining.organisation(), person("resident")
    claim = joining.claim(organisation, resident)

    assert claim.certificate.case == str(claim)
    assert claim.authorisation.case == str(claim)
    assert not ClaimDraft.objects.exists()


def test_all_reasons_against_a_claim_come_at_once():
    organisation = joining.organisation(registry=None, state="deregistered")
    draft = joining.draft(organisation, person("resident"), papers=())

    with pytest.raises(Refused) as refusal:
        operations.submit(draft=draft, by=person("resident"))

    assert refusal.value.codes == {
        "struck_off",
        "no_registry",
        "certificate_missing",
        "authorisation_missing",
    }
    assert not Claim.objects.exists()


@pytest.mark.parametrize("state", ["deregistered", "revoked", "certificate_revoked"])
def test_a_struck_off_organisation_is_not_claimed(state):
    organisation = joining.organisation(state=state)

    with pytest.raises(Refused) as refusal:
        operations.save_draft(
            organisation=organisation, by=person("resident"), relation="staff", name="高敏"
        )

    assert refusal.value.codes == {"struck_off"}


@pytest.mark.parametrize("kind", ["founding_team", "department", "enterprise"])
def test_what_is_no_social_organisation_is_not_claimed(kind):
    organisation = joining.organisation()
    organisation.body.kind = kind
    organisation.body.save()

    with pytest.raises(Refused) as refusal:
        operations.save_draft(organisation=organisation, by=person("resident"), relation="staff")

    assert refusal.value.codes == {"not_claimable"}


def test_one_person_has_one_open_claim_for_an_organisation():
    organisation, resident = joining.organisation(), person("resident")
    joining.claim(organisation, resident)

    with pytest.raises(Refused) as refusal:
        operations.submit(draft=joining.draft(organisation, resident), by=resident)

    assert refusal.value.codes == {"claim_open"}


def test_an_owner_has_nothing_to_claim():
    organisation = joining.registered(body("ours"))

    with pytest.raises(Refused) as refusal:
        operations.submit(draft=joining.draft(organisation, person("owner")), by=person("owner"))

    assert refusal.value.codes == {"already_yours"}


def test_only_the_registering_bureau_decides():
    claim = joining.claim(joining.organisation(), person("resident"))

    for name in ("other_clerk", "counter_clerk", "supervisor", "owner", "stranger", "resident"):
        with pytest.raises(Refused) as refusal:
            operations.approve(claim=claim, by=person(name))
        assert refusal.value.codes == {"not_permitted"}, name

    claim.refresh_from_db()
    assert claim.status == "submitted"
    assert claim.decided_by is None


def test_an_official_does_not_decide_their_own_claim():
    clerk = person("clerk")
    claim = joining.claim(joining.organisation(), clerk)

    for act in (operations.approve, operations.refuse, operations.ask_more):
        with pytest.raises(Refused) as refusal:
            act(claim=claim, by=clerk, words="因为")
        assert refusal.value.codes == {"own_case"}


def test_a_refusal_needs_words():
    claim = joining.claim(joining.organisation(), person("resident"))

    with pytest.raises(Refused) as refusal:
        operations.refuse(claim=claim, by=person("clerk"), words="  ")

    assert refusal.value.codes == {"words_missing"}


def test_the_second_of_two_officials_is_told_that_it_is_no_longer_possible():
    claim = joining.claim(joining.organisation(), person("resident"))
    seen_by_both = Claim.objects.get(pk=claim.pk)
    operations.refuse(claim=claim, by=person("clerk"), words="授权书没有盖章。")

    with pytest.raises(Refused) as refusal:
        operations.approve(claim=seen_by_both, by=person("section_head"))

    assert refusal.value.codes == {"not_possible_now"}
    claim.refresh_from_db()
    assert (claim.status, claim.decided_by) == ("refused", person("clerk"))


def test_what_is_missing_is_asked_for_once_and_supplied():
    resident, clerk = person("resident"), person("clerk")
    claim = joining.claim(joining.organisation(), resident)
    asked = operations.ask_more(claim=claim, by=clerk, words="请补盖章的授权书。")
    assert asked.case.waits_for == "applicant"
    assert asked.asked_for == "请补盖章的授权书。"

    supplied = operations.supply(
        claim=claim, by=resident, words="已补。", upload=joining.scan("补.png")
    )
    assert supplied.status == "supplemented"
    assert supplied.case.waits_for == "office"
    assert supplied.added.name == "补.png"

    with pytest.raises(Refused) as refusal:
        operations.ask_more(claim=claim, by=clerk, words="还差一份。")
    assert refusal.value.codes == {"not_possible_now"}
    operations.approve(claim=claim, by=clerk)
    assert told(resident) == ["claim_supplement", "claim_approved"]


def test_nobody_but_the_claimant_supplies_or_withdraws():
    claim = joining.claim(joining.organisation(), person("resident"))
    operations.ask_more(claim=claim, by=person("clerk"), words="请补。")

    for name in ("stranger", "owner", "clerk", "section_head"):
        with pytest.raises(Refused) as refusal:
            operations.supply(claim=claim, by=person(name), words="我来补")
        assert refusal.value.codes == {"not_permitted"}
        with pytest.raises(Refused) as refusal:
            operations.withdraw(claim=claim, by=person(name))
        assert refusal.value.codes == {"not_permitted"}


def test_a_withdrawn_claim_can_be_made_again():
    organisation, resident = joining.organisation(), person("resident")
    claim = joining.claim(organisation, resident)

    operations.withdraw(claim=claim, by=resident)

    assert joining.claim(organisation, resident).status == "submitted"


def test_a_claim_and_its_papers_are_seen_by_the_claimant_and_the_bureau_only():
    claim = joining.claim(joining.organisation(), person("resident"))
    seen = {
        name: queries.visible_to(person(name)).filter(pk=claim.pk).exists()
        for name in ("resident", "clerk", "section_head", "counter_clerk")
    }
    unseen = {
        name: queries.visible_to(person(name)).filter(pk=claim.pk).exists()
        for name in ("owner", "colleague", "stranger", "other_clerk", "editor", "administrator")
    }

    assert all(seen.values())
    assert not any(unseen.values())


def test_silence_closes_the_claim_when_the_days_are_over(monkeypatch):
    from datetime import timedelta

    from portal.core import clock
    from portal.workflow import due

    resident = person("resident")
    claim = joining.claim(joining.organisation(), resident)
    asked = operations.ask_more(claim=claim, by=person("clerk"), words="请补。")
    last_day = asked.case.due_on

    due.run()
    claim.refresh_from_db()
    assert claim.status == "supplement"

    later = clock.now() + (last_day - clock.today()) + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    due.run()

    claim.refresh_from_db()
    assert claim.status == "lapsed"
    assert told(resident) == ["claim_supplement", "claim_lapsed"]


def test_a_member_without_ownership_may_claim_and_the_database_holds_one_open_claim():
    from django.db import IntegrityError, transaction

    organisation = joining.organisation()
    viewer = person("resident")
    appoint(viewer, "viewer", organisation.body)
    first = joining.claim(organisation, viewer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            claimant=viewer,
            organisation=organisation,
            status="submitted",
            relation="staff",
            name="甲",
            phone="1",
            certificate=first.certificate,
            authorisation=first.authorisation,
        )
