"""How to register, by legal kind, with the days and thresholds from the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.registering import checklist, founding, naming
from incubator.registering.enums import Kind, Mode, Settling
from incubator.registering.forms import KINDS
from portal.core import clock
from portal.core.dated import RuleRow
from portal.core.reasons import Text
from portal.law import queries as law
from portal.law.words import value

LIMITS: dict[str, tuple[str, ...]] = {
    Kind.SOCIAL_GROUP: (
        "group_persons", "group_units", "group_mixed", "group_capital", "founders_of_group",
        "supervisors", "full_age",
    ),
    Kind.INSTITUTION: (
        "institution_capital", "institution_council_least", "institution_council_most",
        "founders_of_others", "supervisors", "full_age",
    ),
    Kind.FOUNDATION: (
        "foundation_capital", "foundation_public_capital", "council_least", "council_most",
        "term", "supervisors", "full_age",
    ),
}  # fmt: skip
STEPS: tuple[tuple[Text, Text, Text, str], ...] = (
    (
        _("Choose a name"),
        _("The portal holds it against the rules at once; the base looks at it once more."),
        _("you, then the base"),
        "registering.name_check",
    ),
    (
        _("Find the supervising unit"),
        _("Or register directly, if yours is one of the four kinds."),
        _("you, with the base"),
        "registering.supervisor",
    ),
    (
        _("Prepare the papers"),
        _("You enter people and facts; the portal writes the papers, you sign them."),
        _("you, with the base"),
        "registering.papers",
    ),
    (
        _("The base reads them"),
        _("Everything that is missing is told at once; a second round names only what is new."),
        _("the base"),
        "registering.review",
    ),
    (
        _("To the registry"),
        _("The base goes with you. From the complete papers on the registry's days run."),
        _("the registry"),
        "registering.decision",
    ),
    (
        _("Certificate, seal, bank, tax, party work"),
        _("Your page on the portal stays; the team becomes the organisation."),
        _("you, with the base"),
        "registering.after",
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A threshold with its clause."""

    title: str
    value: str
    clause: str
    sure: bool
    note: str


def registration_guide(request: HttpRequest) -> HttpResponse:
    """The legal kinds side by side, and the way for a community group."""
    kinds = [
        {"slug": slug(kind), "title": kind.label, "words": KINDS[kind], "lines": lines(kind)[:4]}
        for kind in Kind
    ]
    return render(request, "incubator/registering/guide.html", {"kinds": kinds})


def registration_guide_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: conditions, documents in legal order, steps with days, what follows."""
    chosen = next((one for one in Kind if slug(one) == kind), None)
    if chosen is None:
        raise Http404
    values: dict[str, Any] = {
        "kind": chosen,
        "words": KINDS[chosen],
        "lines": lines(chosen),
        "documents": checklist.wanted(chosen, Mode.DUAL),
        "clause": checklist.CLAUSES[chosen],
        "steps": steps(),
        "endings": naming.endings(chosen),
        "heads": founding.HEADS.get(chosen, ""),
        "after": list(Settling),
        "activity": _line(law.rule("registering.activity", on=clock.today())),
        "bases": list(bases.public().order_by("body__division__code", "pk")[:50]),
    }
    return render(request, "incubator/registering/guide_kind.html", values)


def slug(kind: Kind) -> str:
    """The kind as it stands in an address."""
    return kind.value.replace("_", "-")


def lines(kind: Kind) -> list[Line]:
    """The thresholds of a kind in force today."""
    on = clock.today()
    return [_line(law.rule(f"registering.{key}", on=on)) for key in LIMITS[kind]]


def steps() -> list[dict[str, Any]]:
    """The steps with the days of the rows in force today."""
    on = clock.today()
    return [
        {"name": name, "words": words, "who": who, "line": _line(law.rule(key, on=on))}
        for name, words, who, key in STEPS
    ]


def _line(row: RuleRow) -> Line:
    return Line(row.name, value(row), row.clause, row.confidence != "U", row.note)
