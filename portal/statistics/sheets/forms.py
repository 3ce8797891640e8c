"""Forms of forms: they translate what was typed, the operations decide."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.forms import Form, put_reasons
from portal.statistics.sheets.conditions import LONGEST
from portal.statistics.sheets.contents import Chosen
from portal.statistics.sheets.enums import Period
from portal.statistics.sheets.models import Sheet
from portal.statistics.sheets.shipped import form
from portal.statistics.tables import registry
from portal.statistics.tables.registry import Column, Table

SHIPPED = 0
FIELD_OF = {
    "title_missing": "title",
    "superior_missing": "superior",
    "year_far": "year",
    "period_missing": "period",
    "sheet_exists": "title",
}
add_refusal = partial(put_reasons, fields=FIELD_OF)


class SheetForm(Form):
    """A new form: who fills it in, for whom, for which period, like which other one."""

    body = forms.TypedChoiceField(
        label=_("Who fills it in"), coerce=int, error_messages={"required": _("Choose a body.")}
    )
    superior = forms.CharField(
        label=_("Superior bureau"),
        max_length=80,
        help_text=_("The bureau that asks for these figures."),
        error_messages={"required": _("Enter the superior bureau.")},
    )
    title = forms.CharField(
        label=_("Title of the form"),
        max_length=80,
        help_text=_("As it stands on the paper of the superior bureau."),
        error_messages={"required": _("Enter the title.")},
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=1,
        max_value=9999,
        error_messages={"required": _("Enter the year.")},
    )
    period = forms.ChoiceField(label=pgettext_lazy("statistics", "Period"), choices=Period.choices)
    like = forms.TypedChoiceField(
        label=_("Begin with the columns of"), coerce=int, required=False, empty_value=None
    )

    def __init__(
        self, data: Any, *, bodies: Iterable[tuple[int, str]], known: Iterable[Sheet], year: int
    ) -> None:
        super().__init__(data, initial={"year": year})
        others: list[tuple[Any, Any]] = [
            (row.pk, f"{row.title} · {row.year} · {row.superior}") for row in known
        ]
        others.append((SHIPPED, _("the form that ships: %(title)s") % {"title": form()[0]}))
        self._choose("body", list(bodies))
        self._choose("like", [("", "–"), *others])

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined] # a choice field


class ColumnsForm(Form):
    """For each column that the portal counts: its place in the form and its title there."""

    seen = forms.IntegerField(min_value=0, max_value=30_000, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, columns: Sequence[Chosen], seen: int) -> None:
        super().__init__(data, initial={"seen": seen})
        places = {one.code: (place, one.title) for place, one in enumerate(columns, start=1)}
        self._names: list[tuple[Table, Column, str]] = []
        for number, (table, column) in enumerate(registry.columns(), start=1):
            place, title = places.get(f"{table.code}.{column.code}", (None, str(column.title)))
            self._names.append((table, column, str(number)))
            self.fields[f"place_{number}"] = _place(column, place)
            self.fields[f"title_{number}"] = _title(column, title)

    @property
    def chosen(self) -> list[Chosen]:
        """The columns that were given a place, in the order of the places."""
        given = self.cleaned_data
        rows = [
            (given[f"place_{number}"], Chosen(table.code, column.code, given[f"title_{number}"]))
            for table, column, number in self._names
            if given.get(f"place_{number}") is not None
        ]
        return [one for _place, one in sorted(rows, key=lambda row: row[0])]

    def groups(self) -> list[tuple[Table, list[tuple[Column, BoundField, BoundField]]]]:
        """The fields table by table, for the page."""
        found: dict[str, tuple[Table, list[tuple[Column, BoundField, BoundField]]]] = {}
        for table, column, number in self._names:
            row = (column, self[f"place_{number}"], self[f"title_{number}"])
            found.setdefault(table.code, (table, []))[1].append(row)
        return list(found.values())


def _place(column: Column, place: int | None) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Place: %(column)s") % {"column": column.title},
        required=False,
        min_value=1,
        max_value=999,
        initial=place,
    )


def _title(column: Column, title: str) -> forms.CharField:
    return forms.CharField(
        label=_("Title: %(column)s") % {"column": column.title},
        required=False,
        max_length=LONGEST,
        initial=title,
    )
