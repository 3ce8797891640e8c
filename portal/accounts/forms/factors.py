"""Forms of the second factor."""

from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts import fields
from portal.core.forms import Form

FACTOR_HINT = _("Six digits of the app, or eight digits from your printed sheet.")


class OneUse(Form, base.BaseAuthenticateForm):
    """A code of an app is good for a minute and a half, but only once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = fields.CodeField(
            label=pgettext_lazy("one-time", "Code"), help_text=FACTOR_HINT
        )

    def clean_code(self) -> str:
        """The code, if it is right and was not used before."""
        code: str = super().clean_code()
        steps = 2 * app_settings.TOTP_TOLERANCE + 1
        key = f"factor-used:{self.user.pk}:{normalize_user_code(code)}"
        if not cache.add(key, "y", timeout=steps * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class FactorForm(OneUse, base.AuthenticateForm):
    """The second factor at sign-in."""


class FactorProofForm(OneUse, base.ReauthenticateForm):
    """The second factor again, before something weighty changes."""


class ActivateAppForm(Form, totp.ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = fields.CodeField(label=_("The six digits that the app shows"))


class AddPasskeyForm(Form, webauthn.AddWebAuthnForm):
    """A new passkey and what to call it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What to call it")
        self.fields["name"].help_text = _("For example: my phone, or the PC in room 203.")
        field = self.fields["passwordless"]
        field.initial = True
        field.label = _("Sign in with it alone, without a password")
        field.help_text = ""
