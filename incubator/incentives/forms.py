"""Forms of schemes: they translate what was typed, the operations decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from incubator.incentives.enums import ENTRIES, Field, Measure, Rhythm, SupportKind
from incubator.incentives.models import SchemeVersion
from incubator.incentives.needs import Needs, tiers
from portal.core import money
from portal.core.forms import AmountField, Form, put_reasons
from portal.organisations.record.enums import GradeLevel

AMOUNT = "amount-"
FIELD_OF = {
    "title_taken": "title",
    "basis_missing": "legal_basis",
    "who_missing": "who",
    "start_missing": "starts_on",
    "starts_too_early": "starts_on",
    "ends_before_start": "ends_on",
    "within_missing": "within",
    "line_foreign": "line",
    "cap_too_low": "cap",
    "months_crossed": "most_months",
    "words_missing": "words",
}
LINES = 12
APPLIED = ("asks", "residence", "tiers", "least_months", "most_months", "level")
"""Fields for schemes under which organisations apply themselves."""
add_refusal = partial(put_reasons, fields=FIELD_OF)


class BeginForm(Form):
    """What a new scheme is; all else is entered next."""

    office = forms.TypedChoiceField(label=_("Office that pays"), coerce=int)
    title = forms.CharField(
        label=_("Title"), max_length=80, error_messages={"required": _("Write a title.")}
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    field = forms.ChoiceField(
        label=_("What the money nurtures"), choices=Field.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind of support"), choices=SupportKind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )  # fmt: skip
    measure = forms.ChoiceField(
        label=_("The table of amounts goes by"), choices=Measure.choices,
        widget=forms.RadioSelect, error_messages={"required": _("Choose one.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, offices: Iterable[tuple[int, str]]) -> None:
        super().__init__(data)
        choices = list(offices)
        field = cast(forms.TypedChoiceField, self.fields["office"])
        field.choices = choices
        if choices:
            self.initial["office"] = choices[0][0]


def _area(label: Any, rows: int, most: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=False, help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no date.")},
    )  # fmt: skip


def _months(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=600, help_text=_("Empty: not asked."),
    )  # fmt: skip


class TermsForm(Form):
    """The terms of a draft. Nothing is required while it is a draft; publishing asks for all."""

    says_optional = False

    introduction = _area(_("Purpose of the scheme"), 3, 2000)
    who = _area(_("Who may have it"), 4, 2000, _("One condition a line, in plain words."))
    rhythm = forms.ChoiceField(label=_("How often it is paid"), choices=Rhythm.choices)
    cap = AmountField(
        required=False,
        label=_("Cap for one organisation (yuan)"),
        help_text=_("Empty: the highest amount of the table is the cap."),
    )
    difference = forms.BooleanField(
        label=_("A promotion pays the difference to what was paid"), required=False
    )
    part_payment = forms.BooleanField(
        label=_("A line that is short pays what it has; the rest is not paid"), required=False
    )
    clawback = forms.BooleanField(
        label=_("What was paid is asked back when the ground is cancelled for fraud"),
        required=False,
    )
    clawback_any = forms.BooleanField(
        label=_("Also when the grade is cancelled or lowered for another reason"), required=False
    )
    report = forms.BooleanField(
        label=_("The use of the money is reported after payment; the rest comes back"),
        required=False,
    )
    asks = forms.BooleanField(
        label=_("Whoever applies names the amount; the table is the most"), required=False
    )
    residence = forms.BooleanField(
        label=_("Only for organisations in residence in a base"), required=False
    )
    tiers = forms.MultipleChoiceField(
        label=_("Only for these tiers of nurturing"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    least_months = _months(_("Registered for at least (months)"))
    most_months = _months(_("Registered for at most (months)"))
    level = forms.TypedChoiceField(
        label=_("Holds a grade of at least"), coerce=int, empty_value=None, required=False,
        choices=[("", _("no grade is needed")), *GradeLevel.choices],
    )  # fmt: skip
    not_with = forms.MultipleChoiceField(
        label=_("Not paid beside these schemes"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    evidence = _area(_("Papers that are wanted"), 4, 2000, _("One paper a line; at most 12."))
    allowed_use = _area(_("What it may be spent on"), 3, 1000)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=200, required=False)
    within = forms.IntegerField(
        label=_("Days to claim"), min_value=1, max_value=3650,
        help_text=_("Calendar days from the day after the announcement."),
        error_messages={"required": _("Enter at least one day.")},
    )  # fmt: skip
    starts_on = _day(_("In force from"))
    ends_on = _day(_("In force until"), _("Empty: until further notice."))
    line = forms.ChoiceField(
        label=_("Budget line"), required=False,
        help_text=_("Without a line, approved claims wait in the queue."),
    )  # fmt: skip
    confirmed = forms.BooleanField(
        label=_("The authority has confirmed these amounts"), required=False
    )

    def __init__(
        self,
        data: Any,
        *,
        version: SchemeVersion,
        lines: Sequence[tuple[int, str]],
        others: Sequence[tuple[int, str]],
    ) -> None:
        super().__init__(data, initial=_initial(version))
        self.codes = [code for code, _words in ENTRIES[version.scheme.measure]]
        for code, words in ENTRIES[version.scheme.measure]:
            fen = version.table.get(code)
            self.fields[AMOUNT + code] = AmountField(
                required=False, label=words, initial=money.yuan(fen).replace(",", "") if fen else ""
            )
        cast(forms.ChoiceField, self.fields["line"]).choices = [
            ("", _("none yet")), *((str(pk), words) for pk, words in lines),
        ]  # fmt: skip
        cast(forms.MultipleChoiceField, self.fields["not_with"]).choices = [
            (str(pk), title) for pk, title in others
        ]
        if not others:
            del self.fields["not_with"]
        self._choose_tiers(version)
        for name in () if version.scheme.measure == Measure.FLAT else APPLIED:
            self.fields.pop(name, None)

    def _choose_tiers(self, version: SchemeVersion) -> None:
        """The tiers in use, and those that were chosen before."""
        known = {tier.pk: tier for tier in tiers(Needs.of(version.needs).tiers)}
        known |= {tier.pk: tier for tier in tiers()}
        cast(forms.MultipleChoiceField, self.fields["tiers"]).choices = [
            (str(pk), tier.shown_name) for pk, tier in sorted(known.items())
        ]
        if not known:
            del self.fields["tiers"]

    @property
    def amounts(self) -> list[forms.BoundField]:
        """The fields of the table, the lowest entry first."""
        return [self[AMOUNT + code] for code in self.codes]

    @property
    def others(self) -> list[forms.BoundField]:
        """All other fields in their order."""
        return [bound for bound in self if not bound.name.startswith(AMOUNT)]

    def table(self) -> dict[str, int]:
        """The amounts that were entered, in fen."""
        given = {code: self.cleaned_data[AMOUNT + code] for code in self.codes}
        return {code: fen for code, fen in given.items() if fen}

    def terms(self) -> dict[str, Any]:
        """The other terms; ``line`` is its id or None."""
        given: Mapping[str, Any] = self.cleaned_data
        plain = {
            name: given[name]
            for name in (
                "introduction", "who", "rhythm", "difference", "part_payment", "clawback",
                "allowed_use", "legal_basis", "within", "starts_on", "ends_on", "confirmed",
                "clawback_any", "report",
            )
        }  # fmt: skip
        needs = Needs(
            residence=bool(given.get("residence")),
            tiers=tuple(int(pk) for pk in given.get("tiers", [])),
            least_months=given.get("least_months") or 0,
            most_months=given.get("most_months") or 0,
            grade=given.get("level") or 0,
        )
        papers = [line.strip() for line in given["evidence"].splitlines() if line.strip()]
        return {
            **plain,
            "asks": bool(given.get("asks")),
            "needs": needs.as_json(),
            "cap_fen": given["cap"] or None,
            "evidence": papers[:LINES],
            "not_with": [int(pk) for pk in given.get("not_with", [])],
            "line": int(given["line"]) if given["line"] else None,
        }


class ProposeForm(Form):
    """What is said to those who decide."""

    words = forms.CharField(
        label=_("What is proposed and why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a few words.")},
    )


def _initial(version: SchemeVersion) -> dict[str, Any]:
    names = (
        "introduction", "who", "rhythm", "difference", "part_payment", "clawback", "allowed_use",
        "legal_basis", "within", "starts_on", "ends_on", "confirmed", "clawback_any", "report",
        "asks",
    )  # fmt: skip
    needs = Needs.of(version.needs)
    return {name: getattr(version, name) for name in names} | {
        "residence": needs.residence,
        "tiers": [str(pk) for pk in needs.tiers],
        "least_months": needs.least_months or None,
        "most_months": needs.most_months or None,
        "level": needs.grade or "",
        "cap": money.yuan(version.cap_fen).replace(",", "") if version.cap_fen else "",
        "evidence": "\n".join(version.evidence),
        "not_with": [str(pk) for pk in version.not_with],
        "line": str(version.line_id or ""),
    }
