"""Forms of the yearly evaluation: they translate what was typed, the operations decide."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.reports.forms import PointsForm
from portal.core.forms import Form
from portal.core.reasons import Refused

FIELD_OF = {
    "account_empty": "account",
    "visit_day": "visit_on",
    "visitors_missing": "visitors",
    "minutes_missing": "minutes",
    "words_missing": "words",
    "year_far": "year",
    "year_runs": "year",
    "base_closed": "base",
    "opened_already": "base",
    "own_case": "base",
}
REMARK = "remark-"


def add_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put every reason where it belongs: at its field, or on top of the form."""
    for reason in refusal.reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))


def _text(label: Any, rows: int, most: int, hint: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


class OpenForm(Form):
    """Which base, which year."""

    base = forms.TypedChoiceField(
        label=_("Base"), coerce=int, error_messages={"required": _("Choose a base.")}
    )
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(
        self, data: Any, *, bases: Iterable[tuple[int, str]], years: Sequence[int]
    ) -> None:
        super().__init__(data)
        self.fields["base"].choices = [("", "—"), *bases]  # type: ignore[attr-defined] # a choice field
        self.fields["year"].choices = [(y, str(y)) for y in years]  # type: ignore[attr-defined] # a choice field


class AccountForm(Form):
    """What the base says of its year, and to each target of its plan."""

    account = _text(
        _("Account of the year"), 8, 4000,
        _("What was reached, what was not, and why. A page is enough."),
        _("The account says nothing yet."),
    )  # fmt: skip

    def __init__(
        self, data: Any, *, account: str, targets: Iterable[tuple[str, str, int, int | None, str]]
    ) -> None:
        super().__init__(data, initial={"account": account})
        for code, label, target, figure, words in targets:
            self.fields[f"{REMARK}{code}"] = forms.CharField(
                label=_("About “%(name)s”") % {"name": label},
                required=False,
                max_length=1000,
                initial=words,
                help_text=_("Target %(target)s, counted %(figure)s.")
                % {"target": target, "figure": "–" if figure is None else figure},
            )

    def remarks(self) -> dict[str, str]:
        """The words to each target, by its code."""
        found = self.cleaned_data.items()
        return {key.removeprefix(REMARK): v for key, v in found if key.startswith(REMARK)}


class VisitForm(Form):
    """When, who, what was seen."""

    visit_on = forms.DateField(
        label=_("Day of the visit"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date."), "required": _("Choose a day.")},
    )
    visitors = forms.CharField(
        label=_("Who visited"),
        max_length=120,
        help_text=_("At least two people; their names."),
        error_messages={"required": _("It is not said who visited.")},
    )
    minutes = _text(
        _("Minutes of the visit"), 6, 4000, _("What you saw, and what people there said."),
        _("The minutes of the visit are missing."),
    )  # fmt: skip


class WordsForm(Form):
    """A reason that the base reads."""

    words = _text(
        _("Reason"), 3, 1000, _("The base reads these words."), _("Write a few words.")
    )  # fmt: skip


class SheetForm(PointsForm):
    """Points for every item, each with what is counted and the most that can be given."""

    def __init__(self, data: Any, *, lines: Sequence[Any], points: Mapping[str, Any]) -> None:
        super().__init__(data, items=[line.item for line in lines], points=points)
        for line in lines:
            title, most = line.item["title"], line.item["maximum"]
            one = self.fields[f"points-{line.item['code']}"]
            one.required = True
            one.help_text = _("%(criterion)s 0 to %(most)s points.") % {
                "criterion": line.item.get("criterion", ""), "most": most,
            }  # fmt: skip
            if line.label and line.figure is not None:
                one.help_text += _(" %(name)s: %(figure)s.") % {
                    "name": line.label, "figure": line.figure,
                }  # fmt: skip
            one.error_messages["required"] = _("“%(title)s” has no points yet.") % {"title": title}
            words = self.fields[f"words-{line.item['code']}"]
            words.label = _("Words on “%(name)s”") % {"name": title}


class EmptyForm(Form):
    """A step that needs no words."""
