"""Forms of clawbacks: they translate what was typed, the operations decide."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.core.forms import AmountField, Form, put_reasons

INSTALMENTS = 6
add_refusal = partial(put_reasons, fields={"words_missing": "words"})


def _day(label: Any, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label, required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date."), "required": _("Choose a day.")},
    )  # fmt: skip


class WordsForm(Form):
    """Words that the other side reads."""

    words = forms.CharField(
        label=_("In words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words.")},
    )


class RepaymentForm(Form):
    """Money that came back."""

    number = forms.CharField(
        label=_("Number of the bank receipt"),
        max_length=40,
        error_messages={"required": _("Enter the number that the bank gave.")},
    )
    fen = AmountField(
        label=_("Amount (yuan)"),
        error_messages={"required": _("Enter the amount.")},
    )
    received_on = _day(_("Received on"), required=True)

    def clean_fen(self) -> int:
        """The amount in fen, above 0."""
        fen: int = self.cleaned_data["fen"]
        if fen <= 0:
            raise forms.ValidationError(_("The amount must be above 0."))
        return fen


class InstalmentsForm(Form):
    """Days and amounts; empty lines are left out."""

    says_optional = False

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for place in range(1, INSTALMENTS + 1):
            self.fields[f"day_{place}"] = _day(
                format_lazy(_("Day of instalment {place}"), place=place), required=False
            )
            self.fields[f"fen_{place}"] = AmountField(
                label=format_lazy(_("Amount of instalment {place} (yuan)"), place=place),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """A day and an amount belong together."""
        given = super().clean() or {}
        for place in range(1, INSTALMENTS + 1):
            day, fen = f"day_{place}", f"fen_{place}"
            spoilt = day in self.errors or fen in self.errors
            if bool(given.get(day)) != bool(given.get(fen)) and not spoilt:
                self.add_error(f"day_{place}", _("A day and an amount belong together."))
        return given

    def plan(self) -> list[tuple[date, int]]:
        """The instalments that were filled in."""
        given = self.cleaned_data
        return [
            (given[f"day_{place}"], given[f"fen_{place}"])
            for place in range(1, INSTALMENTS + 1)
            if given.get(f"day_{place}")
        ]


class EmptyForm(Form):
    """An act that needs no words."""
