"""What everybody may ask of grades."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.bodies.enums import SOCIAL_ORGANISATIONS, BodyKind
from portal.core import clock
from portal.core.forms import Form
from portal.organisations.record.enums import GradeLevel
from ratings.certificates import queries
from ratings.certificates.queries import Filters

WHOLE = "all"
MOST_NUMBER = 80


class RegisterForm(Form):
    """Place, kind, grade, day, and whether what has ended is shown too."""

    says_optional = False

    q = forms.CharField(label=_("Name or code"), required=False, max_length=80)
    banner = forms.ChoiceField(label=_("Banner or district"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[
            ("", _("All")),
            *((k.value, k.label) for k in BodyKind if k in SOCIAL_ORGANISATIONS),
        ],
    )
    grade = forms.TypedChoiceField(
        label=_("Grade"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("All")), *GradeLevel.choices],
    )
    on = forms.DateField(
        label=_("On which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day.")},
    )
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("only grades in force")), (WHOLE, _("also what has ended or is to come"))],
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field = cast(forms.ChoiceField, self.fields["banner"])
        field.choices = [("", _("All")), *queries.places()]

    @property
    def day(self) -> date:
        """The day asked, today where none is."""
        given: date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return given or clock.today()

    @property
    def filters(self) -> Filters | None:
        """What was chosen; None when something cannot be read."""
        if not self.is_bound:
            return Filters(day=clock.today())
        if not self.is_valid():
            return None
        given = self.cleaned_data
        return Filters(
            day=self.day,
            banner=given["banner"],
            kind=given["kind"],
            level=given["grade"] or 0,
            words=given["q"].strip(),
            whole=given["show"] == WHOLE,
        )


class VerifyForm(Form):
    """The number on a certificate."""

    number = forms.CharField(
        label=_("Number of the certificate"),
        max_length=MOST_NUMBER,
        help_text=_("As it stands on the paper; or the organisation's credit code."),
        error_messages={"required": _("Enter the number that stands on the certificate.")},
    )
