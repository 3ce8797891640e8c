"""Members: invited with a code, answering once, leaving, and never without an owner."""

from datetime import timedelta

import pytest

from portal.accounts import queries as accounts
from portal.accounts.models import Post
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations.members import operations, queries
from portal.permissions import Permission
from tests.factories import accounts as outbox
from tests.factories import joining
from tests.people import appoint, body, client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def gateways(settings):
    """Messages land in a list."""
    settings.SMS_GATEWAY = "tests.factories.accounts.SmsBox"
    settings.EMAIL_GATEWAY = "tests.factories.accounts.EmailBox"
    outbox.OUTBOX.clear()


def invite(contact="13777778888", role="finance", by="owner"):
    return operations.invite(body=body("ours"), contact=contact, role=role, by=person(by))


def post_of(name, place="ours"):
    return Post.objects.get(user=person(name), body=body(place), ended_at=None)


def test_an_invitation_goes_out_with_an_address_and_a_code():
    sent = invite()

    assert sent.left
    message = outbox.OUTBOX[-1]
    assert message.to == "13777778888"
    assert sent.code in message.text
    assert f"/invitations/{sent.invitation.reference}/" in message.text
    assert sent.code not in sent.invitation.code_hash


def test_with_the_right_code_the_post_is_taken():
    sent = invite()
    resident = person("resident")

    post = operations.accept(invitation=sent.invitation, code=sent.code.lower(), by=resident)

    assert (post.role, post.body) == ("finance", body("ours"))
    assert accounts.may(resident, Permission.ORGANISATION_VIEW, body=body("ours").pk)
    sent.invitation.refresh_from_db()
    assert sent.invitation.accepted_by == resident


def test_an_invitation_is_answered_once():
    sent = invite()
    operations.accept(invitation=sent.invitation, code=sent.code, by=person("resident"))

    for act in (operations.accept, operations.decline):
        with pytest.raises(Refused) as refusal:
            act(invitation=sent.invitation, code=sent.code, by=person("stranger"))
        assert refusal.value.codes == {"invitation_closed"}


def test_a_declined_invitation_gives_no_post():
    sent = invite()
    operations.decline(invitation=sent.invitation, code=sent.code, by=person("resident"))

    assert queries.invitations(body("ours").pk).count() == 0
    assert not Post.objects.filter(user=person("resident")).exists()


def test_the_code_is_guessed_five_times_and_then_locked():
    sent = invite()
    for _ in range(5):
        with pytest.raises(Refused) as refusal:
            operations.accept(invitation=sent.invitation, code="22222222", by=person("resident"))
        assert refusal.value.codes == {"code_wrong"}

    with pytest.raises(Refused) as refusal:
        operations.accept(invitation=sent.invitation, code=sent.code, by=person("resident"))
    assert refusal.value.codes == {"too_many_guesses"}


def test_an_invitation_expires_and_can_be_sent_again(monkeypatch):
    sent = invite()
    later = sent.invitation.expires_at + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)

    with pytest.raises(Refused) as refusal:
        operations.accept(invitation=sent.invitation, code=sent.code, by=person("resident"))
    assert refusal.value.codes == {"invitation_expired"}

    again = operations.resend(invitation=sent.invitation, by=person("owner"))
    assert again.code != sent.code
    operations.accept(invitation=again.invitation, code=again.code, by=person("resident"))


def test_a_revoked_invitation_is_dead():
    sent = invite()
    operations.revoke(invitation=sent.invitation, by=person("owner"))

    with pytest.raises(Refused) as refusal:
        operations.accept(invitation=sent.invitation, code=sent.code, by=person("resident"))
    assert refusal.value.codes == {"invitation_closed"}
    for act in (operations.revoke, operations.resend):
        with pytest.raises(Refused) as refusal:
            act(invitation=sent.invitation, by=person("owner"))
        assert refusal.value.codes == {"invitation_closed"}


def test_only_an_owner_of_this_organisation_manages_members():
    sent = invite()
    for name in ("colleague", "stranger", "clerk", "resident"):
        for act in (
            lambda who: invite("13700000000", by=who),
            lambda who: operations.resend(invitation=sent.invitation, by=person(who)),
            lambda who: operations.revoke(invitation=sent.invitation, by=person(who)),
            lambda who: operations.end(post=post_of("owner"), by=person(who)),
        ):
            with pytest.raises(Refused) as refusal:
                act(name)
            assert refusal.value.codes == {"not_permitted"}, name


def test_an_invitation_sent_between_reading_and_writing_stays_and_refuses_the_other(monkeypatch):
    sent, check = invite(), operations._refuse_if_not_invitable
    calls = []

    def read_too_early(*asked):
        calls.append(asked)
        if len(calls) > 1:
            check(*asked)

    monkeypatch.setattr(operations, "_refuse_if_not_invitable", read_too_early)
    with pytest.raises(Refused) as refusal:
        invite()
    assert refusal.value.codes == {"invitation_waiting"}
    sent.invitation.refresh_from_db()
    assert sent.invitation.revoked_at is None


def test_the_same_person_is_not_invited_twice_to_a_post():
    invite()
    with pytest.raises(Refused) as refusal:
        invite()
    assert refusal.value.codes == {"invitation_waiting"}

    person("colleague")
    with pytest.raises(Refused) as refusal:
        invite("colleague@tests.example", "viewer")
    assert refusal.value.codes == {"already_member"}


def test_nobody_is_flooded_with_invitations():
    sent = invite()
    for _ in range(4):
        operations.resend(invitation=sent.invitation, by=person("owner"))

    with pytest.raises(Refused) as refusal:
        operations.resend(invitation=sent.invitation, by=person("owner"))
    assert refusal.value.codes == {"too_many_messages"}


def test_a_struck_off_organisation_invites_nobody():
    joining.registered(body("ours"), state="deregistered")
    with pytest.raises(Refused) as refusal:
        invite()
    assert refusal.value.codes == {"struck_off"}


def test_the_last_owner_cannot_leave():
    owner = person("owner")
    with pytest.raises(Refused) as refusal:
        operations.end(post=post_of("owner"), by=owner)
    assert refusal.value.codes == {"last_owner"}

    appoint(person("resident"), "owner", body("ours"))
    operations.end(post=post_of("owner"), by=owner)
    assert not accounts.may(owner, Permission.MEMBERS_MANAGE, body=body("ours").pk)


def test_a_member_leaves_and_the_history_keeps_the_post():
    colleague = person("colleague")
    operations.end(post=post_of("colleague"), by=colleague)

    assert not accounts.may(colleague, Permission.ORGANISATION_VIEW, body=body("ours").pk)
    assert [post.user for post in queries.former(body("ours").pk)] == [colleague]


def test_pages_of_an_organisation_answer_its_members_only():
    ours, post = body("ours").pk, None
    person("owner")
    post = post_of("owner").pk
    expected = {
        f"/org/{ours}/": {"owner": 200, "colleague": 200, "stranger": 404, "clerk": 404},
        f"/org/{ours}/invite/": {"owner": 200, "colleague": 404, "stranger": 404, "clerk": 404},
        f"/org/{ours}/profile/": {"owner": 200, "colleague": 404, "stranger": 404, "clerk": 404},
        f"/org/{ours}/members/{post}/end/": {"owner": 200, "colleague": 404, "stranger": 404},
    }
    for address, people in expected.items():
        for name, status in people.items():
            assert client_of(name).get(address).status_code == status, (address, name)
        assert client_of("anonymous").get(address).status_code == 302, address


def test_a_person_follows_an_invitation_on_the_pages():
    sent = invite("resident@tests.example", "applicant")
    address = f"/invitations/{sent.invitation.reference}/"
    client = client_of("resident")

    assert client_of("anonymous").get(address).status_code == 302
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"code": "AAAA-2222", "answer": "accept"})
    assert wrong.status_code == 200
    right = client.post(address, {"code": sent.code, "answer": "accept"})
    assert right.status_code == 302
    assert client.get(f"/org/{body('ours').pk}/").status_code == 200
    assert client.get("/invitations/no-such-thing/").status_code == 404


def test_an_owner_invites_resends_revokes_and_ends_posts_on_the_pages():
    ours, client = body("ours").pk, client_of("owner")
    person("colleague")
    made = client.post(f"/org/{ours}/invite/", {"contact": "137 7777 8888", "role": "viewer"})
    assert made.status_code == 302
    invitation = queries.invitations(ours).get()
    assert invitation.contact == "13777778888"
    client.post(f"/org/{ours}/invitations/{invitation.pk}/again/")
    invitation.refresh_from_db()
    assert invitation.times_sent == 2
    client.post(f"/org/{ours}/invitations/{invitation.pk}/revoke/")
    assert not queries.invitations(ours).exists()

    ended = client.post(f"/org/{ours}/members/{post_of('colleague').pk}/end/")
    assert ended.status_code == 302
    assert queries.members(ours).count() == 1
    stays = client.post(f"/org/{ours}/members/{post_of('owner').pk}/end/", follow=True)
    assert stays.status_code == 200
    assert queries.members(ours).count() == 1


def test_when_no_message_leaves_the_owner_is_given_the_code(settings):
    settings.SMS_GATEWAY = "tests.factories.accounts.BrokenBox"
    page = client_of("owner").post(
        f"/org/{body('ours').pk}/invite/", {"contact": "13777778888", "role": "viewer"}, follow=True
    )

    invitation = queries.invitations(body("ours").pk).get()
    assert f"/invitations/{invitation.reference}/" in page.content.decode()


def test_another_organisations_invitation_is_not_revoked_from_ours():
    theirs = operations.invite(
        body=body("theirs"), contact="13777778888", role="viewer", by=person("stranger")
    ).invitation

    page = client_of("owner").post(f"/org/{body('ours').pk}/invitations/{theirs.pk}/revoke/")

    assert page.status_code == 404
    theirs.refresh_from_db()
    assert theirs.revoked_at is None


def test_an_invitation_dies_with_the_post_of_its_sender():
    sent = invite()
    appoint(person("stranger"), "owner", body("ours"))
    operations.end(post=post_of("owner"), by=person("owner"))

    with pytest.raises(Refused) as refusal:
        operations.accept(invitation=sent.invitation, code=sent.code, by=person("resident"))

    assert refusal.value.codes == {"inviter_gone"}
