"""Keeping the pool: profiles, ties, who may be drawn."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.panels.experts import queries
from portal.panels.experts.models import Expert, Tie
from portal.permissions import Permission


@dataclass(frozen=True, slots=True)
class TieWords:
    """A tie as it was entered; ``name`` is an organisation or a person."""

    kind: str
    name: str
    from_on: date | None = None
    until_on: date | None = None


@transaction.atomic
def save_profile(*, by: User, knows: str, title: str, employer: str) -> Expert:
    """Write a person's own profile; the first time it puts them into the pool.

    Raises Refused("no_expert_post") for somebody who does not hold the post of an expert.
    """
    if not queries.may_score(by):
        raise Refused(_no_post())
    expert, _made = Expert.objects.get_or_create(user=by, defaults={"added_at": clock.now()})
    expert.knows, expert.title, expert.employer = knows, title, employer
    expert.saved_at = clock.now()
    expert.save(update_fields=["knows", "title", "employer", "saved_at"])
    audit.record("expert.profile_saved", by=by, subject=_subject(expert))
    return expert


@transaction.atomic
def add(*, address: str, by: User) -> Expert:
    """Put the person of an existing account (e-mail or telephone) into the pool.

    Raises Refused: ``not_permitted``, ``no_account``, ``no_expert_post``, ``in_the_pool``.
    """
    _may_keep(by)
    user = people.by_address(address.strip())
    if user is None:
        raise Refused(
            Reason(
                "no_account",
                _("No account has this e-mail or telephone."),
                _("Ask the expert to sign up first, or check the address."),
            )
        )
    if user.pk not in queries.able():
        raise Refused(_no_post())
    expert, made = Expert.objects.get_or_create(user=user, defaults={"added_at": clock.now()})
    if not made:
        raise Refused(Reason("in_the_pool", _("This expert stands in the pool already.")))
    audit.record("expert.added", by=by, subject=_subject(expert))
    return expert


@transaction.atomic
def set_active(*, expert: Expert, active: bool, by: User) -> Expert:
    """Take an expert out of the draws, or back into them; running panels go on."""
    _may_keep(by)
    locked = Expert.objects.select_for_update().get(pk=expert.pk)
    if locked.active != active:
        locked.active = active
        locked.save(update_fields=["active"])
        action = "expert.taken_back" if active else "expert.taken_out"
        audit.record(action, by=by, subject=_subject(locked))
    return locked


@transaction.atomic
def save_tie(*, words: TieWords, by: User, tie: Tie | None = None) -> Tie:
    """Enter or change a tie of one's own profile.

    Raises Refused: ``not_your_profile``, ``tie_ends_before_start``.
    """
    expert = Expert.objects.select_for_update().filter(user=by).first()
    if expert is None or (tie is not None and tie.expert_id != expert.pk):
        raise Refused(_not_yours())
    if words.from_on and words.until_on and words.until_on < words.from_on:
        raise Refused(
            Reason(
                "tie_ends_before_start",
                _("The tie ends before it begins."),
                _("Check the two dates."),
            )
        )
    kept = tie or Tie(expert=expert)
    kept.kind, kept.name = words.kind, words.name.strip()
    kept.from_on, kept.until_on = words.from_on, words.until_on
    kept.body_id = queries.body_named(kept.name)
    kept.save()
    audit.record("expert.tie_saved", by=by, subject=_subject(expert), data={"tie": kept.pk})
    return kept


@transaction.atomic
def remove_tie(*, tie: Tie, by: User) -> None:
    """Take a tie that was entered by mistake out of one's own profile."""
    if tie.expert.user_id != by.pk:
        raise Refused(_not_yours())
    data = {"tie": tie.pk, "kind": tie.kind}
    audit.record("expert.tie_removed", by=by, subject=_subject(tie.expert), data=data)
    tie.delete()


def _may_keep(by: User) -> None:
    if not people.may(by, Permission.PANEL_CONVENE):
        raise Refused(Reason("not_permitted", _("Your post does not allow this.")))


def _no_post() -> Reason:
    return Reason(
        "no_expert_post",
        _("This account does not hold the post of an expert."),
        _("Ask whoever manages the posts to enter it, then try again."),
    )


def _not_yours() -> Reason:
    return Reason(
        "not_your_profile",
        _("This is not your profile."),
        _("Save your own profile first, then enter its ties."),
    )


def _subject(expert: Expert) -> str:
    return f"panels.expert:{expert.pk}"
