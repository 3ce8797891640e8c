"""What was handed in, as pages show it: answers, frozen facts, papers, lists."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.admission.enums import Form as Residence
from incubator.admission.models import Application
from incubator.applying import freezing, questions, rosters
from portal.core.reasons import Text
from portal.core.ui import Fact, Link

HASH_SHOWN = 12


def sections(row: Application) -> list[tuple[Text, list[Fact]]]:
    """The answers by step, as they were handed in."""
    found: list[tuple[Text, list[Fact]]] = []
    for slug, title in questions.STEPS.items():
        facts = [
            Fact(question.label, row.answers[question.key])
            for question in questions.of_step(slug)
            if row.answers.get(question.key)
        ]
        if slug == questions.CONTACT:
            facts.append(Fact(_("Form of residence"), Residence(row.form).label))
        if facts:
            found.append((title, facts))
    return found


def frozen(row: Application) -> list[Fact]:
    """What the portal knew on the day of handing in, with the source of each value."""
    kept: dict[str, dict[str, str]] = row.profile.get("facts", {})
    return [
        Fact(freezing.LABELS[code], freezing.shown(code, one["value"]), note=one["source"])
        for code, one in kept.items()
        if code in freezing.LABELS
    ]


def differences(row: Application) -> list[tuple[Text, str, str]]:
    """(what, then, today) of every fact that is no longer what it was when handed in."""
    then: dict[str, dict[str, str]] = row.profile.get("facts", {})
    today = freezing.facts_of(row.body)
    return [
        (label, freezing.shown(code, before), freezing.shown(code, now))
        for code, label in freezing.LABELS.items()
        for before, now in [(_value(then, code), _value(today, code))]
        if before != now
    ]


def papers(row: Application) -> list[Link]:
    """The files, with size, fingerprint and the round in which they came."""
    scans = [
        Link(title, reverse("admission_scan", args=[row.pk, scan]), icon="file-text")
        for scan, title, stored in (
            ("paper", _("Application on paper"), row.paper_id),
            ("slip", _("Signed slip"), row.slip_id),
        )
        if stored
    ]
    return scans + [
        Link(
            f"{paper.title}: {paper.stored.name}",
            reverse("admission_paper", args=[row.pk, paper.pk]),
            icon="file-text",
            note=_about(paper),
        )
        for paper in row.papers.select_related("stored")
    ]


def lists(row: Application) -> list[dict[str, Any]]:
    """The lists of people as tables: title, headings, rows of cells."""
    items = {item.code: item for item in row.programme.evidence.all()}
    found = []
    for code, rows in row.lists.items():
        item = items.get(code)
        columns = rosters.headings(item.list_kind if item else "")
        found.append(
            {
                "title": item.title if item else code,
                "headings": [heading for _key, heading in columns],
                "rows": [[cells.get(key, "") for key, _heading in columns] for cells in rows],
                "count": ngettext("%(n)s person", "%(n)s people", len(rows)) % {"n": len(rows)},
            }
        )
    return found


def _about(paper: Any) -> str:
    words = [filesizeformat(paper.stored.size), f"SHA-256 {paper.sha256[:HASH_SHOWN]}"]
    if paper.round:
        words.append(_("added after return %(n)s") % {"n": paper.round})
    return " · ".join(words)


def _value(facts: dict[str, dict[str, str]], code: str) -> str:
    return facts.get(code, {}).get("value", "")
