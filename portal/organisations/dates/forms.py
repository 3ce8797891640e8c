"""The form of a council's term."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form


def _day(label: Any, required: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": required, "invalid": _("Choose a day.")},
    )


class TermForm(Form):
    """From when to when the council is in office."""

    begins_on = _day(_("The term begins on"), _("Choose the day of the election."))
    ends_on = _day(_("The term ends on"), _("Choose the last day of the term."))
