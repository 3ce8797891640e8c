"""Inviting, answering, leaving. Posts are written by accounts; nothing is deleted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts import gateways
from portal.accounts import operations as accounts
from portal.accounts.models import Post, User
from portal.audit import operations as audit
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.law import queries as law
from portal.organisations.members import conditions, queries
from portal.organisations.members.conditions import InviteFacts
from portal.organisations.members.models import Invitation
from portal.workflow import guesses, numbers

if TYPE_CHECKING:
    from portal.bodies.models import Body


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation with its code, told this once, and whether the message left."""

    invitation: Invitation
    code: str
    left: bool


def invite(*, body: Body, contact: str, role: str, by: User) -> Sent:
    """Invite whoever reads at ``contact`` (cleaned phone or e-mail) to a post.

    Raises Refused: ``not_permitted``, ``struck_off``, ``already_member``,
    ``invitation_waiting``, ``too_many_messages``.
    """
    try:
        invitation, code = _invite(body, contact, role, by)
    except IntegrityError:
        _refuse_if_not_invitable(body, contact, role, by)
        raise
    return Sent(invitation, code, _send(invitation, code))


def resend(*, invitation: Invitation, by: User) -> Sent:
    """Send an unanswered invitation again, with a new code and a new last day."""
    with transaction.atomic():
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
        reasons = [
            reason
            for reason in conditions.can_be_answered(locked.state_at(clock.now()))
            if reason.code != "invitation_expired"
        ]
        facts = InviteFacts(
            may_manage=queries.managed_by(by).filter(pk=locked.body_id).exists(),
            struck_off=queries.struck_off(locked.body_id),
            sent_today=queries.sent_within_a_day(locked.contact),
        )
        refuse_if_blocked([*reasons, *collect(conditions.INVITE, facts)])
        moment, code = clock.now(), numbers.query_code()
        locked.code_hash = numbers.hashed(locked.reference, code)
        locked.sent_at, locked.expires_at = moment, _expiry(moment)
        locked.times_sent += 1
        locked.save(update_fields=["code_hash", "sent_at", "expires_at", "times_sent"])
        _record("member.invited_again", locked, by)
    return Sent(locked, code, _send(locked, code))


@transaction.atomic
def revoke(*, invitation: Invitation, by: User) -> Invitation:
    """Take an unanswered invitation back."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _manager_only(locked.body_id, by)
    state = locked.state_at(clock.now())
    closed = [r for r in conditions.can_be_answered(state) if r.code != "invitation_expired"]
    refuse_if_blocked(closed)
    locked.revoked_at = clock.now()
    locked.save(update_fields=["revoked_at"])
    _record("member.invitation_revoked", locked, by)
    return locked


def accept(*, invitation: Invitation, code: str, by: User) -> Post:
    """Take the post, with the code of the message; right codes only, five tries.

    Raises Refused: ``too_many_guesses``, ``code_wrong``, ``invitation_expired``,
    ``invitation_closed``, ``struck_off``, ``post_already_held``.
    """
    _check_code(invitation, code)
    with transaction.atomic():
        locked = _answerable(invitation)
        locked.accepted_at, locked.accepted_by = clock.now(), by
        locked.save(update_fields=["accepted_at", "accepted_by"])
        _record("member.accepted", locked, by)
        return accounts.appoint(
            user=by, body=locked.body_id, role=locked.role, by=locked.invited_by
        )


def decline(*, invitation: Invitation, code: str, by: User) -> Invitation:
    """Say no; the owner sees it."""
    _check_code(invitation, code)
    with transaction.atomic():
        locked = _answerable(invitation)
        locked.declined_at = clock.now()
        locked.save(update_fields=["declined_at"])
        _record("member.declined", locked, by)
    return locked


@transaction.atomic
def end(*, post: Post, by: User) -> Post:
    """End a member's post, or leave it oneself; the history stays.

    Raises Refused: ``not_permitted``, ``last_owner``, ``post_ended``.
    """
    if post.user_id != by.pk:
        _manager_only(post.body_id, by)
    return accounts.end_post(post=post, by=by)


@transaction.atomic
def end_all(*, body: int, keep: User, by: User, case: str = "", only: User | None = None) -> int:
    """End every post in a body but those of one person (or only another's); returns how many.

    Invitations that the people sent whose posts end are revoked with them.
    """
    posts = queries.members(body).exclude(user=keep)
    if only is not None:
        posts = posts.filter(user=only)
    gone = list(posts)
    for post in gone:
        accounts.end_post(post=post, by=by, reason=case, case=case)
    senders = [post.user_id for post in gone]
    Invitation.objects.waiting().filter(body=body, invited_by__in=senders).update(
        revoked_at=clock.now()
    )
    return len(gone)


@transaction.atomic
def _invite(body: Body, contact: str, role: str, by: User) -> tuple[Invitation, str]:
    _refuse_if_not_invitable(body, contact, role, by)
    moment = clock.now()
    # Only what has run out makes room: one that a colleague sent a moment ago must stay and refuse.
    stale = Invitation.objects.waiting().filter(body=body, contact=contact, role=role)
    stale.filter(expires_at__lt=moment).update(revoked_at=moment)
    reference, code = secrets.token_urlsafe(12), numbers.query_code()
    invitation = Invitation.objects.create(
        reference=reference,
        body=body,
        contact=contact,
        role=role,
        code_hash=numbers.hashed(reference, code),
        invited_by=by,
        invited_at=moment,
        sent_at=moment,
        expires_at=_expiry(moment),
    )
    _record("member.invited", invitation, by)
    return invitation, code


def _refuse_if_not_invitable(body: Body, contact: str, role: str, by: User) -> None:
    facts = queries.invite_facts(body.pk, contact, role, by)
    refuse_if_blocked(collect(conditions.INVITE, facts))


def _check_code(invitation: Invitation, code: str) -> None:
    key = f"invitation:{invitation.reference}"
    guesses.refuse_if_locked(key)
    if not numbers.fits(invitation.reference, code, invitation.code_hash):
        left = guesses.note_wrong(key)
        raise Refused(
            Reason(
                "code_wrong",
                _("This is not the code of the invitation. You have %(left)d tries left."),
                _("It stands in the message: eight letters and digits."),
                params={"left": left},
            )
        )
    guesses.forget(key)


def _answerable(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    facts = InviteFacts(
        may_manage=queries.managed_by(locked.invited_by).filter(pk=locked.body_id).exists(),
        struck_off=queries.struck_off(locked.body_id),
    )
    reasons = conditions.can_be_answered(locked.state_at(clock.now()))
    standing = collect((conditions.inviter_stands, conditions.still_registered), facts)
    refuse_if_blocked([*reasons, *standing])
    return locked


def _manager_only(body: int, by: User) -> None:
    managed = queries.managed_by(by).filter(pk=body).exists()
    refuse_if_blocked(conditions.may_manage(InviteFacts(may_manage=managed)))


def _expiry(moment: datetime) -> datetime:
    row = law.rule("invitations.validity", on=clock.day(moment))
    return workdays.due_at(workdays.deadline(moment, int(row.value), row.unit).last_day)


def _send(invitation: Invitation, code: str) -> bool:
    address = settings.SITE_URL + reverse("invitation", args=[invitation.reference])
    words = {
        "name": invitation.invited_by.get_full_name(),
        "body": invitation.body.shown_name,
        "role": invitation.get_role_display(),
        "code": code,
        "address": address,
        "day": f"{invitation.expires_at.astimezone(clock.SHANGHAI):%Y-%m-%d}",
    }
    text = _(
        "%(name)s invites you to act as %(role)s of %(body)s. Open %(address)s and enter the "
        "code %(code)s by %(day)s."
    )
    return gateways.tell(
        invitation.contact,
        subject=_("Invitation from %(body)s") % words,
        text=text % words,
        kind="invitation",
    )


def _record(action: str, invitation: Invitation, by: User) -> None:
    audit.record(
        action,
        by=by,
        subject=f"bodies.body:{invitation.body_id}",
        data={"invitation": invitation.pk, "role": invitation.role},
    )
