"""Writing people, their addresses and their sessions. Posts stand in ``posts``."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, ProtectedError
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries
from portal.accounts.appointments import appoint, end_post
from portal.accounts.models import Post, User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused

__all__ = [
    "appoint",
    "change_name",
    "end_post",
    "end_sessions",
    "forget_password",
    "join",
    "prove_email",
    "prove_phone",
    "release_unproven",
]

PRIVACY_NOTICE = "2026-11"


@transaction.atomic
def join(*, user: User, name: str = "") -> None:
    """Note that somebody signed up by themselves, having seen the privacy notice of that month."""
    user.name = name.strip()[:60]
    user.joined_at = clock.now()
    user.save(update_fields=["name", "joined_at"])
    audit.record(
        "account.signed_up", by=user, subject=_subject(user), data={"notice": PRIVACY_NOTICE}
    )


@transaction.atomic
def change_name(*, user: User, name: str, by: User) -> None:
    """Give a person's name; it is what officials and members of a body see."""
    given = " ".join(name.split())
    if not given:
        raise Refused(Reason("name_missing", _("Give your name."), _("As on your identity card.")))
    user.name = given[:60]
    user.save(update_fields=["name"])
    audit.record("account.name_changed", by=by, subject=_subject(user))


@transaction.atomic
def release_unproven(*, phone: str = "", email: str = "", keep: User | None = None) -> None:
    """Take an address from accounts that only claimed it and never proved it by a code.

    Who signs up with somebody else's number or proves a number of their own must not be stopped
    by such a claim. An account with nothing else is removed; one with a post keeps its address,
    because an official gave it.
    """
    in_office = Exists(Post.objects.filter(user=OuterRef("pk")))
    claims = User.objects.select_for_update().filter(~in_office, is_demo=False)
    if phone:
        for user in claims.filter(phone=phone, phone_verified=False).exclude(pk=_key(keep)):
            _drop(user, "phone")
    if email:
        verified = EmailAddress.objects.filter(email=email, verified=True).values("user")
        for user in claims.filter(email=email).exclude(pk=_key(keep)).exclude(pk__in=verified):
            _drop(user, "email")
        EmailAddress.objects.filter(email=email, verified=False, user__posts=None).exclude(
            user=_key(keep)
        ).delete()


@transaction.atomic
def prove_phone(*, user: User, phone: str) -> None:
    """Note that a person received a code on a phone: it is theirs from now on.

    Refused("phone_taken") when another account proved it before.
    """
    release_unproven(phone=phone, keep=user)
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if locked.phone == phone and locked.phone_verified:
        return
    changed = bool(locked.phone) and locked.phone != phone
    locked.phone, locked.phone_verified = phone, True
    try:
        with transaction.atomic():
            locked.save(update_fields=["phone", "phone_verified"])
    except IntegrityError:
        raise Refused(
            Reason(
                "phone_taken",
                _("Another account uses this number."),
                _("Sign in with it by a code, or give another number."),
            )
        ) from None
    user.phone, user.phone_verified = phone, True
    action = "account.phone_changed" if changed else "account.phone_proven"
    audit.record(action, by=user, subject=_subject(user))


@transaction.atomic
def prove_email(*, user: User, email: str) -> None:
    """Note that a person received a code at an e-mail address: it is the account's from now on.

    Refused("email_taken") when another account proved it before.
    """
    release_unproven(email=email, keep=user)
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    old, locked.email = locked.email, email
    try:
        with transaction.atomic():
            locked.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user).exclude(email=email).delete()
            EmailAddress.objects.update_or_create(
                user=user, email=email, defaults={"verified": True, "primary": True}
            )
    except IntegrityError:
        raise Refused(
            Reason(
                "email_taken",
                _("Another account uses this e-mail."),
                _("Sign in with it by a code, or give another address."),
            )
        ) from None
    user.email = email
    action = "account.email_changed" if old and old != email else "account.email_proven"
    audit.record(action, by=user, subject=_subject(user))


@transaction.atomic
def forget_password(*, user: User) -> None:
    """Drop a password that was set before anybody proved an address of the account.

    Otherwise whoever signed up with another person's number would keep a way into the account
    after its owner came in by a code.
    """
    if user.has_usable_password() and not queries.has_proven_address(user):
        user.set_unusable_password()
        user.save(update_fields=["password"])


@transaction.atomic
def end_sessions(*, user: User, by: User | None, reason: str = "") -> None:
    """Sign a person out everywhere at once, also from sessions that were never listed."""
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    user.refresh_from_db(fields=["session_generation"])
    UserSession.objects.filter(user=user).delete()
    audit.record("account.sessions_ended", by=by, subject=_subject(user), data={"reason": reason})


def _drop(user: User, field: str) -> None:
    other = user.email if field == "phone" else user.phone
    if other or Authenticator.objects.filter(user=user).exists():
        setattr(user, field, None)
        user.save(update_fields=[field])
        return
    try:
        with transaction.atomic():
            user.delete()
    except ProtectedError:
        setattr(user, field, None)
        user.save(update_fields=[field])


def _key(user: User | None) -> int:
    return user.pk if user else 0


def _subject(user: User) -> str:
    return f"accounts.user:{user.pk}"
