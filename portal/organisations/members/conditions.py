"""What must be true of invitations and of members who leave."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from portal.organisations.members.enums import InvitationState

MOST_A_DAY = 5


@dataclass(frozen=True, slots=True)
class InviteFacts:
    """What is known when a member is invited; ``sent_today`` counts messages to the contact."""

    may_manage: bool = True
    struck_off: bool = False
    already_member: bool = False
    waiting: bool = False
    sent_today: int = 0


def may_manage(facts: InviteFacts) -> Iterator[Reason]:
    """Only an owner manages members."""
    if not facts.may_manage:
        yield Reason(
            "not_permitted",
            _("Only an owner may manage the members."),
            _("Ask the owner of your organisation."),
        )


def still_registered(facts: InviteFacts) -> Iterator[Reason]:
    """Nobody acts for a struck-off organisation."""
    if facts.struck_off:
        yield Reason(
            "struck_off",
            _("This organisation has been struck off the register: nobody may act in its name."),
        )


def not_member_yet(facts: InviteFacts) -> Iterator[Reason]:
    """A post is held once."""
    if facts.already_member:
        yield Reason(
            "already_member",
            _("This person already holds this post here."),
            _("Choose another post, or nothing needs doing."),
        )


def none_waiting(facts: InviteFacts) -> Iterator[Reason]:
    """One open invitation for the same person and post."""
    if facts.waiting:
        yield Reason(
            "invitation_waiting",
            _("An invitation for this person and post is still waiting for an answer."),
            _("Send that one again, or revoke it first."),
        )


def not_too_often(facts: InviteFacts) -> Iterator[Reason]:
    """Nobody's telephone is flooded."""
    if facts.sent_today >= MOST_A_DAY:
        yield Reason(
            "too_many_messages",
            _("This phone or e-mail has had %(count)d invitations within a day."),
            _("Try again tomorrow, or hand over the code in person."),
            params={"count": MOST_A_DAY},
        )


def inviter_stands(facts: InviteFacts) -> Iterator[Reason]:
    """An invitation is worth what its sender's post is worth."""
    if not facts.may_manage:
        yield Reason(
            "inviter_gone",
            _("Whoever invited you no longer manages the members here."),
            _("Ask the present owner for a new invitation."),
        )


def can_be_answered(state: InvitationState) -> Iterator[Reason]:
    """An invitation is answered once, and only while it is good."""
    if state is InvitationState.EXPIRED:
        yield Reason(
            "invitation_expired",
            _("This invitation has expired."),
            _("Ask whoever invited you to send it again."),
        )
    elif state is not InvitationState.WAITING:
        yield Reason(
            "invitation_closed",
            _("This invitation is no longer open: %(state)s."),
            _("Ask whoever invited you for a new one, if you still need it."),
            params={"state": state.label},
        )


INVITE = (may_manage, still_registered, not_member_yet, none_waiting, not_too_often)
