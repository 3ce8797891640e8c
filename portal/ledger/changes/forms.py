"""Forms of budgets: they translate what was typed, the operations decide."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.forms import AmountField, Form, put_reasons
from portal.ledger.budgets.enums import Source

FIELD_OF = {
    "amount_zero": "fen",
    "below_used": "fen",
    "short": "fen",
    "other_source": "target",
    "other_owner": "target",
    "same_line": "target",
    "words_missing": "words",
    "line_exists": "code",
    "code_form": "code",
    "name_missing": "name",
    "source_missing": "source",
    "year_far": "year",
    "basis_used": "document",
}
MORE, LESS = "more", "less"
add_refusal = partial(put_reasons, fields=FIELD_OF)


def _amount() -> AmountField:
    return AmountField(
        label=_("Amount in yuan"),
        max_length=40,
        help_text=_("Figures such as 12000 or 12,000.50; 1.2万 is understood too."),
        error_messages={"required": _("Enter the amount.")},
    )


def _words(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a few words.")},
    )


def _document() -> forms.CharField:
    return forms.CharField(
        label=_("Number of the document"),
        required=False,
        max_length=60,
        help_text=_("The approval of the finance department or the minutes it rests on."),
    )


class OpenForm(Form):
    """Whose budget, which year."""

    body = forms.TypedChoiceField(
        label=_("Whose budget"), coerce=int, error_messages={"required": _("Choose a body.")}
    )
    year = forms.IntegerField(label=_("Fiscal year"), min_value=2000, max_value=2100)

    def __init__(self, data: Any, *, bodies: Iterable[tuple[int, str]], year: int) -> None:
        super().__init__(data, initial={"year": year})
        self.fields["body"].choices = list(bodies)  # type: ignore[attr-defined] # a choice field


class LineForm(Form):
    """A new line with its first allotment."""

    source = forms.ChoiceField(
        label=_("Source of the money"),
        choices=[("", "—"), *Source.choices],
        error_messages={"required": _("Choose the source of the money.")},
    )
    code = forms.CharField(
        label=_("Code of the line"),
        max_length=30,
        help_text=_("The code of the budget subject, such as 2080206; the same in every year."),
        error_messages={"required": _("Enter the code.")},
    )
    name = forms.CharField(
        label=_("Name of the line"),
        max_length=120,
        help_text=_("What the money is for, in words that residents understand."),
        error_messages={"required": _("Say what it is for.")},
    )
    fen = _amount()
    words = _words(_("Reason"), _("Whoever approves it reads this."))
    document = _document()


class ChangeForm(Form):
    """More or less money for a line."""

    direction = forms.ChoiceField(
        label=_("What changes"),
        choices=[
            (MORE, pgettext_lazy("budget", "the line gets more money")),
            (LESS, pgettext_lazy("budget", "the line gives money back")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose more or less.")},
    )
    fen = _amount()
    words = _words(_("Reason"), _("Whoever approves it reads this."))
    document = _document()

    def change(self) -> int:
        """The amount with its sign, in fen."""
        fen: int = self.cleaned_data["fen"]
        return -fen if self.cleaned_data["direction"] == LESS else fen


class TransferForm(Form):
    """Money from this line to another one."""

    target = forms.TypedChoiceField(
        label=_("To which line"), coerce=int, error_messages={"required": _("Choose a line.")}
    )
    fen = _amount()
    words = _words(_("Reason"), _("Whoever approves it reads this."))
    document = _document()

    def __init__(self, data: Any, *, lines: Iterable[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["target"].choices = [("", "—"), *lines]  # type: ignore[attr-defined] # a choice field


class RecordForm(Form):
    """Spending of money that is not the office's."""

    fen = _amount()
    words = _words(_("What it was spent on"), _("The public account shows these words."))
    document = forms.CharField(
        label=_("Number of the receipt"),
        max_length=40,
        help_text=_("One entry for each number; so nothing is written down twice."),
        error_messages={"required": _("Enter the number of the receipt.")},
    )


class WordsForm(Form):
    """A reason."""

    words = _words(_("Reason"), _("It stays with the record."))


class EmptyForm(Form):
    """A step that needs no words."""
