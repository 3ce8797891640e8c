"""Fields in which people give a phone number, an e-mail address or a code."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts import phones


class PhoneField(forms.CharField):
    """A mobile number; cleaned to eleven digits, "" when nothing was given."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile number"))
        kwargs.setdefault("max_length", 40)
        kwargs["widget"] = forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The number in eleven digits; ValidationError names everything that is wrong."""
        given = super().clean(value)
        return phone(given) if given else ""


class AddressField(forms.CharField):
    """A mobile number or an e-mail address, whichever the person prefers."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile number or e-mail"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("error_messages", {"required": _("Give a mobile number or an e-mail.")})
        kwargs["widget"] = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """An e-mail in lower case or a number in eleven digits."""
        given = super().clean(value)
        if not given:
            return ""
        return mail(given) if is_mail(given) else phone(given)


class CodeField(forms.CharField):
    """A one-time code; spaces, dashes and full width do not matter."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", pgettext_lazy("one-time", "Code"))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("error_messages", {"required": _("Enter the code.")})
        kwargs["widget"] = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The code in plain width."""
        return unicodedata.normalize("NFKC", super().clean(value))


def is_mail(text: str) -> bool:
    """Whether somebody meant an e-mail address."""
    return "@" in unicodedata.normalize("NFKC", text)


def mail(text: str) -> str:
    """An e-mail address in lower case and plain width; ValidationError when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    try:
        validate_email(plain)
    except ValidationError:
        message = _("This e-mail address is not complete. It looks like name@example.cn.")
        raise ValidationError(message, code="email_wrong") from None
    return plain


def phone(text: str) -> str:
    """A mobile number in eleven digits; ValidationError with all faults when it is none."""
    number = phones.normal(text)
    found = [ValidationError(str(fault), code=fault.code) for fault in phones.faults(number)]
    if found:
        raise ValidationError(found)
    return number
