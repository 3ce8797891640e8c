"""Forms of payment orders: they translate what was typed, the operations decide."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core import clock, money
from portal.core.forms import AmountField, Form
from portal.organisations.claims.forms import upload
from portal.payments.orders import slots
from portal.payments.orders.entered import Receipt
from portal.payments.orders.enums import Paper

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PaperForm(Form):
    """A receipt or an invoice."""

    kind = forms.ChoiceField(
        label=_("Receipt or invoice?"),
        choices=Paper.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    number = forms.CharField(
        label=_("Number of the paper"),
        max_length=40,
        help_text=_("As printed on it. Each number pays once."),
        error_messages={"required": _("Enter the number of the paper.")},
    )
    issuer = forms.CharField(
        label=_("Issuer"),
        max_length=120,
        help_text=_("The payee's registered name."),
        error_messages={"required": _("Enter who issued it.")},
    )
    fen = AmountField(
        label=_("Amount on the paper, in yuan"),
        max_length=30,
        error_messages={"required": _("Enter the amount.")},
    )
    on = forms.DateField(
        label=_("Day of the paper"),
        widget=DAY,
        error_messages={"required": _("Enter the day."), "invalid": _("Enter a day that exists.")},
    )
    scan = upload(_("Scan of it"), slots.PAPER, needed=False)

    def receipt(self) -> Receipt:
        """What was typed, once the form is valid."""
        given = self.cleaned_data
        return Receipt(
            given["kind"], given["number"], given["issuer"], given["fen"], given["on"],
            given["scan"],
        )  # fmt: skip


class PrepareForm(Form):
    """Which commitment, to whom, how much, what for."""

    commitment = forms.TypedChoiceField(
        label=_("From which commitment"),
        coerce=int,
        help_text=_("No payment without a commitment; these are open."),
        error_messages={
            "required": _("Choose a commitment."),
            "invalid_choice": _("This commitment is not open any more. Choose another one."),
        },
    )
    payee = forms.CharField(
        label=_("Payee"),
        max_length=120,
        help_text=_("Credit code or exact name."),
        error_messages={"required": _("Say who is paid.")},
    )
    fen = AmountField(
        label=_("Amount in yuan"),
        max_length=30,
        error_messages={"required": _("Enter the amount.")},
    )
    words = forms.CharField(
        label=_("Purpose of the payment"),
        max_length=200,
        help_text=_("Payee and bank read this."),
        error_messages={"required": _("Say what it is for.")},
    )

    def __init__(self, data: Any, *, commitments: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        field = cast(forms.TypedChoiceField, self.fields["commitment"])
        field.choices = [("", _("Choose one")), *commitments]


class WordsForm(Form):
    """Why an order is sent back or cancelled."""

    words = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why.")},
    )


class HandInForm(Form):
    """Handing in anew; after a return the account is asked anew."""

    same_account = forms.BooleanField(
        label=_("The bank says that this account is right after all."), required=False
    )


class EmptyForm(Form):
    """A step that needs no words."""


def paper_initial(payee: str, fen: int) -> dict[str, Any]:
    """What is known of a paper before somebody types."""
    amount = money.yuan(fen)
    return {"issuer": payee, "fen": amount, "on": clock.today(), "kind": Paper.RECEIPT}
