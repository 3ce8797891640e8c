"""Forms of programmes: they translate what was typed, the operations decide."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.bases.models import Base
from incubator.programmes import parts
from incubator.programmes.enums import GROUP_TIE, TieRule
from incubator.programmes.models import Programme, Tier
from incubator.programmes.slots import SAMPLE
from portal.bodies import queries as places
from portal.core.forms import Form, ModelForm
from portal.core.reasons import Refused

FIELD_OF = {
    "dates_reversed": "closes_at",
    "intake_ended": "closes_at",
    "intake_shortened": "closes_at",
    "places_taken": "places",
    "places_fewer": "places",
}
WHY = _("Why it changes")


def add_refusal(form: forms.Form | forms.BaseModelForm[Any], refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    for reason in refusal.reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


def moment_input() -> forms.DateTimeInput:
    """A day and a clock time in one control; typing 2027-01-04 09:00 works everywhere."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class NeededMoment(forms.DateTimeField):
    """A moment without which a draft is kept, but not published."""

    def validate(self, value: object) -> None:
        """Refuse nothing here; publishing names what is missing."""


class PartForm(ModelForm):
    """A part of a programme. Once it is published, a change may say why."""

    reason = forms.CharField(
        label=WHY,
        max_length=300,
        required=False,
        help_text=_("Everybody reads it beside the new version."),
    )

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.changed_at.isoformat()
        if self.instance.published_at is None:
            del self.fields["reason"]

    def clean_seen(self) -> datetime | None:
        """The state of the programme that the official saw; None for one that cannot be read."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None

    def show_present(self, changed_at: datetime) -> None:
        """Let the next save count as made in the knowledge of the present state."""
        typed: Any = self.data
        copied = typed.copy()
        copied["seen"] = changed_at.isoformat()
        self.data = copied

    def _post_clean(self) -> None:
        """Leave the programme as it is: the operation compares and writes."""

    @property
    def reason_given(self) -> str:
        """Why the official changes a published programme."""
        return str(self.cleaned_data.get("reason", ""))

    @property
    def values(self) -> dict[str, Any]:
        """The values of the programme's own fields."""
        return {k: v for k, v in self.cleaned_data.items() if k in parts.FIELDS}


class PapersForm(PartForm):
    """The list of papers has no fields of the programme itself."""

    class Meta:
        model = Programme
        fields = ()


class BasicsForm(PartForm):
    """What the programme is called, what it offers, whom one asks."""

    class Meta:
        model = Programme
        fields = parts.BASICS
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 4}),
            "benefits": forms.Textarea(attrs={"rows": 5}),
        }


class DatesForm(PartForm):
    """When one may apply, and for how many places."""

    opens_at = NeededMoment(label=_("Intake opens"), widget=moment_input())
    closes_at = NeededMoment(
        label=_("Intake closes"),
        widget=moment_input(),
        help_text=_("At this moment the intake is closed; a second before, it is open."),
    )

    class Meta:
        model = Programme
        fields = parts.DATES
        help_texts = {
            "virtual": _("Advice and courses without a desk; it takes no place."),
        }


class WhoForm(PartForm):
    """Who may apply, as far as the portal can tell by itself."""

    class Meta:
        model = Programme
        fields = parts.WHO
        help_texts = {
            "max_age_years": _("Leave it empty if the age of an organisation does not matter.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["local_division"]
        field.queryset = places.divisions_under(self.instance.office.division_id)  # type: ignore[attr-defined] # a choice of models
        field.empty_label = _("organisations of any place")  # type: ignore[attr-defined] # likewise


class JudgingForm(PartForm):
    """How it is decided: panel, pass mark, and what counts when scores are equal."""

    first_tie = forms.ChoiceField(
        label=_("When scores are equal, more points in this group go first"), required=False
    )
    earlier = forms.BooleanField(
        label=_("then the earlier date of registration"),
        required=False,
        help_text=_("A lot, drawn and minuted, always comes last."),
    )

    class Meta:
        model = Programme
        fields = ("panel_size", "pass_mark")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = self.instance.tie_rule
        named = [code for code in rule if code.startswith(GROUP_TIE)]
        there = [GROUP_TIE + item.group for item in self.instance.sheet.all()]
        groups = dict.fromkeys([*there, *named])
        choices = [(code, code.removeprefix(GROUP_TIE)) for code in groups]
        self.fields["first_tie"].choices = [("", _("no group")), *choices]  # type: ignore[attr-defined] # a choice field
        self.fields["first_tie"].initial = named[0] if named else ""
        self.fields["earlier"].initial = TieRule.EARLIER_REGISTRATION in rule

    @property
    def values(self) -> dict[str, Any]:
        """Panel, pass mark, and the rule for equal scores as codes in order."""
        given = self.cleaned_data
        codes = [given["first_tie"]] if given["first_tie"] else []
        codes += [TieRule.EARLIER_REGISTRATION.value] if given["earlier"] else []
        return {**super().values, "tie_rule": [*codes, TieRule.LOT.value]}


class GrantsForm(PartForm):
    """The list of support has no fields of the programme itself."""

    class Meta:
        model = Programme
        fields = ()


class ReviewsForm(PartForm):
    """What the mid-term review must reach."""

    class Meta:
        model = Programme
        fields = parts.REVIEWS


class BeginForm(Form):
    """A new programme: where, in which tier, for which year."""

    base = forms.ModelChoiceField(Base.objects.none(), label=_("Base"))
    tier = forms.ModelChoiceField(Tier.objects.filter(active=True), label=_("Tier"))
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        help_text=_("As people will read it, with the year."),
        error_messages={"required": _("Give the programme a title.")},
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, bases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["base"]
        field.queryset = bases  # type: ignore[attr-defined] # a choice of models
        field.label_from_instance = lambda base: base.body.name  # type: ignore[attr-defined] # likewise


class SampleForm(Form):
    """A filled-in example or an empty form of a paper."""

    sample = forms.FileField(
        label=_("Sample"),
        help_text=_("PDF, Word or Excel, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": SAMPLE.accept}),
        error_messages={"required": _("Choose a file.")},
    )


class TierForm(ModelForm):
    """A tier; the names are the city's own."""

    class Meta:
        model = Tier
        fields = (
            "name",
            "name_en",
            "description",
            "period_months",
            "midterm_pass_mark",
            "order",
            "active",
        )
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}

    def _post_clean(self) -> None:
        """Leave the tier as it is: the operation writes."""
