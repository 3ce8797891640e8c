"""Forms of bank accounts: they translate what was typed, the operations decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from portal.organisations.claims.forms import NeededWords, upload
from portal.payments.payees import slots

WIDTH = {"autocomplete": "off"}


class AccountForm(Form):
    """An account as it stands on the bank's paper. What is missing, the operation says."""

    says_optional = False

    holder = NeededWords(
        label=_("Name of the account"),
        max_length=120,
        required=False,
        help_text=_("Exactly as on the bank's paper; it must be the registered name."),
    )
    bank = NeededWords(
        label=_("Bank and branch"),
        max_length=120,
        required=False,
        help_text=_("Such as 中国农业银行鄂尔多斯东胜支行."),
    )
    bank_code = NeededWords(
        label=_("Bank code (联行号)"),
        max_length=30,
        required=False,
        help_text=_("12 digits; your bank tells you."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", **WIDTH}),
    )
    number = NeededWords(
        label=_("Account number"),
        max_length=60,
        required=False,
        help_text=_("Kept encrypted; everybody sees only the last four digits."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", **WIDTH}),
    )
    permit = upload(
        _("Paper of the bank"),
        slots.PERMIT,
        help_text=_("Opening permit or certificate of the account; PDF or photograph, to 10 MB."),
    )


class CheckForm(Form):
    """Confirming or refusing an account."""

    action = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            ("confirm", _("Confirm the account")),
            ("refuse", _("Do not confirm it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your decision.")},
    )
    words = forms.CharField(
        label=_("Words to the organisation"),
        max_length=2000,
        required=False,
        help_text=_("Needed when you do not confirm: what is wrong, how to mend it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RevealForm(Form):
    """Why somebody needs the whole number."""

    why = forms.CharField(
        label=_("Why you need the whole number"),
        max_length=200,
        error_messages={"required": _("Say why you need the whole number.")},
    )
