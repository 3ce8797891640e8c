"""The forms that take the stamped scan and the words of a correction."""

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


class CorrectionForm(Form):
    """The new words of a letter, a paragraph to a line."""

    title = forms.CharField(label=_("Heading"), max_length=120)
    addressee = forms.CharField(label=_("To"), max_length=160)
    text = forms.CharField(
        label=_("The new text"),
        max_length=10_000,
        help_text=_("One paragraph to a line."),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Enter the new text.")},
    )

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs that were entered."""
        return [line.strip() for line in self.cleaned_data["text"].splitlines() if line.strip()]
