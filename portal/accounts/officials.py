"""What the people who keep posts do for the officials of their own body.

Nobody does any of it for themselves: a second person always answers for it.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts import fields, gateways, queries
from portal.accounts.appointments import appoint, end_post
from portal.accounts.models import Post, User
from portal.accounts.roles import Role
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission


@transaction.atomic
def appoint_official(*, by: User, body: int, role: str, name: str, address: str) -> Post:
    """Give an official post in one's own body to the person whom an address stands for.

    Without an account yet, one is made: the first sign-in is by a code to that address.
    Refused("not_your_body", "not_yourself", "role_unknown", "post_already_held", …).
    """
    _refuse_unless_keeper(by, body)
    if not Role.named(role).staff:
        raise Refused(Reason("role_unknown", gettext_lazy("This is not an official post.")))
    user = queries.by_address(address) or _new_user(name, address)
    _refuse_self(by, user)
    post = appoint(user=user, body=body, role=role, by=by)
    text = _("You are %(post)s of %(body)s on the portal. Sign in by a code at %(site)s.")
    _tell(user, text % _words(post))
    return post


@transaction.atomic
def end_official_post(*, by: User, post: Post, reason: str) -> Post:
    """End an official's post in one's own body at once.

    Refused("not_your_body", "not_yourself", "post_ended").
    """
    _refuse_unless_keeper(by, post.body_id)
    _refuse_self(by, post.user)
    ended = end_post(post=post, by=by, reason=reason)
    text = _("Your post as %(post)s of %(body)s has ended.")
    _tell(post.user, text % _words(ended))
    return ended


@transaction.atomic
def issue_codes(*, by: User, post: Post) -> list[str]:
    """Make a sheet of printed codes for a colleague without phone or key; shown once.

    Each code opens the second door once. Earlier codes stop working.
    Refused("not_your_body", "not_yourself", "post_ended").
    """
    _refuse_unless_keeper(by, post.body_id)
    _refuse_self(by, post.user)
    if not Post.objects.on(clock.today()).filter(pk=post.pk).exists():
        raise Refused(Reason("post_ended", gettext_lazy("This post has ended already.")))
    User.objects.select_for_update(no_key=True).get(pk=post.user_id)
    old = Authenticator.objects.filter(user=post.user, type=Authenticator.Type.RECOVERY_CODES)
    old.delete()
    codes = RecoveryCodes.activate(post.user)
    codes.mark_as_viewed()
    audit.record("account.codes_issued", by=by, subject=f"accounts.user:{post.user_id}")
    text = _("%(name)s printed sign-in codes for your account. If you did not ask, call 12345.")
    _tell(post.user, text % {"name": by.get_full_name()})
    found: list[str] = codes.generate_codes()
    return found


def keepers_for(user: User) -> list[User]:
    """The colleagues who can print codes for a person: keepers of posts in the same bodies."""
    bodies = {post.body_id for post in queries.posts(user) if post.held_role.staff}
    found = {
        keeper.pk: keeper
        for body in bodies
        for keeper in queries.holders(Permission.POSTS_MANAGE, body)
        if keeper.pk != user.pk
    }
    return list(found.values())


def _refuse_unless_keeper(by: User, body: int) -> None:
    if not queries.may(by, Permission.POSTS_MANAGE, body=body):
        raise Refused(
            Reason(
                "not_your_body",
                gettext_lazy("You keep no posts in this body."),
                gettext_lazy("Ask the person who keeps them there."),
            )
        )


def _refuse_self(by: User, user: User) -> None:
    if by.pk == user.pk:
        raise Refused(
            Reason(
                "not_yourself",
                gettext_lazy("Nobody does this for themselves."),
                gettext_lazy("Ask another person who keeps posts in this body."),
            )
        )


def _new_user(name: str, address: str) -> User:
    given = {"email": address} if fields.is_mail(address) else {"phone": address}
    return User.objects.create_user(name=name, **given)


def _words(post: Post) -> dict[str, str]:
    return {
        "post": str(post.held_role.title),
        "body": post.body.name,
        "site": settings.SITE_URL,
    }


def _tell(user: User, text: str) -> None:
    address = queries.reachable_address(user)
    if address:
        subject = _("Your post on the portal")
        gateways.tell(address, subject=subject, text=text, kind=gateways.NOTICE)
