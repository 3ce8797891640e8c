"""Forms of publicity: they translate what was typed, the operations decide."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.forms import Explained, Form
from portal.core.reasons import Refused
from portal.workflow.models import Channel
from portal.workflow.publicity.enums import ObjectionState
from portal.workflow.publicity.models import PublicEntry
from portal.workflow.publicity.objections import Corrected, Said
from portal.workflow.publicity.slots import PAPER

TAKE_BACK = "take_back"


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason of a refusal on top of a form."""
    for reason in refusal.reasons:
        form.add_error(None, str(reason))


class ObjectionForm(Form):
    """What anybody says against an entry, and how the office reaches them."""

    entry = forms.ChoiceField(
        label=_("Which entry do you object to?"),
        error_messages={"required": _("Choose the entry.")},
    )
    words = forms.CharField(
        label=_("What is wrong, and how do you know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The applicant reads these words, but not who wrote them."),
        error_messages={"required": _("Write what is wrong.")},
    )
    paper = forms.FileField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF or photograph, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": PAPER.accept}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        error_messages={"required": _("Enter your name.")},
    )
    phone = forms.CharField(
        label=_("Your telephone"),
        max_length=20,
        help_text=_("The office asks back when something is unclear."),
        error_messages={"required": _("Enter a telephone number.")},
    )

    def __init__(self, data: Any, files: Any, *, entries: Iterable[PublicEntry], **rest: Any):
        super().__init__(data, files, **rest)
        field = cast(forms.ChoiceField, self.fields["entry"])
        field.choices = [("", _("Choose …")), *((str(one.pk), one.name) for one in entries)]

    def said(self, channel: str = Channel.WEB) -> Said:
        """What was entered, for the operation."""
        given = self.cleaned_data
        return Said(given["name"], given["phone"], given["words"], channel)


class EnteredObjectionForm(ObjectionForm):
    """The same, written down by an official for somebody who called, wrote or came."""

    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[(one.value, one.label) for one in Channel if one is not Channel.WEB],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it came.")},
    )
    received_on = forms.DateField(
        label=_("On which day did the office get it?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("This day decides whether it came in time."),
        error_messages={"required": _("Enter the day."), "invalid": _("Enter the day.")},
    )
    field_order = ("channel", "received_on")

    def received_at(self) -> datetime | None:
        """The moment it counts as received: now for today, else the noon of its day."""
        day: date = self.cleaned_data["received_on"]
        if day >= clock.today():
            return None
        return datetime.combine(day, time(12), clock.SHANGHAI)


class AnswerForm(Form):
    """How an official answers an objection; the entry's words matter for a correction only."""

    outcome = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            (
                ObjectionState.DISMISSED.value,
                Explained(_("The entry stands"), _("The objector gets the reasons in a letter.")),
            ),
            (
                ObjectionState.CORRECTED.value,
                Explained(
                    _("Correct the entry and make it public again"),
                    _("For the full number of days; enter the corrected words below."),
                ),
            ),
            (
                ObjectionState.UPHELD.value,
                Explained(
                    _("Take the entry off the list"),
                    _("The applicant is refused with these words."),
                ),
            ),
            (
                TAKE_BACK,
                Explained(
                    _("The objector withdrew it"),
                    _("Write how and when they told you."),
                ),
            ),
        ],
        error_messages={"required": _("Choose your answer.")},
    )
    words = forms.CharField(
        label=_("Reasons"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Objector and applicant read them. Name nobody who objected."),
        error_messages={"required": _("Give the reasons.")},
    )
    name = forms.CharField(label=_("Name on the list"), max_length=160, required=False)

    def __init__(self, data: Any, *, entry: PublicEntry) -> None:
        super().__init__(data, initial={"name": entry.name})
        self.labels = [label for label, _value in entry.facts]
        for place, (label, value) in enumerate(entry.facts):
            self.fields[f"fact_{place}"] = forms.CharField(
                label=label, initial=value, max_length=200, required=False
            )

    def corrected(self) -> Corrected:
        """The entry as it was entered."""
        given = self.cleaned_data
        facts = [(label, given[f"fact_{n}"]) for n, label in enumerate(self.labels)]
        return Corrected(given["name"], facts)

    def entry_fields(self) -> list[Any]:
        """The fields of the corrected entry."""
        return [self["name"], *(self[f"fact_{n}"] for n in range(len(self.labels)))]


class RevealForm(Form):
    """Why an official needs the objector's name."""

    reason = forms.CharField(
        label=_("For what do you need name and telephone?"),
        max_length=200,
        help_text=_("It is noted with your name."),
    )


class CorrectionForm(Form):
    """A slip on a page: what was wrong, and how it reads from now on."""

    words = forms.CharField(
        label=_("What was wrong?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody reads it under the page, with both versions."),
    )
    title = forms.CharField(label=_("Title"), max_length=160)
    introduction = forms.CharField(
        label=_("Introduction"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
