"""How the facts of the record are named and shown to people."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core import money
from portal.core.reasons import Text
from portal.organisations.imports.bureaus import Bureaus
from portal.organisations.imports.labels import Labels
from portal.organisations.record.enums import (
    CreditList,
    FactKind,
    GradeLevel,
    InspectionResult,
    PenaltyKind,
)

FACTS: dict[str, Text] = {
    "fact": _("Matter of record"),
    "name": _("Name"),
    "code": _("Credit code"),
    "year": _("Year of the inspection"),
    "result": _("Result"),
    "list": _("Credit list"),
    "ground": _("Ground"),
    "listed_on": _("Listed on"),
    "removed_on": _("Removed on"),
    "kind": _("Kind of penalty"),
    "minor": _("Minor"),
    "amount_fen": _("Amount"),
    "decided_on": _("Decided on"),
    "served": _("Served"),
    "grade": _("Grade"),
    "announced_on": _("Announced on"),
    "valid_to": _("Valid to"),
    "rating_body": _("Rated by"),
    "number": _("Number of the certificate"),
    "scheme": _("Award"),
    "paid_on": _("Paid on"),
}
COLUMNS: dict[str, Text] = FACTS | {
    "penalty": FACTS["kind"],
    "amount": FACTS["amount_fen"],
}
CHOICES: dict[str, Any] = {
    "fact": FactKind,
    "result": InspectionResult,
    "list": CreditList,
    "kind": PenaltyKind,
    "grade": GradeLevel,
}
SUMMARY = ("year", "result", "list", "listed_on", "kind", "decided_on", "scheme", "grade")


def show(fact: str, value: Any, _bureaus: Bureaus | None = None) -> str:
    """A fact's value for people; empty when there is none."""
    if value in ("", None):
        return ""
    if fact in CHOICES:
        return str(CHOICES[fact](value).label)
    if fact in ("minor", "served"):
        return str(_("yes") if value else _("no"))
    if fact == "amount_fen":
        return f"¥{money.yuan(value)}"
    return str(value)


def readable(params: Mapping[str, Any]) -> dict[str, Any]:
    """The places of a reason with the column named in words."""
    column = str(params.get("column", ""))
    return dict(params) | ({"column": COLUMNS.get(column, column)} if column else {})


RECORD = Labels(FACTS, COLUMNS, show, ("fact", *SUMMARY))
