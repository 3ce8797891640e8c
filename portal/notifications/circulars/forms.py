"""Writing a circular."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from portal.core.reasons import Text


class CircularForm(Form):
    """From which office, to whom, what, and whether to confirm."""

    office = forms.ChoiceField(label=_("From"))
    audience = forms.ChoiceField(
        label=_("To"), error_messages={"required": _("Choose to whom it goes.")}
    )
    title = forms.CharField(
        label=_("Heading"),
        max_length=80,
        error_messages={"required": _("Enter a heading.")},
    )
    words = forms.CharField(
        label=_("Text"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Enter the text.")},
    )
    wants_confirmation = forms.BooleanField(
        label=_("Each one confirms having seen it"), required=False, initial=True
    )

    def __init__(
        self,
        data: Any,
        *,
        offices: Iterable[tuple[str, Text]],
        audiences: Iterable[tuple[str, Text]],
    ) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["office"]).choices = list(offices)
        cast(forms.ChoiceField, self.fields["audience"]).choices = [("", "—"), *audiences]
