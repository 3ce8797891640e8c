"""Forms to confirm facts; they translate what was typed, operations decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.forms import AmountField, Form
from portal.organisations.claims.forms import Needed, NeededChoice, NeededWords, upload
from portal.organisations.record.enums import (
    CreditList,
    FactKind,
    GradeLevel,
    InspectionResult,
    PenaltyKind,
)
from portal.organisations.record.slots import EVIDENCE

YES_NO = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]


class NeededNumber(NeededChoice, forms.TypedChoiceField):
    """A choice of numbers whose absence the operation refuses."""


class NeededDate(Needed, forms.DateField):
    """A day; that it is missing is said by the operation, with all else."""


def _date(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    needed = options.pop("needed", True)
    made = NeededDate if needed else forms.DateField
    return made(label=label, required=needed, widget=widget, **options)


def _choice(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return NeededChoice(label=label, choices=list(choices), widget=forms.RadioSelect, **options)


def _text(label: Any, longest: int, **options: Any) -> forms.CharField:
    needed = options.pop("needed", False)
    made = NeededWords if needed else forms.CharField
    return made(label=label, max_length=longest, required=needed, **options)


def _years() -> list[tuple[int, str]]:
    this_year = clock.today().year
    return [(year, str(year)) for year in range(this_year, this_year - 10, -1)]


FIELDS: dict[FactKind, Any] = {
    FactKind.INSPECTION: lambda: {
        "year": NeededNumber(
            label=_("Year of the inspection"), coerce=int, choices=_years(), empty_value=None
        ),
        "result": _choice(_("Result"), InspectionResult.choices),
    },
    FactKind.LISTING: lambda: {
        "list": _choice(_("Credit list"), CreditList.choices),
        "listed_on": _date(_("Listed on")),
        "ground": _text(_("Ground"), 250),
        "removed_on": _date(
            _("Removed on"),
            needed=False,
            help_text=_("Leave it empty while the organisation is on the list."),
        ),
    },
    FactKind.PENALTY: lambda: {
        "kind": _choice(_("Kind of penalty"), PenaltyKind.choices),
        "decided_on": _date(_("Decided on")),
        "amount_fen": AmountField(label=_("Amount in yuan"), required=False, max_length=20),
        "minor": forms.ChoiceField(label=_("Minor"), choices=YES_NO, required=False),
        "served": forms.ChoiceField(label=_("Served"), choices=YES_NO, required=False),
    },
    FactKind.GRADE: lambda: {
        "grade": NeededNumber(
            label=_("Grade"),
            coerce=int,
            choices=GradeLevel.choices,
            widget=forms.RadioSelect,
            empty_value=None,
        ),
        "announced_on": _date(_("Announced on")),
        "valid_to": _date(
            _("Valid to"),
            needed=False,
            help_text=_("Only if the certificate names another day than the rule gives."),
        ),
        "rating_body": _text(_("Rated by"), 120),
        "number": _text(_("Number of the certificate"), 80),
    },
    FactKind.AWARD: lambda: {
        "scheme": _text(_("Award"), 120, needed=True),
        "grade": forms.TypedChoiceField(
            label=_("Grade"),
            coerce=int,
            choices=[("", "–"), *GradeLevel.choices],
            required=False,
            empty_value=None,
        ),
        "amount_fen": AmountField(label=_("Amount in yuan"), required=False, max_length=20),
        "paid_on": _date(_("Paid on")),
    },
}


class ConfirmForm(Form):
    """A fact with its source; without a kind, that the credit lists were looked at."""

    def __init__(self, *args: Any, kind: FactKind | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: list[str] = []
        for name, field in (FIELDS[kind]() if kind else {}).items():
            self.fields[name] = field
            self.names.append(name)
        self.fields["source"] = _text(
            _("Where from"),
            200,
            needed=True,
            help_text=_("The document and its number, or the register where you read it."),
        )
        self.fields["source_on"] = _date(
            _("As it stood on"),
            initial=clock.today,
            help_text=_("The day of the document, or on which you looked."),
        )
        self.fields["upload"] = upload(_("The document itself"), EVIDENCE, needed=False)

    @property
    def facts(self) -> dict[str, Any]:
        """The facts as the operation takes them: days as text, yes and no as such."""
        plain = {name: self.cleaned_data.get(name) for name in self.names}
        return {name: _plain(name, value) for name, value in plain.items()}


def _plain(name: str, value: Any) -> Any:
    if name in ("minor", "served"):
        return {"yes": True, "no": False}.get(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
