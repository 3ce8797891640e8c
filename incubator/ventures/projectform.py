"""The form of a project: plan, budget line by line, people. Empty lines are left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.ventures.enums import Cost, Field
from incubator.ventures.forms import area
from incubator.ventures.models import VentureCall, VentureNeed
from portal.core import money
from portal.core.forms import AmountField, Form, put_reasons

ACTIVITIES, COSTS, TEAM = 8, 10, 5
LINES_OPEN = 2
MOST_MONTHS = 36
FIELD_OF = {
    "title_missing": "title",
    "field_wrong": "field",
    "goals_missing": "goals",
    "beneficiaries_missing": "beneficiaries",
    "team_missing": "name-0",
    "activities_missing": "activity-0",
    "need_missing": "no_need",
    "not_declared": "declared",
    "costs_missing": "cost-0",
    "asked_missing": "asked",
    "budget_sum": "asked",
    "above_limit": "asked",
    "own_share": "own",
}
Lines = list[tuple[int, list[Any]]]
add_refusal = partial(put_reasons, fields=FIELD_OF)


class ProjectForm(Form):
    """What an organisation says of its project. A draft may leave everything open."""

    says_optional = False

    title = forms.CharField(label=_("Title of the project"), max_length=80, required=False)
    field = forms.ChoiceField(label=_("Field"), required=False)
    goals = area(_("What the project wants to reach"), 4, 2000, _("Two or three goals that can be "
                 "measured."))  # fmt: skip
    beneficiaries = area(_("Who benefits"), 3, 1000)
    reach = forms.IntegerField(
        label=_("How many people"), required=False, min_value=1, max_value=2_147_483_647
    )
    needs = forms.TypedMultipleChoiceField(
        label=_("Needs that the project answers"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    no_need = area(_("If none: why another need"), 2, 1000)
    asked = AmountField(
        label=_("Amount you ask for (yuan)"), required=False,
        help_text=_("Equal to the sum of the lines above."),
    )  # fmt: skip
    own = AmountField(
        label=_("Own money on top (yuan)"), required=False, help_text=_("0 if there is none.")
    )
    declared = forms.BooleanField(
        label=_("No other public money pays the same project"), required=False
    )

    def __init__(
        self, data: Any, *, call: VentureCall, needs: Iterable[VentureNeed], kept: Mapping[str, Any]
    ) -> None:
        initial = dict(kept)
        for name in ("asked", "own"):
            initial[name] = money.yuan(initial[name]) if initial.get(name) else ""
        super().__init__(data, initial=initial)
        labels = dict(Field.choices)
        cast(forms.ChoiceField, self.fields["field"]).choices = [
            ("", _("choose")), *((one, labels[one]) for one in call.fields if one in labels),
        ]  # fmt: skip
        cast(forms.TypedMultipleChoiceField, self.fields["needs"]).choices = [
            (need.pk, f"{need.place.name}，{need.get_group_display()}：{need.words}")
            for need in needs
        ]
        self._activities(call, kept.get("activities", []))
        self._costs(kept.get("costs", []))
        self._team(kept.get("team", []))

    def _activities(self, call: VentureCall, rows: list[Mapping[str, Any]]) -> None:
        months = [("", _("choose")), *((one, one) for one in months_of(call))]
        for place in range(ACTIVITIES):
            row = _at(rows, place)
            self.fields[f"activity-{place}"] = forms.CharField(
                label=_("Activity"), required=False, max_length=200, initial=row.get("title")
            )
            self.fields[f"month-{place}"] = forms.ChoiceField(
                label=_("Month"), required=False, choices=months, initial=row.get("month")
            )

    def _costs(self, rows: list[Mapping[str, Any]]) -> None:
        for place in range(COSTS):
            row = _at(rows, place)
            self.fields[f"cost-{place}"] = forms.CharField(
                label=_("What it is spent on"), required=False, max_length=120,
                initial=row.get("title"),
            )  # fmt: skip
            self.fields[f"kind-{place}"] = forms.ChoiceField(
                label=_("Kind of cost"), required=False, choices=Cost.choices,
                initial=row.get("kind", Cost.ACTIVITY),
            )  # fmt: skip
            self.fields[f"fen-{place}"] = AmountField(
                label=_("Amount (yuan)"), required=False,
                initial=money.yuan(row["fen"]) if row else "",
            )  # fmt: skip

    def _team(self, rows: list[Mapping[str, Any]]) -> None:
        for place in range(TEAM):
            row = _at(rows, place)
            self.fields[f"name-{place}"] = forms.CharField(
                label=_("Name of the person"),
                required=False,
                max_length=60,
                initial=row.get("name"),
            )
            self.fields[f"duty-{place}"] = forms.CharField(
                label=_("Duty"), required=False, max_length=120, initial=row.get("duty")
            )

    def clean(self) -> dict[str, Any]:
        """What belongs together in a line is there together."""
        given = super().clean() or {}
        for count, one, other, words in (
            (ACTIVITIES, "activity", "month", _("An activity and its month belong together.")),
            (COSTS, "cost", "fen", _("A line of the budget needs words and an amount above 0.")),
        ):
            for place in range(count):
                first, second = f"{one}-{place}", f"{other}-{place}"
                spoilt = first in self.errors or second in self.errors
                if not spoilt and bool(given.get(first)) != bool(given.get(second)):
                    self.add_error(first, words)
        return given

    def answers(self) -> dict[str, Any]:
        """What was entered, by the names of the operation."""
        given = self.cleaned_data
        names = ("title", "field", "goals", "beneficiaries", "reach", "no_need", "needs",
                 "declared", "asked")  # fmt: skip
        return {name: given[name] for name in names} | {
            "own": given["own"] or 0,
            "activities": [
                {"title": title, "month": given[f"month-{place}"]}
                for place in range(ACTIVITIES)
                if (title := given[f"activity-{place}"])
            ],
            "costs": [
                {"kind": given[f"kind-{place}"] or Cost.ACTIVITY, "title": title,
                 "fen": given[f"fen-{place}"]}
                for place in range(COSTS)
                if (title := given[f"cost-{place}"])
            ],
            "team": [
                {"name": name, "duty": given[f"duty-{place}"]}
                for place in range(TEAM)
                if (name := given[f"name-{place}"])
            ],
        }  # fmt: skip

    @property
    def plan(self) -> list[Any]:
        """The fields of the plan in their order."""
        names = ("title", "field", "goals", "beneficiaries", "reach", "needs", "no_need")
        return [self[name] for name in names]

    def lines(self, count: int, *names: str) -> tuple[Lines, Lines]:
        """The fields of each line of a table: those that are filled and one more, then the rest."""
        found = [(place + 1, [self[f"{name}-{place}"] for name in names]) for place in range(count)]
        used = (number for number, fields in found if fields[0].value() or fields[-1].value())
        open_ = max(LINES_OPEN, max(used, default=0) + 1)
        return found[:open_], found[open_:]

    @property
    def activity_lines(self) -> tuple[Lines, Lines]:
        """Activities with their months."""
        return self.lines(ACTIVITIES, "activity", "month")

    @property
    def cost_lines(self) -> tuple[Lines, Lines]:
        """Lines of the budget."""
        return self.lines(COSTS, "cost", "kind", "fen")

    @property
    def team_lines(self) -> tuple[Lines, Lines]:
        """People and their duties."""
        return self.lines(TEAM, "name", "duty")


def months_of(call: VentureCall) -> list[str]:
    """The months in which projects of a call run: "2027-04"; at most three years of them."""
    if call.starts_on is None or call.ends_on is None:
        return []
    found: list[str] = []
    year, month = call.starts_on.year, call.starts_on.month
    while date(year, month, 1) <= call.ends_on and len(found) < MOST_MONTHS:
        found.append(f"{year:04d}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _at(rows: list[Mapping[str, Any]], place: int) -> Mapping[str, Any]:
    return rows[place] if place < len(rows) else {}
