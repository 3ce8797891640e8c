"""Forms of the import pages; they translate, operations decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.forms import Explained, Form
from portal.core.reasons import Refused
from portal.organisations.claims.forms import NeededChoice
from portal.organisations.imports.enums import Choice, Kind
from portal.organisations.imports.slots import LIST

HINTS = {
    Choice.LEAVE: _("Nothing of this row is written."),
    Choice.TAKE: _("The row is written; a code the register does not know is a new organisation."),
    Choice.MATCH: _("The organisation in the register gets what the row states, its code too."),
}


ABOUT = {
    Kind.REGISTER: _("One row for each organisation: name, code, state, domicile."),
    Kind.RECORD: _("Up to five sheets, one row for each fact, found by the credit code."),
    Kind.STATIONS: _("Two sheets: stations with their hours and staff, and their rooms."),
}


class UploadForm(Form):
    """Hand in a list."""

    list = forms.FileField(
        label=_("The list"),
        help_text=_(
            "A workbook (.xlsx) or CSV file with at most 20 MB. Headings may stand anywhere."
        ),
        widget=forms.FileInput(attrs={"accept": LIST.accept}),
        error_messages={
            "required": _("Choose the file that holds the list."),
            "empty": _("The file is empty. Choose the file that holds the list."),
            "max_length": _("The name of the file is too long. Shorten it and choose it again."),
        },
        allow_empty_file=True,
    )
    source_on = forms.DateField(
        label=_("The list shows the register as of"),
        help_text=_("The day on which the list was made; it is shown beside each fact."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    kind = NeededChoice(
        label=_("What the list is about"),
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        bureaus: Sequence[tuple[int, str]],
        kinds: Sequence[Kind],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind in Kind if kind in kinds]
        kind_field: Any = self.fields["kind"]
        kind_field.choices = [(str(k), Explained(k.label, ABOUT[k])) for k in self.kinds]
        kind_field.initial = self.kinds[0] if self.kinds else ""
        self.fields["source_on"].initial = clock.today
        self.fields["bureau"] = forms.TypedChoiceField(
            label=_("For which bureau"), coerce=int, choices=list(bureaus)
        )
        if len(bureaus) == 1:
            self.fields["bureau"].widget = forms.HiddenInput()
            self.fields["bureau"].initial = bureaus[0][0]


class DecisionForm(Form):
    """Decide about one row."""

    def __init__(self, *args: Any, offered: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"] = forms.ChoiceField(
            label=_("What shall happen with this row?"),
            widget=forms.RadioSelect,
            choices=[(str(c), Explained(c.label, HINTS[c])) for c in offered],
            error_messages={"required": _("Choose what shall happen with this row.")},
        )


def add_refusal(form: forms.Form, refused: Refused, field: str | None = None) -> None:
    """Show every reason of a refusal in the form."""
    for reason in refused.reasons:
        form.add_error(field, str(reason))
