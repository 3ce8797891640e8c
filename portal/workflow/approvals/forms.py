"""Forms of approvals: they translate what was typed, the operations decide."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.forms import Form
from portal.core.reasons import Refused, Text
from portal.workflow.approvals.enums import LinkKind, Verdict
from portal.workflow.approvals.operations import Meeting
from portal.workflow.approvals.slots import MINUTES

LINKS = 5
Choices = Sequence[tuple[str, Text]]


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason of a refusal on top of a form."""
    for reason in refusal.reasons:
        form.add_error(None, str(reason))


class Spoken(Form):
    """A stock sentence, own words, and the link that the person saw."""

    position = forms.IntegerField(widget=forms.HiddenInput)
    phrase = forms.ChoiceField(label=_("A sentence often used"), required=False)
    words = forms.CharField(
        label=_("Your own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand after the chosen sentence. Needed when you send back."),
    )

    def __init__(self, data: Any, files: Any, *, phrases: Iterable[str], position: int) -> None:
        super().__init__(data, files, initial={"position": position})
        field = cast(forms.ChoiceField, self.fields["phrase"])
        field.choices = [("", _("none")), *((text, text) for text in phrases)]

    def said(self) -> str:
        """The chosen sentence and the own words."""
        given = self.cleaned_data
        return " ".join(part for part in (given["phrase"], given["words"].strip()) if part)


class OpinionForm(Spoken):
    """What one person says at a link."""

    opinion = forms.ChoiceField(
        label=_("What do you say?"),
        widget=forms.RadioSelect,
        choices=[(Verdict.AGREE.value, _("I agree")), (Verdict.RETURN.value, _("Send it back"))],
        error_messages={"required": _("Choose one.")},
    )
    field_order = ("position", "opinion")


class MeetingForm(Spoken):
    """A collective decision: who was there, the votes, the minutes."""

    present = forms.CharField(
        label=_("Who was present?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One name per line."),
        error_messages={"required": _("Name everybody who was there.")},
    )
    votes_for = forms.IntegerField(label=_("Votes for it"), min_value=0, max_value=99)
    votes_against = forms.IntegerField(label=_("Votes against it"), min_value=0, max_value=99)
    votes_abstain = forms.IntegerField(label=_("Abstentions"), min_value=0, max_value=99)
    paper = forms.FileField(
        label=_("Minutes of the meeting"),
        widget=forms.FileInput(attrs={"accept": MINUTES.accept}),
        help_text=_("PDF or photograph, up to 10 MB."),
        error_messages={"required": _("Add the minutes.")},
    )
    field_order = ("position", "present", "votes_for", "votes_against", "votes_abstain", "paper")

    def meeting(self) -> Meeting:
        """The meeting as it was entered."""
        given = self.cleaned_data
        lines = (line.strip() for line in given["present"].splitlines())
        return Meeting(
            [line for line in lines if line],
            given["votes_for"],
            given["votes_against"],
            given["votes_abstain"],
        )


class PhraseForm(Form):
    """A sentence that an office often writes."""

    office = forms.ChoiceField(label=_("Office"))
    act = forms.ChoiceField(label=_("For which act?"), required=False)
    text = forms.CharField(
        label=_("Sentence"),
        max_length=200,
        error_messages={"required": _("Write the sentence.")},
    )

    def __init__(self, data: Any, *, offices: Choices, acts: Choices) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["office"]).choices = offices
        cast(forms.ChoiceField, self.fields["act"]).choices = [("", _("every act")), *acts]


class ChainForm(Form):
    """The links of an act in an office, from a day on."""

    office = forms.ChoiceField(label=_("Office"))
    act = forms.ChoiceField(label=_("For which act?"), required=False)
    starts_on = forms.DateField(
        label=_("From which day?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("What is under way keeps the chain it began with."),
        error_messages={"required": _("Enter the day."), "invalid": _("Enter the day.")},
    )

    def __init__(self, data: Any, *, offices: Choices, acts: Choices, roles: Choices) -> None:
        super().__init__(data, initial={"starts_on": clock.today().isoformat()})
        cast(forms.ChoiceField, self.fields["office"]).choices = offices
        cast(forms.ChoiceField, self.fields["act"]).choices = [("", _("every act")), *acts]
        for place in range(1, LINKS + 1):
            self.fields[f"role_{place}"] = forms.ChoiceField(
                label=format_lazy(_("Post at link {place}"), place=place),
                required=False,
                choices=[("", _("none")), *roles],
            )
            self.fields[f"kind_{place}"] = forms.ChoiceField(
                label=format_lazy(_("What link {place} gives"), place=place),
                required=False,
                choices=LinkKind.choices,
            )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each link, in their order."""
        return [(self[f"role_{place}"], self[f"kind_{place}"]) for place in range(1, LINKS + 1)]

    def links(self) -> list[tuple[str, str]]:
        """The links that were filled in, in their order."""
        given = self.cleaned_data
        return [
            (given[f"role_{place}"], given[f"kind_{place}"] or LinkKind.OPINION)
            for place in range(1, LINKS + 1)
            if given[f"role_{place}"]
        ]
