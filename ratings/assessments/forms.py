"""Forms of an assessment: they translate what was typed, the operations decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.forms import Form
from portal.core.reasons import Refused
from ratings.assessments import slots

FIELD_OF = {
    "words_missing": "words",
    "visit_too_soon": "visit_on",
    "place_missing": "place",
    "visit_day": "visited_on",
    "minutes_missing": "minutes",
    "panel_too_small": "size",
    "panel_too_large": "size",
    "not_enough_experts": "size",
    "nothing_chosen": "papers",
}


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    for reason in refusal.reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date."), "required": _("Choose a day.")},
    )


class EmptyForm(Form):
    """A step that needs no words."""


class WordsForm(Form):
    """Words that the organisation, the office and the committee read."""

    words = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words.")},
    )


class ObjectionForm(WordsForm):
    """What the organisation objects to."""

    words = forms.CharField(
        label=_("What you object to"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Name the points, and say where the proof is. The committee reads it."),
        error_messages={"required": _("Write a few words.")},
    )


class TeamForm(Form):
    """How many experts are drawn."""

    size = forms.IntegerField(
        label=_("Experts"),
        min_value=1,
        max_value=99,
        initial=3,
        help_text=_("Three to nine; nobody with a tie to the organisation is drawn."),
        error_messages={
            "required": _("Enter how many experts, as a number."),
            "invalid": _("Enter how many experts, as a number."),
        },
    )


class VisitForm(Form):
    """When and where the experts visit."""

    visit_on = _day(_("Day of the visit"))
    visit_time = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "invalid": _("Enter a time, such as 9:30."),
            "required": _("Enter a time."),
        },
    )
    place = forms.CharField(
        label=_("Place"), max_length=200, error_messages={"required": _("Enter the place.")}
    )

    @property
    def visit_at(self) -> datetime:
        """The moment that was entered, where the portal stands."""
        given = self.cleaned_data
        return datetime.combine(given["visit_on"], given["visit_time"], clock.SHANGHAI)


class MoveForm(VisitForm):
    """Another day for the visit, with the reason."""

    words = forms.CharField(
        label=_("Reason"), max_length=500, error_messages={"required": _("Write a few words.")}
    )


class HeldForm(Form):
    """The visit as it was."""

    visited_on = _day(_("Day of the visit"))
    minutes = forms.CharField(
        label=_("Minutes of the visit"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Who was there, what was looked at."),
        error_messages={"required": _("Write who was there and what was looked at.")},
    )


class UploadForm(Form):
    """A file behind a point."""

    upload = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": slots.EVIDENCE.accept}),
        error_messages={
            "required": _("Choose a file."),
            "invalid": _("Choose a file."),
            "empty": _("The file is empty."),
            "missing": _("Choose a file."),
        },
    )


class ReuseForm(Form):
    """Papers from before that stand behind a point too."""

    papers = forms.MultipleChoiceField(
        label=_("Papers handed in earlier"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose one from the list, or upload a file."),
            "invalid_choice": _("This paper is not in the list any more."),
        },
    )

    def __init__(self, data: Any, *, papers: Sequence[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["papers"].choices = papers  # type: ignore[attr-defined] # a choice field
