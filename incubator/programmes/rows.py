"""Forms of the rows of a programme's lists, several on one page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.programmes import amounts, papers
from incubator.programmes.enums import Each, ExitFact, SupportKind
from portal.core.forms import Form

if TYPE_CHECKING:
    pass

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


class AllowanceRow(RowForm):
    """A kind of support with its amount, typed as people count it: hours, pieces, yuan."""

    names = ("kind", "amount", "each", "carry_over")
    kind = forms.ChoiceField(label=_("Support"), choices=[("", _("choose")), *SupportKind.choices])
    amount = forms.DecimalField(
        label=_("Hours, pieces or yuan"), min_value=0, max_digits=10, decimal_places=2
    )
    each = forms.ChoiceField(label=_("How often"), choices=Each.choices, initial=Each.QUARTER)
    carry_over = forms.BooleanField(
        label=_("The rest moves to the next period"), required=False, initial=False
    )

    def clean(self) -> dict[str, Any]:
        """The amount as it is kept, in whole units."""
        given = self.cleaned_data
        if "kind" in given and given.get("amount") is not None:
            kept = amounts.kept(given["kind"], given["amount"])
            if kept is None:
                self.add_error("amount", gettext("Desks and seats are whole numbers."))
            else:
                given["amount"] = kept
        return given


class MidtermRow(RowForm):
    """A line of the mid-term sheet."""

    names = ("title", "criterion", "maximum")
    title = forms.CharField(label=_("Item"), max_length=120)
    criterion = forms.CharField(
        label=_("What earns the points"), max_length=300, required=False, widget=two_lines()
    )
    maximum = forms.IntegerField(label=_("Points at most"), min_value=1, max_value=100)


class ExitRow(RowForm):
    """A line of the exit sheet."""

    names = ("title", "fact", "criterion")
    title = forms.CharField(label=_("Item"), max_length=120)
    fact = forms.ChoiceField(label=_("Proved by"), choices=[("", _("choose")), *ExitFact.choices])
    criterion = forms.CharField(
        label=_("When it holds"), max_length=300, required=False, widget=two_lines()
    )


ROWS: Mapping[str, type[RowForm]] = {
    "conditions": ConditionRow,
    "evidence": EvidenceRow,
    "sheet": SheetRow,
    "allowances": AllowanceRow,
    "midterm": MidtermRow,
    "exit": ExitRow,
}
