"""Rows of a form together."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.programmes import amounts, papers
from incubator.programmes.parts import TERMS

if TYPE_CHECKING:
    from incubator.programmes.models import Programme, Tier
from incubator.programmes.rows import MOST, ROWS, SPARE, RowForm


class Rows(BaseFormSet[RowForm]):
    """Rows on one page; the spare ones count only when something is typed."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name order and deletion in our words."""
        super().add_fields(form, index)
        for name, label in (("ORDER", _("Order")), ("DELETE", _("Delete"))):
            form.fields[name].label = label
            form.fields[name].widget.attrs["aria-label"] = label

    @property
    def values(self) -> list[dict[str, Any]]:
        """The rows that stay, in the order wanted."""
        return [form.values for form in self.ordered_forms]

    @property
    def mistakes(self) -> Iterator[str]:
        """What must be mended, each with its row and its column."""
        yield from map(str, self.non_form_errors())
        for number, form in enumerate(self.forms, start=1):
            for bound in form:
                for text in bound.errors:
                    place = {"n": number, "column": bound.label, "text": text}
                    yield gettext("Row %(n)d, %(column)s: %(text)s") % place

    @property
    def heads(self) -> list[Any]:
        """The names of the columns."""
        return [cell.label for cell in self.forms[0].cells]


def of(part: str, owner: "Programme | Tier", data: Any) -> Rows:
    """The rows of a list of a programme or a tier, with spare ones where lines may be added."""
    fixed = getattr(owner, "published_at", None) and part not in TERMS
    made: Any = formset_factory(
        ROWS[part],
        formset=Rows,
        extra=0 if fixed else SPARE,
        can_order=True,
        can_delete=True,
        max_num=MOST,
        absolute_max=MOST + SPARE,
    )
    initial = [_initial(part, row) for row in getattr(owner, part).all()]
    rows: Rows = made(data, initial=initial, prefix=part)
    return rows


def _initial(part: str, row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in ROWS[part].names if name != "form"}
    if part == "allowances":
        values["amount"] = amounts.shown(row.kind, row.amount)
    if part == "evidence":
        values["form"] = papers.code_of(row.kinds, row.list_kind)
    return {"code": getattr(row, "code", ""), **values}


def all_valid(form: forms.Form | forms.BaseModelForm[Any], lists: Iterable[Rows]) -> bool:
    """Whether form and rows are right; mistakes of rows are named on top of the form too."""
    valid = form.is_valid()
    for listed in lists:
        if not listed.is_valid():
            valid = False
            for mistake in listed.mistakes:
                form.add_error(None, mistake)
    return valid
