"""Signing up and signing in."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.internal.flows import signup as flow
from allauth.core import context
from allauth.core.internal import ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts import fields, limits, operations, queries
from portal.accounts.models import User
from portal.core.forms import Form

ONE_OF_BOTH = _("Give a mobile number or an e-mail. One of them is enough.")
PASSWORD_HINT = _("At least 8 characters, not digits only. Without one, a code is sent each time.")


class SignupForm(Form, allauth.SignupForm):
    """Phone or e-mail, a password if one likes. Whether an account exists is never told."""

    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["phone", "email", "name", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].label = _("Mobile number")
        self.fields["email"].label = _("E-mail")
        self.fields["email"].error_messages["invalid"] = _(
            "This e-mail address is not complete. It looks like name@example.cn."
        )
        self.fields["password1"].label = _("Password")
        self.fields["password1"].help_text = PASSWORD_HINT
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str | None:
        """The e-mail, NULL when none was given."""
        return self.cleaned_data.get("email") or None

    def clean(self) -> dict[str, Any]:
        """One of both is needed; an address that is taken changes nothing that can be seen."""
        cleaned = super().clean() or {}
        phone, email = cleaned.get("phone") or "", cleaned.get("email") or ""
        if not phone and not email and not ({"phone", "email"} & self.errors.keys()):
            self.add_error("phone", ValidationError(ONE_OF_BOTH, code="one_of_both"))
        phone_taken = bool(phone) and _taken(phone)
        if email and phone_taken:
            cleaned["phone"] = ""
        self.account_already_exists = _taken(email) if email else phone_taken
        if not self.errors:
            _collect(self, "email" if email else "phone", email or phone)
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[User | None, Any]:
        """The new user, or the answer that looks the same when the address is taken."""
        try:
            with transaction.atomic():
                found: tuple[User | None, Any] = super().try_save(request)
                return found
        except IntegrityError:
            self.account_already_exists = True
            phone, email = self.cleaned_data.get("phone"), self.cleaned_data.get("email")
            return None, flow.prevent_enumeration(request, email=email, phone=phone)

    def save(self, request: HttpRequest) -> User:
        """Make the account; claims to its address that nobody proved give way."""
        data = self.cleaned_data
        operations.release_unproven(phone=data.get("phone") or "", email=data.get("email") or "")
        user: User = super().save(request)
        return user

    def signup(self, _request: HttpRequest, user: User) -> None:
        """allauth's hook for what is ours about a new account."""
        operations.join(user=user, name=self.cleaned_data.get("name") or "")

    def _clean_phone(self) -> None:
        """Nothing here: see ``clean``."""


class LoginForm(Form, allauth.LoginForm):
    """Phone or e-mail, and the password."""

    field_order = ["login", "password"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = fields.AddressField()
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _("Enter the password.")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.order_fields(self.field_order)


class AddressForm(Form):
    """Where the code for signing in shall go. Unknown addresses get the same answer."""

    login = fields.AddressField()

    def clean(self) -> dict[str, Any]:
        """Split into phone and e-mail, as allauth wants them."""
        cleaned = super().clean() or {}
        address = cleaned.get("login")
        if address and _collect(self, "login", address):
            cleaned["email" if fields.is_mail(address) else "phone"] = address
            self._user = queries.by_address(address)
        return cleaned


class CodeForm(Form, allauth.BaseConfirmCodeForm):
    """A code that was sent to ``address``; every try counts for the address."""

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        self.address = address
        super().__init__(*args, **kwargs)
        self.fields["code"] = fields.CodeField()

    def clean_code(self) -> str:
        """The code, if it is right and the address is not locked."""
        usage = limits.guess(self.address)
        code: str = super().clean_code()
        usage.rollback()
        return code


class LoginCodeForm(CodeForm, allauth.ConfirmLoginCodeForm):
    """The code of a sign-in."""


class ProofCodeForm(CodeForm):
    """The code by which somebody who is signed in shows again who they are."""


def _taken(address: str) -> bool:
    found = queries.by_address(address)
    return found is not None and (
        queries.has_proven_address(found) or found.posts.exists() or found.last_login is not None
    )


def _collect(form: forms.BaseForm, field: str, address: str) -> bool:
    """Count a request for a code; the error says so when there were too many."""
    try:
        limits.refuse_if_locked(address)
    except ValidationError as locked:
        form.add_error(field, locked)
        return False
    if ratelimit.consume(context.request, app=limits.APP, action="request_login_code", key=address):
        return True
    message = _("Several codes went to this address already. Wait ten minutes and try again.")
    form.add_error(field, ValidationError(message, code="too_many_codes"))
    return False
