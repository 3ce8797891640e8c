"""Forms of the rows of a programme's lists, several on one page."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.programmes import papers
from portal.core.forms import Form

if TYPE_CHECKING:
    from incubator.programmes.models import Programme

SPARE = 3
MOST = 60
FORM_LABELS = [("", _("choose")), *((code, papers.label(code)) for code in papers.FORMS)]


def two_lines() -> forms.Textarea:
    """A control for words that need more room than a line of a table gives."""
    return forms.Textarea(attrs={"rows": 2})


class RowForm(Form):
    """A row. Its fields have no visible label: the head of the table names them."""

    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    names: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    @property
    def values(self) -> dict[str, Any]:
        """The row as operations take it."""
        wanted = ("code", *self.names)
        return {name: self.cleaned_data[name] for name in wanted if name in self.cleaned_data}

    @property
    def cells(self) -> list[Any]:
        """The fields that stand in the table."""
        extra = [name for name in ("ORDER", "DELETE") if name in self.fields]
        return [self[name] for name in (*self.names, *extra)]


class ConditionRow(RowForm):
    """A further condition."""

    names = ("words", "source")
    words = forms.CharField(label=_("Condition"), max_length=300, widget=two_lines())
    source = forms.CharField(label=_("Where it stands"), max_length=200, required=False)


class EvidenceRow(RowForm):
    """A paper wanted."""

    names = ("title", "form", "required", "hint")
    title = forms.CharField(label=_("Paper"), max_length=120)
    form = forms.ChoiceField(label=_("As"), choices=FORM_LABELS, required=False)
    required = forms.BooleanField(label=_("Must be handed in"), required=False, initial=True)
    hint = forms.CharField(
        label=_("What to watch"), max_length=300, required=False, widget=two_lines()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("form", "")
        if kept and kept not in papers.FORMS:
            self.fields["form"].choices = [*FORM_LABELS, (kept, papers.label(kept))]  # type: ignore[attr-defined] # a choice field

    @property
    def values(self) -> dict[str, Any]:
        """The row with its kinds of file and its kind of list."""
        given = super().values
        kinds, list_kind = papers.meaning(given.pop("form", ""))
        return {**given, "kinds": kinds, "list_kind": list_kind}


class SheetRow(RowForm):
    """A line of the scoring sheet."""

    names = ("group", "title", "criterion", "maximum")
    group = forms.CharField(label=_("Group"), max_length=60)
    title = forms.CharField(label=_("Item"), max_length=120)
    criterion = forms.CharField(
        label=_("What earns the points"), max_length=300, required=False, widget=two_lines()
    )
    maximum = forms.IntegerField(label=_("Points at most"), min_value=1, max_value=100)


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


ROWS: Mapping[str, type[RowForm]] = {
    "conditions": ConditionRow,
    "evidence": EvidenceRow,
    "sheet": SheetRow,
}


def of(part: str, programme: "Programme", data: Any) -> Rows:
    """The rows of a list ("conditions", "evidence", "sheet"), with spare ones in a draft."""
    made: Any = formset_factory(
        ROWS[part],
        formset=Rows,
        extra=0 if programme.published_at else SPARE,
        can_order=True,
        can_delete=True,
        max_num=MOST,
        absolute_max=MOST + SPARE,
    )
    initial = [_initial(part, row) for row in getattr(programme, part).all()]
    rows: Rows = made(data, initial=initial, prefix=part)
    return rows


def _initial(part: str, row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in ROWS[part].names if name != "form"}
    if part == "evidence":
        values["form"] = papers.code_of(row.kinds, row.list_kind)
    return {"code": getattr(row, "code", ""), **values}
