"""Forms of reports: they translate what was typed, the operations decide."""

from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form, put_reasons
from portal.statistics.reports.models import Cell
from portal.statistics.tables.units import Unit

FIELD_OF = {"words_missing": "words", "value_far": "value"}
add_refusal = partial(put_reasons, fields=FIELD_OF)
LARGEST = Decimal(10) ** 13


class WordsForm(Form):
    """A reason."""

    words = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It stays with the record."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a few words.")},
    )


class EmptyForm(Form):
    """A step that needs no words."""


class FigureForm(Form):
    """A figure set by hand in its unit, with the reason; without a figure it is taken back."""

    value = forms.CharField(
        label=_("Figure of the report"),
        max_length=30,
        required=False,
        help_text=_("Leave it empty to take back what was set by hand."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    words = forms.CharField(
        label=_("Why it differs from what was counted"),
        max_length=300,
        required=False,
        help_text=_("It is printed below the table."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any, *, cell: Cell, unit: Unit) -> None:
        known = {} if cell.corrected is None else {"value": unit.number(cell.corrected)}
        super().__init__(data, initial={"words": cell.note, **known})
        self._unit = unit

    def clean_value(self) -> int | None:
        """What was typed, whole; None for nothing."""
        typed = self.cleaned_data["value"].replace(",", "").replace("，", "").strip()
        if not typed:
            return None
        try:
            number = Decimal(typed)
        except InvalidOperation:
            number = Decimal(-1)
        if not number.is_finite() or not 0 <= number <= LARGEST:
            raise forms.ValidationError(_("Enter a number of 0 or more, in figures."))
        if number != number.quantize(Decimal(1).scaleb(-self._unit.places)):
            raise forms.ValidationError(
                _("Enter at most %(places)s decimal places."),
                params={"places": self._unit.places},
            )
        return self._unit.kept(number)
