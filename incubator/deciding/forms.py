"""Forms of deciding: they translate what was typed, the operations decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.forms import Form
from portal.core.reasons import Reason, Text

DECISION = "decision"
FINE, MISSING = "fine", "missing"
LONGEST = 300
INSIDE = {"form": DECISION}


@dataclass(frozen=True, slots=True)
class ItemFields:
    """The two fields of one paper: fine or to be completed, and what is missing."""

    title: Text
    verdict: BoundField
    why: BoundField


class DecisionForm(Form):
    """How the first check ends: the papers one by one, what else is missing, and words.

    The fields of the papers stand beside their files and belong to the form by its id. What is
    needed depends on the button.
    """

    says_optional = False

    words = forms.CharField(
        label=_("Words to the applicant"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, **INSIDE}),
        help_text=_("Needed when you refuse. They stand in the letter: what, why, how to mend it."),
    )
    other = forms.CharField(
        label=pgettext_lazy("first check", "What else is missing"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, **INSIDE}),
        help_text=_("One thing per line; the applicant reads exactly these words."),
    )

    phrase = forms.ChoiceField(
        label=_("Stock words"),
        required=False,
        help_text=_("Put before your own words."),
        widget=forms.Select(attrs=dict(INSIDE)),
    )

    def __init__(
        self, data: Any, *, items: Sequence[tuple[str, Text]], phrases: Sequence[str] = ()
    ) -> None:
        super().__init__(data)
        self.items = items
        choices = [("", _("none of them")), *((phrase, phrase) for phrase in phrases)]
        cast(forms.ChoiceField, self.fields["phrase"]).choices = choices
        if not phrases:
            del self.fields["phrase"]
        for code, title in items:
            self.fields[f"paper_{code}"] = forms.ChoiceField(
                label=title,  # type: ignore[arg-type] # a lazy text
                required=False,
                choices=[
                    (FINE, pgettext_lazy("paper", "Fine")),
                    (MISSING, pgettext_lazy("paper", "To be completed")),
                ],
                widget=forms.RadioSelect(attrs=dict(INSIDE)),
            )
            self.fields[f"why_{code}"] = forms.CharField(
                label=_("What is missing, and how to complete it"),
                required=False,
                max_length=LONGEST,
                widget=forms.TextInput(attrs=dict(INSIDE)),
            )

    def clean_other(self) -> str:
        """Lines that fit into a letter."""
        given: str = self.cleaned_data["other"]
        if any(len(line) > LONGEST for line in given.splitlines()):
            raise forms.ValidationError(
                _("A line is longer than %(longest)s signs. Make two of it.") % {"longest": LONGEST}
            )
        return given

    def said(self) -> str:
        """The stock words chosen, then the official's own."""
        given = self.cleaned_data
        return "\n".join(part for part in (given.get("phrase", ""), given["words"]) if part)

    def rows(self) -> list[ItemFields]:
        """The fields of the papers, in the order of the programme's list."""
        return [
            ItemFields(title, self[f"paper_{code}"], self[f"why_{code}"])
            for code, title in self.items
        ]

    def points(self) -> list[tuple[str, str]]:
        """What is missing: the papers marked so, then the further lines."""
        given = self.cleaned_data
        papers = [
            (code, given[f"why_{code}"])
            for code, _title in self.items
            if given[f"paper_{code}"] == MISSING
        ]
        return papers + [("", line) for line in given["other"].splitlines() if line.strip()]


class VerdictForm(Form):
    """Whether a point holds, and how it is known."""

    code = forms.CharField(max_length=60)
    holds = forms.ChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        error_messages={"required": _("Choose whether it holds.")},
    )
    source = forms.CharField(max_length=LONGEST, required=False)


class ReasonForm(Form):
    """For what a hidden number is needed."""

    reason = forms.CharField(label=_("For what"), max_length=200, required=False)


class ProposalForm(Form):
    """What is proposed and why."""

    words = forms.CharField(
        label=_("What is proposed and why"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LateForm(Form):
    """Why somebody no longer meets the conditions."""

    says_optional = False

    words = forms.CharField(
        label=_("Words to the applicant"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What has changed, how you know it, and what can be done; a letter goes out."),
    )


FIELDS = {"words_missing": "words"}
"""The field that a reason is about; every other reason stands on top."""


def add_refusal(form: forms.Form, reasons: Iterable[Reason]) -> None:
    """Put every reason of a refusal on its field, else on top of a form."""
    for reason in reasons:
        field = FIELDS.get(reason.code)
        form.add_error(field if field in form.fields else None, str(reason))
