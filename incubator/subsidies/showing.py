"""What the pages show: people with their amounts line by line, what is netted, the facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.subsidies import faults, reading
from incubator.subsidies.conditions import month_words
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim, SubsidyLine, SubsidyNetting
from incubator.subsidies.reading import Judged
from incubator.workers.enums import Level
from portal.core import days
from portal.core.reasons import Reason
from portal.core.ui import Fact


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a reckoning: words and fen, None where it is no amount."""

    words: str
    fen: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a list: masked number, level, fen, the reckoning, every reason against it."""

    key: int
    name: str
    number: str
    level: str
    fen: int
    steps: Sequence[Step]
    reasons: Sequence[Reason]
    corrected: int = 0
    kept: bool = True


def prefilled(people: Iterable[Judged], version: Any, left_out: Iterable[int]) -> list[Person]:
    """The people of a list before it is confirmed, by the id of their employment."""
    out = frozenset(left_out)
    return [
        Person(
            one.employment.pk,
            one.employment.worker.name,
            one.employment.worker.id_shown,
            level_words(one.facts.level),
            one.due.fen,
            [_step(line) for line in reading.reckoning(one, version)],
            one.due.reasons,
            kept=one.employment.pk not in out,
        )
        for one in people
    ]


def people(lines: Iterable[SubsidyLine]) -> list[Person]:
    """The people of a list as it was confirmed, checked or gathered last."""
    return [
        Person(
            line.pk,
            line.worker.name,
            line.worker.id_shown,
            level_words(line.level),
            line.fen,
            [_step(one) for one in line.reckoning],
            faults.of(line.reasons),
            corrected=line.corrected,
        )
        for line in lines
    ]


def level_words(level: str) -> str:
    """A level in words; "" without one."""
    return str(Level(level).label) if level else ""


def nettings(claim: SubsidyClaim) -> list[tuple[str, str, int]]:
    """What is taken off a list: words that name the wrong line, the reason, negative fen."""
    found = SubsidyNetting.objects.filter(claim=claim).order_by("pk")
    rows = found.select_related(
        "correction__line__worker", "correction__line__claim__case"
    )  # fmt: skip
    return [(_netted(row), row.correction.words, -row.fen) for row in rows]


def facts(claim: SubsidyClaim) -> list[Fact]:
    """What a list is."""
    found = [
        Fact(_("Scheme"), claim.scheme.shown_title),
        Fact(_("Month"), month_words(claim.month)),
        Fact(_("Confirmed on"), days.date_words(claim.confirmed_on)),
        Fact(_("Bank account"), claim.account_shown),
        Fact(_("Legal basis"), claim.version.legal_basis),
    ]
    if claim.paid_on:
        found.append(Fact(_("Paid on"), days.date_words(claim.paid_on)))
    return found


def batch_facts(batch: SubsidyBatch) -> list[Fact]:
    """What a batch is."""
    found = [
        Fact(_("Scheme"), batch.scheme.shown_title),
        Fact(_("Lists up to the month"), month_words(batch.month)),
        Fact(_("People"), str(batch.people)),
        Fact(_("Put together by"), str(batch.begun_by)),
    ]
    if batch.paid_on:
        found.append(Fact(_("Paid on"), days.date_words(batch.paid_on)))
        found.append(Fact(_("Number of the bank receipt"), batch.paper_number))
    return found


def left_out(batch: SubsidyBatch) -> list[tuple[SubsidyClaim, list[Reason]]]:
    """The lists that could not be taken in, each with its reasons; one query."""
    reasons = {row["claim"]: faults.of(row["reasons"]) for row in batch.left_out}
    found = SubsidyClaim.objects.filter(pk__in=reasons).select_related("case", "organisation__body")
    return [(row, reasons[row.pk]) for row in found.order_by("pk")]


def _netted(row: SubsidyNetting) -> str:
    line = row.correction.line
    return _("Less what was paid wrongly: %(name)s, %(period)s (%(number)s)") % {
        "name": line.worker.name,
        "period": period_words(line),
        "number": str(line.claim),
    }


def period_words(line: SubsidyLine) -> str:
    """What a line is for: its month, or that it was paid once."""
    return _("once") if line.period.startswith(reading.ONCE) else line.period


def _step(line: Mapping[str, Any]) -> Step:
    known = {
        "contract": _contract, "in_post": _in_post, "insured": _insured, "table": _table,
        "had": _had,
    }  # fmt: skip
    return known.get(line["what"], _sum)(line)


def _contract(line: Mapping[str, Any]) -> Step:
    begins = days.date_words(date.fromisoformat(line["begins"]))
    ends = days.date_words(date.fromisoformat(line["ends"])) if line["ends"] else _("open")
    words = ngettext(
        "Contract from %(begins)s to %(ends)s: %(n)s day of the month",
        "Contract from %(begins)s to %(ends)s: %(n)s days of the month",
        line["days"],
    )
    return Step(words % {"begins": begins, "ends": ends, "n": line["days"]})


def _in_post(line: Mapping[str, Any]) -> Step:
    return Step(_("%(n)s insured months in the post") % {"n": line["months"]})


def _insured(_line: Mapping[str, Any]) -> Step:
    return Step(_("Social insurance was paid for the month"))


def _table(line: Mapping[str, Any]) -> Step:
    words = _("Table of the scheme: %(entry)s") % {"entry": level_words(line["level"]) or "–"}
    return Step(words, line["fen"])


def _had(line: Mapping[str, Any]) -> Step:
    words = _("Less what was paid before: %(entry)s")
    return Step(words % {"entry": level_words(line["level"])}, line["fen"])


def _sum(line: Mapping[str, Any]) -> Step:
    return Step(_("Due"), line["fen"])
