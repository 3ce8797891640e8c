"""Forms of panels: they translate what was ticked and typed, the operations decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.panels.models import Part
from portal.panels.operations import Answer
from portal.panels.scoring.queries import Item

CHOICES = (("clear", _("No tie")), ("tie", _("I have a tie")))


FIELDS = {"reason_missing": "reason"}
"""The field that a reason is about."""


def add_refusal(form: forms.Form, refusal: Refused, field: str | None = None) -> None:
    """Put every reason of a refusal on the field named or the one it is about, else on the form."""
    for reason in refusal.reasons:
        about = field or FIELDS.get(reason.code)
        form.add_error(about if about in form.fields else None, str(reason))


class DeclareForm(Form):
    """For every name: no tie, or a tie with a few words."""

    def __init__(self, data: Any, *, parts: Sequence[Part]) -> None:
        super().__init__(data)
        self.parts = parts
        for part in parts:
            self.fields[f"tie_{part.entry_id}"] = forms.ChoiceField(
                label=part.entry.name,
                choices=CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": _("Say of every name whether you have a tie to it.")},
            )
            self.fields[f"words_{part.entry_id}"] = forms.CharField(
                label=_("Which tie"),
                required=False,
                max_length=500,
                help_text=_("Only if you have one; seen by the office that convened the panel."),
            )

    @property
    def rows(self) -> list[tuple[Part, BoundField, BoundField]]:
        """Each name with its two fields."""
        return [
            (part, self[f"tie_{part.entry_id}"], self[f"words_{part.entry_id}"])
            for part in self.parts
        ]

    @property
    def answers(self) -> dict[int, Answer]:
        """What was declared, by entry."""
        return {
            part.entry_id: Answer(
                tie=self.cleaned_data[f"tie_{part.entry_id}"] == "tie",
                words=self.cleaned_data[f"words_{part.entry_id}"],
            )
            for part in self.parts
        }


class TieForm(Form):
    """A tie that comes to mind after "no tie" was declared."""

    words = forms.CharField(label=_("Which tie"), required=False, max_length=500)


class Wanted(forms.CharField):
    """A field that is wanted in the end; whether it is missing, the operations say."""

    def validate(self, value: object) -> None:
        """Refuse nothing here."""


class SheetForm(Form):
    """Points and reason for some items; what was typed stays even when it is refused."""

    def __init__(self, data: Any, *, items: Sequence[Item]) -> None:
        super().__init__(data)
        self.items = items
        for item in items:
            points, reason = given(item)
            self.fields[f"points_{item.line.pk}"] = Wanted(
                label=_("Your points"),
                max_length=12,
                initial=points,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
            self.fields[f"reason_{item.line.pk}"] = Wanted(
                label=_("Reason for the points taken off"),
                max_length=500,
                initial=reason,
            )

    @property
    def rows(self) -> list[tuple[Item, BoundField, BoundField]]:
        """Each item with its two fields."""
        return [
            (item, self[f"points_{item.line.pk}"], self[f"reason_{item.line.pk}"])
            for item in self.items
        ]

    def typed(self, item: Item) -> tuple[str, str]:
        """What was typed for an item."""
        points = self.cleaned_data.get(f"points_{item.line.pk}", "")
        return points, self.cleaned_data.get(f"reason_{item.line.pk}", "")

    def changed(self, item: Item) -> bool:
        """Whether something else was typed than is kept."""
        sent = f"points_{item.line.pk}" in self.data
        return sent and self.typed(item) != given(item)


class ReplaceForm(Form):
    """Why a member is replaced."""

    reason = Wanted(
        label=_("Why the member is replaced"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: could not be reached by telephone on three days. It is kept."),
    )


def given(item: Item) -> tuple[str, str]:
    """What is kept of an item, as it was typed."""
    if item.score is None:
        return "", ""
    return f"{item.score.points.normalize():f}", item.score.reason
