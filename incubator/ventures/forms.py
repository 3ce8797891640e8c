"""Forms of the office and of delivery: they translate what was typed, the operations decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.ventures.enums import Field, Group
from incubator.ventures.models import VentureCall, VentureProject
from incubator.ventures.paying import Paper
from incubator.ventures.slots import CONTRACT, RECEIPT
from portal.core import clock, money
from portal.core.forms import AmountField, Form, put_reasons

FIELD_OF = {
    "words_missing": "words",
    "title_taken": "title",
    "scan_missing": "scan",
    "receipt_missing": "number",
    "no_quorum": "seats",
    "day_gone": "at",
    "done_missing": "done",
    "number_missing": "number",
    "number_used": "number",
    "more_than_owed": "fen",
    "day_to_come": "received_on",
}
add_refusal = partial(put_reasons, fields=FIELD_OF)


def area(label: Any, rows: int, most: int, hint: Any = "") -> forms.CharField:
    """A field of several lines that may stay empty."""
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def day(label: Any, *, required: bool = False) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(
        label=label, required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date."), "required": _("Choose a day.")},
    )  # fmt: skip


def scan(label: Any, accept: str) -> forms.FileField:
    """A PDF or a photograph."""
    return forms.FileField(
        label=label,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": accept}),
        help_text=_("PDF or photograph, up to 10 MB."),
        error_messages={"required": _("Add a scan or a photograph.")},
    )


class BeginForm(Form):
    """Office and title of a new call; all else is entered next."""

    office = forms.TypedChoiceField(label=_("Office that pays"), coerce=int)
    title = forms.CharField(
        label=_("Title"), max_length=80, error_messages={"required": _("Write a title.")}
    )

    def __init__(self, data: Any, *, offices: Iterable[tuple[int, str]]) -> None:
        super().__init__(data)
        cast(forms.TypedChoiceField, self.fields["office"]).choices = list(offices)


class TermsForm(Form):
    """The terms of a draft; nothing is required before it is made public."""

    says_optional = False

    introduction = area(_("What the call is for"), 4, 2000)
    fields_ = forms.MultipleChoiceField(
        label=_("Fields"), required=False, choices=Field.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    line = forms.TypedChoiceField(
        label=_("Line of the budget"), required=False, coerce=int, empty_value=None
    )
    budget = AmountField(label=_("Budget of the call (yuan)"), required=False)
    limit = AmountField(label=_("Most for one project (yuan)"), required=False)
    opens_on = day(_("Applications from"))
    closes_on = day(_("Applications until"))
    starts_on = day(_("Projects begin"))
    mid_on = day(_("Mid-term report until"))
    ends_on = day(_("Projects end"))
    panel_size = forms.IntegerField(
        label=_("Experts on the panel"), min_value=1, max_value=99,
        error_messages={"required": _("Enter a number.")},
    )  # fmt: skip

    NAMES = (
        "introduction", "opens_on", "closes_on", "starts_on", "mid_on", "ends_on", "panel_size",
        "budget", "limit",
    )  # fmt: skip

    def __init__(self, data: Any, *, call: VentureCall, lines: Sequence[tuple[int, str]]) -> None:
        initial: dict[str, Any] = {name: getattr(call, name) for name in self.NAMES}
        for name in ("budget", "limit"):
            fen = initial[name]
            initial[name] = money.yuan(fen) if fen else ""
        initial |= {"fields_": call.fields, "line": call.line_id}
        super().__init__(data, initial=initial)
        choice = cast(forms.TypedChoiceField, self.fields["line"])
        choice.choices = [("", _("choose")), *lines]

    def terms(self) -> dict[str, Any]:
        """What was entered, by the names of the call; ``line`` is an id or None."""
        given = {name: self.cleaned_data[name] for name in self.NAMES}
        return given | {
            "fields": list(self.cleaned_data["fields_"]), "line_id": self.cleaned_data["line"],
        }  # fmt: skip


class NeedForm(Form):
    """A need of a community."""

    place = forms.ChoiceField(
        label=_("In which community?"), error_messages={"required": _("Choose the community.")}
    )
    group = forms.ChoiceField(label=_("Whom it is about"), choices=Group.choices)
    words = forms.CharField(
        label=_("What is needed"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence for everybody to read. No names of people."),
        error_messages={"required": _("Write a sentence.")},
    )
    people = forms.IntegerField(
        label=_("About how many people"), required=False, min_value=1, max_value=1_000_000
    )

    def __init__(self, data: Any, *, places: Iterable[Any]) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["place"])
        field.choices = [("", _("choose")), *((row.code, row.name) for row in places)]

    def need(self) -> dict[str, Any]:
        """The need by the names of its columns."""
        given = dict(self.cleaned_data)
        return {"place_id": given.pop("place"), **given}


class WordsForm(Form):
    """Words that the organisation reads."""

    words = forms.CharField(
        label=_("In words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The organisation reads these words."),
        error_messages={"required": _("Write a few words.")},
    )


class AskForm(Form):
    """All that is missing from an application."""

    points = forms.CharField(
        label=_("Everything that is missing, a point on each line"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The organisation reads this list. It can be sent only once, so be complete."),
        error_messages={"required": _("Write at least one point.")},
    )


class PassForm(Form):
    """What the evaluation found; may stay empty."""

    words = area(_("What the evaluation found"), 3, 1000)


class AppointForm(Form):
    """Day, hour and place of the defence."""

    at = forms.SplitDateTimeField(
        label=_("Day and hour"),
        widget=forms.SplitDateTimeWidget(
            date_attrs=cast(Any, {"type": "date", "aria-label": _("Day")}),
            time_attrs=cast(Any, {"type": "time", "aria-label": _("Hour")}),
            date_format="%Y-%m-%d", time_format="%H:%M",
        ),
        error_messages={
            "required": _("Choose day and hour."), "invalid_date": _("This is no date."),
            "invalid_time": _("This is no time."),
        },
    )  # fmt: skip
    place = forms.CharField(
        label=_("Place"), max_length=120, error_messages={"required": _("Enter the place.")}
    )

    def clean_at(self) -> datetime:
        """The moment in local time."""
        at: datetime = self.cleaned_data["at"]
        return at.replace(tzinfo=clock.SHANGHAI) if at.tzinfo is None else at


class DefendForm(Form):
    """Who of the panel heard the project."""

    seats = forms.TypedMultipleChoiceField(
        label=_("Experts who were there"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only members without a tie to this project stand here."),
    )  # fmt: skip

    def __init__(self, data: Any, *, parts: Iterable[Any]) -> None:
        super().__init__(data)
        field = cast(forms.TypedMultipleChoiceField, self.fields["seats"])
        field.choices = [(part.seat_id, part.seat.expert.user.get_full_name()) for part in parts]


class SignForm(Form):
    """The signed contract."""

    scan = scan(_("Signed and stamped contract"), CONTRACT.accept)


class ReceiptForm(Form):
    """The receipt of an instalment."""

    number = forms.CharField(
        label=_("Number of the receipt"), max_length=40,
        error_messages={"required": _("Enter the number that is printed on the receipt.")},
    )  # fmt: skip
    receipt_on = day(_("Day of the receipt"), required=True)
    scan = scan(_("Scan or photograph of the receipt"), RECEIPT.accept)

    def __init__(self, data: Any, files: Any, *, known: bool = False) -> None:
        super().__init__(data, files)
        self.fields["scan"].required = not known

    def paper(self) -> Paper:
        """The receipt as it was entered."""
        given = self.cleaned_data
        return Paper(given["number"], given["receipt_on"], given["scan"])


class ReportForm(Form):
    """What was done, whom it reached, and what was spent on each line of the budget."""

    done = forms.CharField(
        label=_("What was done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say what was done.")},
    )  # fmt: skip
    reached = forms.IntegerField(
        label=_("How many people it reached"), min_value=0, max_value=2_147_483_647,
        error_messages={"required": _("Enter a number.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, project: VentureProject, kept: Any = None) -> None:
        initial = {"done": kept.done, "reached": kept.reached} if kept else {}
        super().__init__(data, initial=initial)
        for place, line in enumerate(project.costs):
            spent = kept.spending[place] if kept and place < len(kept.spending) else None
            self.fields[f"spent-{place}"] = AmountField(
                label=line["title"],
                initial=money.yuan(spent) if spent is not None else "",
                help_text=_("Planned: %(yuan)s yuan") % {"yuan": money.yuan(line["fen"])},
                error_messages={"required": _("Enter what was spent; 0 for nothing.")},
            )
        self.count = len(project.costs)

    def report(self) -> dict[str, Any]:
        """The report by the names of the operation."""
        given = self.cleaned_data
        return {
            "done": given["done"],
            "reached": given["reached"],
            "spending": [given[f"spent-{place}"] for place in range(self.count)],
        }


class ReturnForm(Form):
    """Unspent money that came back."""

    number = forms.CharField(
        label=_("Number of the bank receipt"), max_length=40,
        error_messages={"required": _("Enter the number that the bank gave.")},
    )  # fmt: skip
    fen = AmountField(
        label=_("Amount (yuan)"), error_messages={"required": _("Enter the amount.")}
    )  # fmt: skip
    received_on = day(_("Received on"), required=True)

    def clean_fen(self) -> int:
        """The amount in fen, above 0."""
        fen: int = self.cleaned_data["fen"]
        if fen <= 0:
            raise forms.ValidationError(_("The amount must be above 0."))
        return fen
