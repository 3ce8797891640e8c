"""Checking a new password, in our words and with all reasons at once."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

WORDS = {
    "password_too_short": _("The password is too short: it needs at least 8 characters."),
    "password_too_common": _("Too many people use this password, so it is guessed first."),
    "password_entirely_numeric": _("The password is digits only. Add some letters."),
    "password_too_similar": _("The password resembles your name, number or e-mail."),
}


def check(password: str, user: User | None = None) -> None:
    """ValidationError with every fault of a password; nothing when it will do."""
    try:
        validate_password(password, user)
    except ValidationError as found:
        faults = [
            ValidationError(WORDS.get(fault.code or "", fault.message), fault.code, fault.params)
            for fault in found.error_list
        ]
        raise ValidationError(faults) from None
