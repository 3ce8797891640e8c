"""Forms of subsidies: they translate what was typed, the operations decide."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import AmountField, Form, put_reasons

FIELDS = {
    "words_missing": "words",
    "month_to_come": "month",
    "month_too_old": "month",
    "no_terms": "scheme",
    "amount_zero": "fen",
    "more_than_paid": "fen",
    "number_missing": "number",
    "day_to_come": "paid_on",
}
FIRST_YEAR, LAST_YEAR = 2000, 2100
add_refusal = partial(put_reasons, fields=FIELDS)


class MonthField(forms.DateField):
    """A month; its value is the first day."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m", "%Y.%m", "%Y/%m", "%Y年%m月", "%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"}),
            error_messages={
                "invalid": _("This is no month. Write it like 2026-01."),
                "required": _("Choose a month."),
            },
            **given,
        )

    def clean(self, value: Any) -> date:
        """The first day of the month, within the years the portal knows."""
        found: date = super().clean(value)
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"])
        return found.replace(day=1)


class WhichForm(Form):
    """The scheme and the month."""

    scheme = forms.TypedChoiceField(
        label=_("Scheme"),
        coerce=int,
        error_messages={
            "required": _("Choose a scheme."),
            "invalid_choice": _("Choose one of the schemes of the list."),
        },
    )
    month = MonthField(label=_("Month"))

    def __init__(self, data: Any, schemes: Sequence[tuple[int, str]], **given: Any) -> None:
        super().__init__(data, **given)
        field = self.fields["scheme"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = list(schemes)


class WordsForm(Form):
    """Words that the other side reads."""

    words = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a few words.")},
    )


class ProposeForm(Form):
    """What the official looked at, for those who decide."""

    words = forms.CharField(
        label=_("What you checked"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The section head and the leader read it before they decide."),
        error_messages={"required": _("Write a few words.")},
    )


class CorrectForm(WordsForm):
    """What of a paid line was wrong."""

    line = forms.TypedChoiceField(
        label=_("Person"), coerce=int,
        error_messages={
            "required": _("Choose a person."), "invalid_choice": _("Choose a person of the list."),
        },
    )  # fmt: skip
    fen = AmountField(
        label=_("Paid too much (yuan)"), error_messages={"required": _("Enter the amount.")}
    )
    field_order = ("line", "fen", "words")

    def __init__(self, data: Any, lines: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        field = self.fields["line"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = list(lines)


class PayOutForm(Form):
    """The bank's receipt of a pay list."""

    number = forms.CharField(
        label=_("Number of the bank receipt"),
        max_length=40,
        error_messages={"required": _("Enter the number that the bank gave.")},
    )
    paid_on = forms.DateField(
        label=_("Paid on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date."), "required": _("Choose a day.")},
    )
