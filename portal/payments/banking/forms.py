"""Forms of banking: they translate what was typed, the operations decide."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from portal.payments.banking.enums import AmountForm, Encoding, Field, Separator
from portal.payments.banking.layout import Layout

COLUMNS = len(Field)


class FormatForm(Form):
    """A format: its name, its columns in their order, and how they are written."""

    says_optional = False

    name = forms.CharField(
        label=_("Name of the format"),
        max_length=60,
        required=False,
        help_text=_("Such as the bank's name."),
    )
    separator = forms.ChoiceField(
        label=_("Between the columns"),
        choices=Separator.choices,
        error_messages={"required": _("Choose what stands between the columns.")},
    )
    encoding = forms.ChoiceField(
        label=_("Encoding"),
        choices=Encoding.choices,
        error_messages={"required": _("Choose the encoding.")},
    )
    amount_form = forms.ChoiceField(
        label=_("Amounts as"),
        choices=AmountForm.choices,
        error_messages={"required": _("Choose how amounts are written.")},
    )
    heading = forms.BooleanField(label=_("With a line of headings"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(COLUMNS):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=_("Column %(n)s") % {"n": place + 1},
                choices=[("", "–"), *Field.choices],
                required=False,
            )

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The fields of the columns in their order."""
        return [self[f"column_{place}"] for place in range(COLUMNS)]

    def layout(self) -> Layout:
        """The layout that was typed, once the form is valid."""
        given = self.cleaned_data
        columns = [given[f"column_{place}"] for place in range(COLUMNS)]
        return Layout(
            tuple(column for column in columns if column),
            given["separator"],
            given["encoding"],
            given["amount_form"],
            given["heading"],
        )


def format_initial(name: str, layout: Layout) -> dict[str, Any]:
    """A format as the form shows it."""
    columns = {f"column_{place}": column for place, column in enumerate(layout.columns)}
    kept = layout.as_json()
    kept.pop("columns")
    return {"name": name, **columns, **kept}


class FileForm(Form):
    """Which checked orders go to the bank, in which format."""

    format = forms.ChoiceField(
        label=_("Format"), error_messages={"required": _("Choose a format.")}
    )
    orders = forms.TypedMultipleChoiceField(
        label=_("Orders"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick the orders that go to the bank."),
            "invalid_choice": _("An order is no longer checked. Look at the list again."),
        },
    )

    def __init__(
        self,
        data: Any,
        *,
        formats: Sequence[tuple[str, str]],
        orders: Sequence[tuple[int, str]],
    ) -> None:
        super().__init__(data, initial={"orders": [key for key, _words in orders]})
        cast(forms.ChoiceField, self.fields["format"]).choices = list(formats)
        cast(forms.TypedMultipleChoiceField, self.fields["orders"]).choices = list(orders)


class UploadForm(Form):
    """The bank's list of results."""

    upload = forms.FileField(
        label=_("File of the bank"),
        allow_empty_file=True,
        help_text=_("Workbook (.xlsx) or CSV, as the bank gives it."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Choose the file.")},
    )


class MatchForm(Form):
    """A waiting receipt: with which order it goes, or that it is none of ours; always why."""

    says_optional = False

    order = forms.TypedChoiceField(
        label=_("Order number"), coerce=int, required=False, empty_value=None
    )
    why = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("What the bank said, and who asked it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any, *, orders: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        field = cast(forms.TypedChoiceField, self.fields["order"])
        field.choices = [("", _("Choose one")), *orders]
