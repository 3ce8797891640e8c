"""Forms of decisions about grades: they translate what was typed, the operations decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from portal.organisations.claims.forms import Needed, NeededChoice, NeededWords, upload
from portal.organisations.record.enums import GradeGround, GradeLevel
from portal.organisations.regrading.enums import Verdict
from portal.organisations.regrading.operations import Proposal
from portal.organisations.regrading.slots import DOCUMENT


class NeededDay(Needed, forms.DateField):
    """A day whose absence the operation refuses, with all else."""


class ProposalForm(Form):
    """What is to become of a grade, and why."""

    verdict = NeededChoice(
        label=_("What is to be decided?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    new_level = forms.TypedChoiceField(
        label=_("Grade that is left, when lowered"),
        coerce=int,
        choices=[("", "–"), *GradeLevel.choices],
        required=False,
        empty_value=None,
    )
    ground = NeededChoice(
        label=_("Ground"),
        choices=[("", "–"), *GradeGround.choices],
        required=False,
    )
    words = NeededWords(
        label=_("What happened"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The organisation reads it and may answer; it stands in the letter."),
    )
    decided_on = NeededDay(
        label=_("From which day it counts"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day.")},
    )
    document = NeededWords(
        label=_("Which document"),
        max_length=200,
        required=False,
        help_text=_("Title, number and day, such as the minutes of the committee."),
    )
    file = upload(_("The document itself"), DOCUMENT)

    @property
    def proposal(self) -> Proposal:
        """What was typed, as the operation takes it."""
        data: dict[str, Any] = {**self.cleaned_data}
        data.pop("file")
        return Proposal(**data)


class StatementForm(Form):
    """What the organisation has to say."""

    words = NeededWords(
        label=_("What you have to say"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Once. The second official reads it before anything is decided."),
    )
