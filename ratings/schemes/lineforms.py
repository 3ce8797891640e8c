"""Forms of single lines: a group, an item, a point. Each puts its line into a sheet."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ratings.schemes import editing
from ratings.schemes.contents import GroupContent, ItemContent, PointContent, SheetContent
from ratings.schemes.enums import CAPS, Evidence, Nature
from ratings.schemes.forms import (
    DraftForm,
    Marks,
    Words,
    choices_of_groups,
    choices_of_items,
    text_area,
)


class LineForm(DraftForm):
    """A line with its code, its name and its place among its neighbours."""

    level = ""
    heading: Any = ""
    code = Words(
        label=_("Code of the indicator"),
        max_length=20,
        help_text=_("Like 2.1.3; once in the sheet."),
    )
    title = Words(label=_("Name"), max_length=200)
    place = forms.IntegerField(
        label=_("Place"),
        help_text=_("1 is the first; empty: where it stands, or at the end."),
        min_value=1,
        max_value=999,
        required=False,
    )

    def __init__(self, *args: Any, sheet: SheetContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.take_choices(sheet)

    def take_choices(self, sheet: SheetContent) -> None:
        """Fill the choices that come from the sheet."""

    @staticmethod
    def found(sheet: SheetContent, code: str) -> dict[str, Any] | None:
        """The values of the line with this code, or None."""
        raise NotImplementedError

    def put(self, sheet: SheetContent, old: str) -> SheetContent:
        """The sheet with the line added, or in place of the one with the code ``old``."""
        raise NotImplementedError

    @property
    def at(self) -> int:
        """The place wanted, 0 for none."""
        return self.cleaned_data["place"] or 0


class GroupForm(LineForm):
    """A group with its points in all."""

    level = "group"
    heading = _("Group of indicators")
    title = Words(label=_("Name"), max_length=60)
    total = Marks(
        label=_("Points of the group"), help_text=_("0 for bonus and veto: they do not count.")
    )
    field_order = ("code", "title", "total", "place")

    @staticmethod
    def found(sheet: SheetContent, code: str) -> dict[str, Any] | None:
        """The values of the group."""
        group = editing.find(sheet.groups, code)
        if group is None:
            return None
        return {"code": group.code, "title": group.title, "total": group.total}

    def put(self, sheet: SheetContent, old: str) -> SheetContent:
        """The sheet with this group."""
        given = self.cleaned_data
        group = GroupContent(given["code"], given["title"], given["total"])
        return editing.put_group(sheet, group, old=old, place=self.at)


class ItemForm(LineForm):
    """An item of a group."""

    level = "item"
    heading = _("Item of the group")
    group = forms.ChoiceField(label=_("Group of indicators"))
    title = Words(label=_("Name"), max_length=120)
    field_order = ("group", "code", "title", "place")

    def take_choices(self, sheet: SheetContent) -> None:
        """The groups of the sheet."""
        self.fields["group"].choices = choices_of_groups(sheet)  # type: ignore[attr-defined] # a choice field

    @staticmethod
    def found(sheet: SheetContent, code: str) -> dict[str, Any] | None:
        """The values of the item."""
        for group in sheet.groups:
            item = editing.find(group.items, code)
            if item:
                return {"group": group.code, "code": item.code, "title": item.title}
        return None

    def put(self, sheet: SheetContent, old: str) -> SheetContent:
        """The sheet with this item."""
        given = self.cleaned_data
        item = ItemContent(given["code"], given["title"])
        return editing.put_item(sheet, given["group"], item, old=old, place=self.at)


class PointForm(LineForm):
    """A point: what is looked at, how it is scored, what proves it."""

    level = "point"
    heading = _("Point")
    item = forms.ChoiceField(label=_("Item of the group"))
    title = Words(label=_("What is looked at"), max_length=200)
    nature = forms.ChoiceField(
        label=_("Kind of point"),
        choices=Nature.choices,
        widget=forms.RadioSelect,
        initial=Nature.SCORED.value,
    )
    maximum = Marks(label=_("Points at most"), help_text=_("In half points; 0 for a veto."))
    method = Words(label=_("How it is scored"), max_length=2000, widget=text_area(3))
    evidence = forms.MultipleChoiceField(
        label=_("What proves it"),
        choices=Evidence.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    may_not_apply = forms.BooleanField(label=_("May not apply to some"), required=False)
    cap = forms.TypedChoiceField(
        label=_("Grade at most, when the veto is met"),
        choices=[("", _("only for a veto")), *CAPS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    field_order = (
        "item",
        "code",
        "title",
        "nature",
        "maximum",
        "method",
        "evidence",
        "may_not_apply",
        "cap",
        "place",
    )

    def take_choices(self, sheet: SheetContent) -> None:
        """The items of the sheet."""
        self.fields["item"].choices = choices_of_items(sheet)  # type: ignore[attr-defined] # a choice field

    @staticmethod
    def found(sheet: SheetContent, code: str) -> dict[str, Any] | None:
        """The values of the point."""
        for item in (item for group in sheet.groups for item in group.items):
            point = editing.find(item.points, code)
            if point:
                names = ("code", "title", "nature", "maximum", "method", "may_not_apply", "cap")
                values = {name: getattr(point, name) for name in names}
                return {**values, "item": item.code, "evidence": list(point.evidence)}
        return None

    def put(self, sheet: SheetContent, old: str) -> SheetContent:
        """The sheet with this point."""
        given = self.cleaned_data
        point = PointContent(
            code=given["code"],
            title=given["title"],
            maximum=given["maximum"] or Decimal(0),
            method=given["method"],
            evidence=tuple(given["evidence"]),
            nature=given["nature"],
            may_not_apply=given["may_not_apply"],
            cap=given["cap"],
        )
        return editing.put_point(sheet, given["item"], point, old=old, place=self.at)


LINES: Mapping[str, type[LineForm]] = {
    form.level: form for form in (GroupForm, ItemForm, PointForm)
}
