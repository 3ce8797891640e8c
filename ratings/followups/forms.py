"""Forms of follow-ups: they translate what was typed, the operations decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.forms import Form, put_reasons
from portal.core.reasons import Refused
from portal.organisations.claims.forms import NeededChoice, NeededWords, upload
from portal.organisations.record.enums import GradeGround
from portal.organisations.regrading.enums import Verdict
from portal.organisations.regrading.forms import NeededDay, ProposalForm
from portal.organisations.regrading.operations import Proposal
from ratings.followups import slots
from ratings.followups.enums import FollowUpState, How, Kind

FIELD_OF = {
    "nothing_said": "words",
    "words_missing": "words",
    "how_missing": "how",
    "day_missing": "checked_on",
    "day_to_come": "checked_on",
    "day_too_early": "checked_on",
    "seen_missing": "seen",
    "size_missing": "size",
    "sample_too_large": "size",
    "sample_too_small": "size",
    "verdict_missing": "verdict",
    "level_missing": "new_level",
    "level_not_lower": "new_level",
    "document_unnamed": "document",
    "document_missing": "file",
}
MOST = 100_000


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    put_reasons(form, refusal, FIELD_OF)


class FilterForm(Form):
    """Which follow-ups of an office to show."""

    q = forms.CharField(label=_("Name, code or number"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *FollowUpState.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices]
    )


class DrawForm(Form):
    """How many are drawn, and for which registry where there are several."""

    registry = forms.TypedChoiceField(
        label=_("Registration authority"),
        coerce=int,
        error_messages={"required": _("Choose a registration authority.")},
    )
    size = forms.IntegerField(
        label=_("How many are drawn"),
        min_value=1,
        max_value=MOST,
        error_messages={
            "required": _("Enter how many are drawn."),
            "invalid": _("Enter a whole number."),
        },
    )

    def __init__(self, data: Any, *, registries: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        field = cast(forms.TypedChoiceField, self.fields["registry"])
        field.choices = registries
        if len(registries) == 1:
            field.widget = forms.HiddenInput()
            field.initial = registries[0][0]


class StatementForm(Form):
    """What the organisation says, with up to three files."""

    words = NeededWords(
        label=_("How things stand"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("What happened, what you have done since, who can be asked."),
    )
    paper = upload(_("File"), slots.STATEMENT, needed=False)
    paper_2 = upload(_("Second file"), slots.STATEMENT, needed=False)
    paper_3 = upload(_("Third file"), slots.STATEMENT, needed=False)

    def uploads(self) -> list[File[Any]]:
        """The files that were added."""
        found = (self.cleaned_data.get(name) for name in ("paper", "paper_2", "paper_3"))
        return [file for file in found if file]


class CheckForm(Form):
    """How, when and what an official checked."""

    how = NeededChoice(
        label=_("How was it checked?"),
        choices=How.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    checked_on = NeededDay(
        label=_("Day of the check"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day.")},
    )
    seen = NeededWords(
        label=_("What was looked at and what was found"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The organisation reads it."),
    )


class WordsForm(Form):
    """Words that the organisation reads."""

    words = NeededWords(
        label=_("Reasons"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The organisation reads it."),
    )


class LowerForm(ProposalForm):
    """What is to become of the grade; its ground is the result of the follow-up."""

    ground = None  # type: ignore[assignment] # Django: no such field here

    def __init__(self, data: Any, files: Any = None) -> None:
        super().__init__(data, files)
        verdict = cast(forms.ChoiceField, self.fields["verdict"])
        verdict.choices = [(v.value, v.label) for v in (Verdict.LOWER, Verdict.CANCEL)]
        self.fields["words"].label = pgettext_lazy("followup", "Finding")

    @property
    def proposal(self) -> Proposal:
        """What was typed, as the operation takes it."""
        data: dict[str, Any] = {**self.cleaned_data}
        data.pop("file")
        return Proposal(ground=GradeGround.VERIFIED, **data)
