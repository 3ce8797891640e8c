"""The form that takes the stamped scan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from portal.workflow.letters.slots import SCAN


class ScanForm(Form):
    """One file; what it may be is decided by its slot."""

    scan = forms.FileField(
        label=_("Scan of the stamped letter"),
        help_text=_("PDF, JPG or PNG, at most 10 MB."),
        allow_empty_file=True,
        max_length=1000,
        widget=forms.FileInput(attrs={"accept": SCAN.accept}),
    )
