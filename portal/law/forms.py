"""Forms of the law: they translate what was typed, the operations decide."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.dated import RuleRow, Unit
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.law.conditions import DAYS_OF_LIMITS
from portal.law.operations import Draft
from portal.law.words import UNITS

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


class Day(forms.DateField):
    """A day, in the browser's own field."""

    def __init__(self, **options: Any) -> None:
        wrong = {
            "required": _("Enter a day, such as 2026-11-24."),
            "invalid": _("This is not a day. Write it as 2026-11-24."),
        }
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, error_messages=wrong, **options)

    def clean(self, value: Any) -> date | None:
        """The day, between 2000 and 2100."""
        day: date | None = super().clean(value)
        if day is not None and not FIRST <= day <= LAST:
            raise forms.ValidationError(_("Choose a day between the years 2000 and 2100."))
        return day


def needed(message: Any) -> dict[str, Any]:
    """The words for a field left empty."""
    return {"required": message}


def explain(form: forms.Form, refusal: Refused) -> None:
    """Put every reason of a refusal on top of a form."""
    for reason in refusal.reasons:
        form.add_error(None, str(reason))


class OnForm(Form):
    """The day for which the rules are asked."""

    on = Day(label=_("As of"), required=False)


class DeadlineForm(Form):
    """A time limit to be counted."""

    start = Day(label=_("The day it begins"))
    length = forms.IntegerField(
        label=_("Number of days"),
        min_value=0,
        max_value=3650,
        error_messages={
            "required": _("Enter a number of days."),
            "invalid": _("Enter a whole number."),
        },
    )
    unit = forms.ChoiceField(
        label=_("Counted in"), choices=[(unit.value, UNITS[unit]) for unit in (Unit.WD, Unit.CD)]
    )


class OverrideForm(Form):
    """A local row in the place of one that ships."""

    value = forms.IntegerField(
        label=_("Standard"),
        min_value=0,
        error_messages={
            "required": _("Enter the value."),
            "invalid": _("Enter a whole number."),
        },
    )
    unit = forms.ChoiceField(label=_("Unit"))
    effective_from = Day(
        label=_("In force from"),
        help_text=_("Tomorrow at the earliest; running cases keep the rule they began with."),
    )
    effective_to = Day(
        label=_("Last day in force"),
        required=False,
        help_text=_("Empty: until further notice."),
    )
    clause = forms.CharField(
        label=_("Legal basis"),
        max_length=300,
        help_text=_("Document and article; everybody can read it."),
        error_messages=needed(_("Name the legal basis.")),
    )
    decided_by = forms.CharField(
        label=_("Decided by"),
        max_length=120,
        error_messages=needed(_("Name the authority that decided.")),
    )
    document = forms.CharField(
        label=_("Document number"),
        max_length=120,
        error_messages=needed(_("Give the number of the document.")),
    )

    def __init__(self, row: RuleRow, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.key = row.key
        units = [Unit.WD, Unit.CD] if row.unit in DAYS_OF_LIMITS else [row.unit]
        field = cast(forms.ChoiceField, self.fields["unit"])
        field.choices = [(unit.value, UNITS[unit]) for unit in units]

    def draft(self) -> Draft:
        """What was entered, for the operation."""
        return Draft(key=self.key, **self.cleaned_data)


class EndForm(Form):
    """The last day of a local row."""

    last_day = Day(label=_("Last day in force"))


class DaysForm(Form):
    """Days off, or weekend days that are worked."""

    first = Day(label=_("First day"))
    last = Day(label=_("Last day"), required=False, help_text=_("Empty: one day only."))
    works = forms.TypedChoiceField(
        label=_("On these days"),
        choices=[("no", _("offices are closed")), ("yes", _("offices work"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages=needed(_("Choose whether offices work.")),
    )
    note = forms.CharField(
        label=_("Occasion"), max_length=60, required=False, help_text=_("Such as: Spring Festival")
    )


class ConfirmForm(Form):
    """The official notice by which a year is confirmed."""

    source = forms.CharField(
        label=_("Official notice"),
        max_length=200,
        help_text=_("Its title and number."),
        error_messages=needed(_("Name the official notice.")),
    )


class ReopenForm(Form):
    """Why a confirmation is taken back."""

    why = forms.CharField(
        label=_("Why"), max_length=200, error_messages=needed(_("Say why in a few words."))
    )
