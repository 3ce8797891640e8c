"""How the facts of a row are named and shown to people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.bodies.enums import BodyKind
from portal.core import money
from portal.core.reasons import Reason, Text
from portal.organisations.imports.bureaus import Bureaus
from portal.organisations.imports.columns import HEADINGS, Column
from portal.organisations.imports.enums import Choice, Outcome, Verdict
from portal.organisations.imports.models import ImportRow
from portal.organisations.imports.words import explain
from portal.organisations.register.enums import RegisterState

FACTS: dict[str, Text] = {
    "name": _("Name"),
    "code": _("Credit code"),
    "kind": _("Kind of organisation"),
    "registry": _("Registration authority"),
    "legal_representative": _("Legal representative"),
    "registered_on": _("Registered on"),
    "supervising_unit": _("Supervising unit"),
    "capital_fen": _("Funds"),
    "domicile": _("Domicile"),
    "scope": _("Business scope"),
    "state": _("State"),
    "certificate_from": _("Certificate from"),
    "certificate_to": _("Certificate to"),
    "former_names": _("Former names"),
}
CHIPS = {
    Verdict.SKIPPED: "paused",
    Verdict.ERROR: "refused",
    Verdict.DECISION: "waiting",
    Verdict.WARNING: "overdue",
    Verdict.CHANGED: "in_progress",
    Verdict.NEW: "done",
    Verdict.UNCHANGED: "not_begun",
}
SUMMARY = ("kind", "registry", "registered_on", "legal_representative")


@dataclass(frozen=True, slots=True)
class Change:
    """A fact before and after."""

    label: Text
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as the preview shows it."""

    row: ImportRow
    chip: str
    verdict: Text
    reasons: list[Reason]
    changes: list[Change]
    summary: str
    choice: Text
    outcome: Text
    coded: bool = True

    @property
    def code(self) -> Text:
        """The credit code as understood, or as it stood in the list; empty where none is due."""
        if not self.coded:
            return ""
        stated = self.row.values.get("code") or self.row.raw.get(Column.CODE, "")
        return str(stated) if stated else _("(no code)")

    @property
    def shown_name(self) -> str:
        """The name as it stood in the list."""
        return self.row.name


@dataclass(frozen=True, slots=True)
class Labels:
    """How the rows of a kind of list are shown: its facts, its columns, and single values.

    ``coded`` says whether its rows are known by a credit code.
    """

    facts: Mapping[str, Text]
    columns: Mapping[str, Text]
    show: Callable[[str, Any, Bureaus], str]
    summary: tuple[str, ...]
    coded: bool = True


def row_view(row: ImportRow, bureaus: Bureaus, labels: Labels) -> RowView:
    """The row in the words of the reader's language."""
    return RowView(
        row=row,
        chip=CHIPS[Verdict(row.verdict)],
        verdict=Verdict(row.verdict).label,
        reasons=[explain(r["code"], _readable(r["params"], labels)) for r in row.reasons],
        changes=_changes(row, bureaus, labels) if row.matched_id else [],
        summary="・".join(
            words
            for fact in labels.summary
            if (words := labels.show(fact, row.values.get(fact), bureaus))
        ),
        choice=Choice(row.choice).label if row.choice else "",
        outcome=Outcome(row.outcome).label if row.outcome else "",
        coded=labels.coded,
    )


def show(fact: str, value: Any, bureaus: Bureaus) -> str:
    """A fact's value for people; empty when there is none."""
    if value in ("", None):
        return ""
    if fact == "kind":
        return str(BodyKind(value).label)
    if fact == "state":
        return str(RegisterState(value).label)
    if fact == "registry":
        return bureaus.name_of(value)
    if fact == "capital_fen":
        return f"¥{money.yuan(value)}"
    return str(value)


def heading(column: Column) -> str:
    """The usual heading of a column in lists, so that a mended list is recognised again."""
    return HEADINGS[column][0]


def _changes(row: ImportRow, bureaus: Bureaus, labels: Labels) -> list[Change]:
    return [
        Change(labels.facts[fact], labels.show(fact, old, bureaus), labels.show(fact, new, bureaus))
        for fact, (old, new) in row.changes.items()
    ]


def _readable(params: Mapping[str, Any], labels: Labels) -> dict[str, Any]:
    column = str(params.get("column", ""))
    return dict(params) | ({"column": labels.columns.get(column, column)} if column else {})


REGISTER = Labels(FACTS, FACTS | {Column.CAPITAL: FACTS["capital_fen"]}, show, SUMMARY)
