"""Where allauth asks us: how people are found, how codes travel, what a second factor is."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts import fields, gateways, limits, operations, passwords, phones, proof, queries
from portal.accounts.models import User
from portal.core import masking
from portal.core.reasons import Refused
from portal.permissions import Permission

MISMATCH = _("Address and password do not match. Check both, or sign in by a code.")
WRONG_CODE = _("The code is not right. Check the digits, or have a new one sent.")
WAYS = {
    "reauthenticate": _("With my password"),
    "mfa_reauthenticate": _("With a code of my app or my sheet"),
    "mfa_reauthenticate:webauthn": _("With my passkey"),
    "code": _("With a code sent to me"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Phone and e-mail are equal; messages leave through the gateways of the settings."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": MISMATCH,
        "phone_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The present password is not right."),
        "incorrect_code": WRONG_CODE,
        "email_taken": _("Another account uses this e-mail. Sign in with it, or give another."),
        "phone_taken": _("Another account uses this number. Sign in with it, or give another."),
        "too_many_login_attempts": _(
            "Wrong too many times. Wait 15 minutes and try again, or sign in another way."
        ),
        "same_as_current": _("This is what the account has already. Give another."),
        "rate_limited": _("A moment, please: too many tries. Wait a minute and try again."),
    }

    def clean_password(self, password: str, user: User | None = None) -> str:
        """The password, if it will do; ValidationError with every fault otherwise."""
        passwords.check(password, user)
        return password

    def phone_form_field(self, **kwargs: Any) -> fields.PhoneField:
        """The field for a mobile number."""
        return fields.PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        """The person whom a number stands for."""
        return queries.by_phone(phones.normal(phone))

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """The number and whether it is proved."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Keep a number that somebody claims at sign-up."""
        user.phone, user.phone_verified = phone or None, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        """The code sent to the number came back; the address of before is told of a change."""
        old = queries.proven_address(user)
        try:
            operations.prove_phone(user=user, phone=phone)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(self.request, str(reason))
            raise ImmediateHttpResponse(redirect("account")) from refused
        if old and old != phone and not fields.is_mail(old):
            text = gettext(
                "The number of your account is now %(phone)s. If it was not you, call 12345."
            )
            words = {"subject": gettext("Your account"), "kind": gateways.NOTICE}
            gateways.tell(old, text=text % {"phone": masking.phone(phone)}, **words)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """The code sent to the e-mail came back; False when another account was quicker."""
        operations.release_unproven(email=email_address.email, keep=email_address.user)
        try:
            with transaction.atomic():
                return bool(super().confirm_email(request, email_address))
        except IntegrityError:
            messages.error(request, self.error_messages["email_taken"])
            return False

    def send_verification_code_sms(self, *, phone: str, code: str, **_rest: Any) -> None:
        """Send a code by text message."""
        text = gettext("Your code is %(code)s, good for 10 minutes. Tell it to nobody.")
        self._sms(phone, text % {"code": code}, gateways.CODE)

    def send_unknown_account_sms(self, phone: str, **_rest: Any) -> None:
        """Somebody asked for a code with a number that no account has."""
        text = gettext("No account uses this number yet. You can sign up with it at %(site)s.")
        self._sms(phone, text % {"site": settings.SITE_URL}, gateways.NOTICE)

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Somebody signed up with a number that has an account."""
        text = gettext(
            "You have an account already: sign in by a code at %(site)s. "
            "If it was not you, nothing needs doing."
        )
        self._sms(phone, text % {"site": settings.SITE_URL}, gateways.NOTICE)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of the e-mails of sign-in through the gateway."""
        self._refuse_flood(email)
        values = {"email": email, "site": settings.SITE_URL} | context
        message = self.render_mail(template_prefix, email, values)
        kind = gateways.CODE if "code" in context else gateways.NOTICE
        sent = gateways.email(to=email, subject=message.subject, text=message.body, kind=kind)
        self._tell_if_not(sent)

    def is_login_by_code_required(self, login: Any) -> bool:
        """Until one address is proved, a sign-in needs a code; so does the feigned one."""
        if login.user is None:
            return True
        records = get_authentication_records(self.request, login.user)
        if records and records[-1]["method"] in ("code", "mfa"):
            return False
        return not queries.has_proven_address(login.user)

    def get_login_stages(self) -> list[str]:
        """A code where no address is proved yet, then the second factor."""
        return ["portal.accounts.stages.CodeStage", "allauth.mfa.stages.AuthenticateStage"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who sees cases to the work list, everybody else to their own page."""
        cases = queries.may(request.user, Permission.CASES_VIEW)
        return reverse("work_list" if cases else "my_space")

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("account")

    def get_email_verification_redirect_url(self, _email_address: Any) -> str:
        """Back to the account."""
        return reverse("account")

    def is_reauthentication_required(self, **_asked: Any) -> bool:
        """Not within five minutes of a proof; who has neither password nor factor gets a code."""
        if proof.is_fresh(self.request):
            return False
        if not get_reauthentication_flows(self.request.user):
            raise ReauthenticationRequired
        return True

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Password or second factor; a code for those who have no second factor."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        methods = [way | {"description": WAYS[way["id"]]} for way in found]
        if user.is_authenticated and not queries.has_second_factor(user):
            url = reverse("account_reauthenticate_code")
            methods.append({"id": "code", "description": WAYS["code"], "url": url})
        return methods

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong needs a word; what went well is seen on the page itself."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)

    def _get_login_attempts_cache_key(self, _request: HttpRequest, **credentials: Any) -> str:
        login = credentials.get("email") or credentials.get("phone") or credentials.get("username")
        return f"sign-in:{str(login or '').lower()}"

    def _sms(self, phone: str, text: str, kind: str) -> None:
        self._refuse_flood(phone)
        self._tell_if_not(gateways.sms(to=phone, text=text, kind=kind))

    def _refuse_flood(self, address: str) -> None:
        if not limits.may_send(address):
            raise ImmediateHttpResponse(respond_429(self.request))

    def _tell_if_not(self, sent: bool) -> None:
        if not sent:
            messages.error(self.request, gateways.NOT_SENT)


class MfaAdapter(DefaultMFAAdapter):
    """Second factors: kept encrypted; printed codes count as much as an app or a passkey."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _(
            "Officials need a second factor. Add another one before you remove this one."
        ),
    }

    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """Whether a second factor of the types is set up.

        allauth asks for app and passkey together when it means "any that opens the door"; here
        printed codes do.
        """
        factors = Authenticator.Type
        if types is not None and set(types) >= {factors.TOTP, factors.WEBAUTHN}:
            types = None
        return bool(super().is_mfa_enabled(user, types))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Officials keep at least one passkey or app."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        strong = others.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return not queries.is_staff(user) or bool(strong.exists())

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A stored secret in the clear."""
        return _keys().decrypt(encrypted_text.encode()).decode()

    def _get_user_identifier(self, user: User) -> str:
        return user.get_full_name()

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    digest = hashlib.sha256(b"second factors:" + force_bytes(secret)).digest()
    return base64.urlsafe_b64encode(digest)
