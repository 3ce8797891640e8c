"""What people change about their own account."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts import fields, limits, passwords
from portal.accounts.forms.signin import CodeForm
from portal.accounts.models import User
from portal.core.forms import Form


class NameForm(Form):
    """A person's name."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As on your identity card. Officials and members of your body see it."),
        max_length=60,
        error_messages={"required": _("Give your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class ChangePhoneForm(Form, allauth.ChangePhoneForm):
    """Another mobile number; a code goes there first."""


class PhoneCodeForm(CodeForm, allauth.VerifyPhoneForm):
    """The code sent to the new number."""

    def __init__(self, *args: Any, phone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, address=phone, phone=phone, **kwargs)


class EmailForm(Form):
    """Another e-mail address; a code goes there first."""

    email = forms.CharField(
        label=_("New e-mail"),
        max_length=254,
        error_messages={"required": _("Give the new e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """A complete address that may get a code now."""
        email = fields.mail(self.cleaned_data["email"])
        limits.refuse_if_locked(email)
        return email


class NewPasswordForm(Form):
    """A new password, typed once: it can be shown, and a code helps when it is forgotten."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 8 characters, not digits only."),
        strip=False,
        max_length=128,
        error_messages={"required": _("Enter the new password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """A password that the validators of the settings accept."""
        password: str = self.cleaned_data["password"]
        passwords.check(password, self.user)
        return password


class PasswordProofForm(Form, allauth.ReauthenticateForm):
    """The password again, before something weighty changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.help_text, field.label = "", _("Password")
        field.error_messages["required"] = _("Enter the password.")
        field.widget.attrs.pop("placeholder", None)
