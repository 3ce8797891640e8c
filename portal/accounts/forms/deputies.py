"""Naming a deputy for days of leave."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form

DAY = {"type": "date"}


class DeputyForm(Form):
    """Who is away, who stands in, from when until when."""

    absent = forms.ChoiceField(
        label=_("Who is away?"),
        error_messages={"required": _("Choose who is away.")},
    )
    deputy = forms.ChoiceField(
        label=_("Who stands in?"),
        help_text=_("A colleague of the same office. The history keeps that they act as deputy."),
        error_messages={"required": _("Choose who stands in.")},
    )
    starts_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": _("Enter the first day."), "invalid": _("This is no date.")},
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("On the evening of this day it ends by itself."),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": _("Enter the last day."), "invalid": _("This is no date.")},
    )

    def __init__(
        self, data: Any, *, absent: list[tuple[str, str]], deputies: list[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        first = cast(forms.ChoiceField, self.fields["absent"])
        first.choices = absent if len(absent) == 1 else [("", "—"), *absent]
        cast(forms.ChoiceField, self.fields["deputy"]).choices = [("", "—"), *deputies]
