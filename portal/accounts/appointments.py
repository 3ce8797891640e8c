"""Giving and ending posts; the history is kept, nothing is deleted."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Post, User
from portal.accounts.roles import Owner, Role
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused


@transaction.atomic
def appoint(
    *,
    user: User,
    body: int,
    role: str,
    by: User | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    case: str = "",
) -> Post:
    """Give a person a post in a body (its id), from today unless said otherwise.

    The caller has decided that ``by`` may do so. Refused("role_unknown", "account_closed",
    "post_already_held").
    """
    person = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    reasons = list(_faults(person, body, role))
    if reasons:
        raise Refused(*reasons)
    post = Post.objects.create(
        user=person,
        body_id=body,
        role=role,
        starts_on=starts_on or clock.today(),
        ends_on=ends_on,
    )
    _record("post.appointed", post, by, case)
    _forget_cache(user)
    return post


@transaction.atomic
def end_post(*, post: Post, by: User | None, reason: str = "", case: str = "") -> Post:
    """End a post at once. Refused("last_owner") for an organisation's only owner,
    Refused("post_ended") when it is over already.
    """
    _lock_owners(post.body_id)
    locked = Post.objects.select_for_update().get(pk=post.pk)
    if locked.ended_at or (locked.ends_on and locked.ends_on < clock.today()):
        raise Refused(Reason("post_ended", _("This post has ended already.")))
    if locked.role == Owner.code and not _other_owners(locked):
        raise Refused(
            Reason(
                "last_owner",
                _("An organisation always needs an owner, and this is the only one."),
                _("Make somebody else an owner first."),
            )
        )
    locked.ended_at = clock.now()
    locked.ends_on = max(clock.today(), locked.starts_on)
    locked.save(update_fields=["ends_on", "ended_at"])
    _record("post.ended", locked, by, case, reason)
    _forget_cache(post.user)
    return locked


def _faults(user: User, body: int, role: str) -> list[Reason]:
    found = []
    if role not in Role.all:
        found.append(Reason("role_unknown", _("There is no such post."), _("Choose one.")))
    if not user.is_active:
        found.append(Reason("account_closed", _("This account is closed.")))
    if Post.objects.on(clock.today()).filter(user=user, body=body, role=role).exists():
        found.append(Reason("post_already_held", _("This person holds the post already.")))
    return found


def _lock_owners(body: int) -> None:
    """Two owners who end each other's post at the same moment must not both succeed."""
    owners = Post.objects.select_for_update().filter(body=body, role=Owner.code, ended_at=None)
    list(owners.order_by("pk").values_list("pk"))


def _other_owners(post: Post) -> bool:
    owners = Post.objects.on(clock.today()).filter(body=post.body_id, role=Owner.code)
    return owners.exclude(pk=post.pk).exclude(user=post.user_id).exists()


def _record(action: str, post: Post, by: User | None, case: str, reason: str = "") -> None:
    data = {"user": post.user_id, "body": post.body_id, "role": post.role, "reason": reason}
    audit.record(action, by=by, subject=f"accounts.post:{post.pk}", case=case, data=data)


def _forget_cache(user: User) -> None:
    user.__dict__.pop("_posts_today", None)
