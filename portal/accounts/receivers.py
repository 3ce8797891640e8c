"""What follows from a step of a sign-in: fresh proof, history, a word to the person."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.accounts import gateways, proof, queries, sessions
from portal.accounts.models import User
from portal.audit import operations as audit

NEWS = {
    "account.factor_added": gettext_noop("A second factor was added to your account."),
    "account.factor_removed": gettext_noop("A second factor was removed from your account."),
    "account.password_changed": gettext_noop("The password of your account was changed."),
}


def connect() -> None:
    """Follow the signals of Django and allauth."""
    auth.user_logged_in.connect(_began, dispatch_uid="accounts.session_began")
    account.user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    account.authentication_step_completed.connect(_step, dispatch_uid="accounts.step")
    account.password_changed.connect(_password, dispatch_uid="accounts.password_changed")
    account.password_set.connect(_password, dispatch_uid="accounts.password_set")
    mfa.authenticator_added.connect(_factor_added, dispatch_uid="accounts.factor_added")
    mfa.authenticator_removed.connect(_factor_removed, dispatch_uid="accounts.factor_removed")


def announce(action: str, user: User, **data: str) -> None:
    """Write an act of a person upon their own account into the history and tell them of it."""
    audit.record(action, by=user, subject=f"accounts.user:{user.pk}", data=data)
    address = queries.proven_address(user)
    if address and action in NEWS:
        text = _("%(news)s If it was not you, call 12345 at once.") % {"news": _(NEWS[action])}
        gateways.tell(address, subject=_("Your account"), text=text, kind=gateways.NOTICE)


def _began(request: HttpRequest, **_kwargs: Any) -> None:
    sessions.begin(request)


def _signed_in(user: User, **_kwargs: Any) -> None:
    """Officials' sign-ins stand in the history; those of other people are their own affair."""
    if queries.is_staff(user):
        audit.record("account.signed_in", by=user, subject=f"accounts.user:{user.pk}")


def _step(request: HttpRequest, **_kwargs: Any) -> None:
    proof.note(request)


def _password(user: User, **_kwargs: Any) -> None:
    announce("account.password_changed", user)


def _factor_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Setting up an app or a passkey shows at once that the person has it."""
    announce("account.factor_added", user, kind=authenticator.type)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
        )


def _factor_removed(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    announce("account.factor_removed", user, kind=authenticator.type)
