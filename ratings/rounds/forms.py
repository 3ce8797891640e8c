"""Forms of rounds: they translate what was typed, the operations decide."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form, ModelForm
from portal.core.reasons import Refused
from portal.organisations.record.enums import GradeLevel
from ratings.rounds.models import Round

FIELD_OF = {
    "year_impossible": "year",
    "title_missing": "title",
    "days_reversed": "closes_on",
    "not_longer": "closes_on",
    "words_missing": "words",
    "not_a_registry": "registry",
    "version_not_usable": "version",
    "papers_too_many": "required_papers",
    "paper_twice": "required_papers",
}
BAND = "band-"


def add_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    for reason in refusal.reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


def day(label: Any, **options: Any) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date."), "required": _("Choose a day.")},
        **options,
    )


class BeginForm(Form):
    """Which registry, which year, which title."""

    registry = forms.TypedChoiceField(
        label=_("Registration authority"),
        coerce=int,
        error_messages={"required": _("Choose the authority.")},
    )
    year = forms.IntegerField(label=_("Year"), min_value=1, max_value=9999)
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        help_text=_("As it will stand over the notice."),
        error_messages={"required": _("The round has no title.")},
    )

    def __init__(self, data: Any, *, registries: Iterable[tuple[int, str]], year: int) -> None:
        super().__init__(data, initial={"year": year})
        field = cast(forms.TypedChoiceField, self.fields["registry"])
        field.choices = list(registries)


class WordsForm(ModelForm):
    """The words and days of a draft; what is missing, the round says before it is put forward."""

    class Meta:
        model = Round
        fields = (
            "title", "year", "opens_on", "closes_on", "notice", "contact", "phone", "address",
        )  # fmt: skip
        widgets = {
            "opens_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "notice": forms.Textarea(attrs={"rows": 10}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].help_text = _("One may apply on this day, to its end.")
        for name in ("opens_on", "closes_on"):
            self.fields[name].required = False

    def _post_clean(self) -> None:
        """The operation judges and writes; the row itself is left as it is."""


class SheetForm(Form):
    """The indicators of a type and the marks from which its grades begin."""

    version = forms.TypedChoiceField(
        label=_("Indicators"), coerce=int, error_messages={"required": _("Choose the indicators.")}
    )

    def __init__(self, data: Any, *, versions: Iterable[tuple[int, str]], initial: Any) -> None:
        super().__init__(data, initial=initial)
        field = cast(forms.TypedChoiceField, self.fields["version"])
        field.choices = [("", "—"), *versions]
        for level in sorted(GradeLevel.values, reverse=True):
            self.fields[f"{BAND}{level}"] = forms.DecimalField(
                label=_("%(grade)s from") % {"grade": GradeLevel(level).label},
                required=False,
                min_value=Decimal(0),
                max_digits=9,
                decimal_places=3,
                help_text=_("Points; who has exactly as many reaches it.") if level == 5 else "",
            )

    def bands(self) -> dict[int, Decimal]:
        """The bounds that were entered, by level."""
        found = self.cleaned_data.items()
        return {
            int(key.removeprefix(BAND)): value
            for key, value in found
            if key.startswith(BAND) and value is not None
        }


class PapersForm(Form):
    """The list of papers, one a line."""

    required_papers = forms.CharField(
        label=_("Papers that must be handed in"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line; a hint may follow after a colon."),
    )
    further_papers = forms.CharField(
        label=_("Papers that may be added"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line; a hint may follow after a colon."),
    )

    def lines(self, name: str) -> list[str]:
        """The lines of a field that say something."""
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]


class ReasonForm(Form):
    """Words that stand in the history."""

    words = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a few words.")},
    )


class ExtendForm(ReasonForm):
    """A later last day, with the reason."""

    closes_on = day(_("New last day"))
    field_order = ("closes_on", "words")


class EmptyForm(Form):
    """A step that needs no words."""
