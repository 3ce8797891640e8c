"""Forms of claims: they translate what was typed, the operations decide."""

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from incubator.grants.applying import Application
from incubator.grants.operations import Paper
from incubator.grants.slots import PLAN, RECEIPT, REPORT
from incubator.grants.using import Use
from portal.core import money
from portal.core.forms import AmountField, Form, put_reasons

FIELD_OF = {
    "words_missing": "words",
    "plan_missing": "plan",
    "nothing_asked": "asked",
    "elsewhere": "organisation",
}
add_refusal = partial(put_reasons, fields=FIELD_OF)
USES = 6


class WordsForm(Form):
    """A reason that the organisation reads."""

    words = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The organisation reads these words."),
        error_messages={"required": _("Write a few words.")},
    )


class ProposeForm(Form):
    """What the checker proposes to the approval chain."""

    words = forms.CharField(
        label=_("What you checked"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The section head and the leader read it before they decide."),
        error_messages={"required": _("Write a few words.")},
    )


class ReceiptForm(Form):
    """The receipt of the organisation."""

    number = forms.CharField(
        label=_("Number of the receipt"),
        max_length=40,
        error_messages={"required": _("Enter the number that is printed on the receipt.")},
    )
    receipt_on = forms.DateField(
        label=_("Day of the receipt"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("This is no date.")},
    )
    scan = forms.FileField(
        label=_("Scan or photograph of the receipt"),
        widget=forms.FileInput(attrs={"accept": RECEIPT.accept}),
        help_text=_("PDF or photograph, up to 10 MB."),
        error_messages={"required": _("Add a scan or a photograph of the receipt.")},
    )

    def __init__(self, data: Any, files: Any, *, known: bool) -> None:
        super().__init__(data, files)
        self.fields["scan"].required = not known

    def paper(self) -> Paper:
        """The receipt as it was entered."""
        given = self.cleaned_data
        return Paper(given["number"], given["receipt_on"], given["scan"])


class ApplicationForm(Form):
    """An application for a grant."""

    organisation = forms.TypedChoiceField(label=_("For which organisation"), coerce=int)
    plan = forms.CharField(
        label=_("What the money is for"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you do with it, for whom, until when, and what it costs."),
        error_messages={"required": _("Write down what the money is for.")},
    )
    asked = AmountField(
        label=_("Amount that you ask for (yuan)"),
        error_messages={"required": _("Enter the amount.")},
    )
    papers = forms.FileField(
        label=_("Papers as one file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": PLAN.accept}),
        help_text=_("PDF or photograph, up to 10 MB. What the portal knows need not be added."),
    )

    def __init__(
        self, data: Any, files: Any, *, organisations: Sequence[tuple[int, str]], asks: bool
    ) -> None:
        super().__init__(data, files)
        field = cast(forms.TypedChoiceField, self.fields["organisation"])
        field.choices = list(organisations)
        if len(organisations) == 1:
            field.initial, field.widget = organisations[0][0], forms.HiddenInput()
        if not asks:
            del self.fields["asked"]

    def application(self) -> Application:
        """The application as it was entered."""
        given = self.cleaned_data
        return Application(given["plan"], given.get("asked"), given["papers"])


class ReportForm(Form):
    """On what the money was spent; empty lines are left out."""

    says_optional = False

    def __init__(self, data: Any, files: Any, *, known: bool, uses: Sequence[Any] = ()) -> None:
        super().__init__(data, files)
        for place in range(1, USES + 1):
            words, fen = uses[place - 1] if place <= len(uses) else ("", 0)
            self.fields[f"use_{place}"] = forms.CharField(
                label=format_lazy(_("Use {place}"), place=place), max_length=120, required=False,
                initial=words,
            )  # fmt: skip
            self.fields[f"fen_{place}"] = AmountField(
                label=format_lazy(_("Amount of use {place} (yuan)"), place=place), required=False,
                initial=money.yuan(fen).replace(",", "") if fen else "",
            )  # fmt: skip
        self.fields["words"] = forms.CharField(
            label=_("What was achieved"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": _("Write a few words.")},
        )
        self.fields["papers"] = forms.FileField(
            label=_("Accounts and receipts as one file"),
            required=not known,
            widget=forms.FileInput(attrs={"accept": REPORT.accept}),
            help_text=_("PDF or photograph, up to 10 MB."),
            error_messages={"required": _("Add the papers.")},
        )

    def clean(self) -> dict[str, Any]:
        """A use and its amount belong together."""
        given = super().clean() or {}
        for place in range(1, USES + 1):
            use, fen = f"use_{place}", f"fen_{place}"
            spoilt = use in self.errors or fen in self.errors
            if bool(given.get(use)) != bool(given.get(fen)) and not spoilt:
                self.add_error(use, _("A use and its amount belong together."))
        return given

    def use(self) -> Use:
        """The report as it was entered."""
        given = self.cleaned_data
        rows = [
            (given[f"use_{place}"], given[f"fen_{place}"])
            for place in range(1, USES + 1)
            if given.get(f"use_{place}") and given.get(f"fen_{place}")
        ]
        return Use(rows, given["words"], given["papers"])
