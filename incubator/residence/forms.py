"""Forms of agreements: they translate what was typed, the operations decide."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.residence import slots
from portal.core.forms import Form
from portal.files.slots import Slot

LIMITS = _("PDF or photograph (JPG, PNG), up to 10 MB. Every page must be readable.")


def _scan(label: Any, slot: Slot) -> forms.FileField:
    return forms.FileField(
        label=label,
        allow_empty_file=True,
        help_text=LIMITS,
        widget=forms.FileInput(attrs={"accept": slot.accept}),
        error_messages={"required": _("Choose the scan of the agreement.")},
    )


class SignForm(Form):
    """The agreement with the organisation's signature and stamp."""

    scan = _scan(_("Signed and stamped agreement"), slots.OWN)


class CountersignForm(Form):
    """The agreement with both stamps, and the first day of the residence."""

    scan = _scan(_("Agreement stamped by both"), slots.BOTH)
    begins_on = forms.DateField(
        label=_("The residence begins on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the first day."), "invalid": _("Choose a day.")},
    )

    def __init__(self, data: Any, files: Any, *, today: date) -> None:
        super().__init__(data, files, initial={"begins_on": today})


class ReturnForm(Form):
    """What is wrong with the scan."""

    words = forms.CharField(
        label=_("What is wrong with the scan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads these words and uploads it again."),
    )


def add_refusal(form: forms.Form, reasons: Iterable[object], field: str | None = None) -> None:
    """Put every reason of a refusal on top of a form, or beside a field."""
    for reason in reasons:
        form.add_error(field, str(reason))
