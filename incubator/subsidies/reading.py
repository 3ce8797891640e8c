"""The register read for a list: who is due how much, line by line, or why not.

A constant number of queries, however many people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count

from incubator.grants.conditions import Due
from incubator.incentives.enums import Rhythm
from incubator.incentives.models import SchemeVersion
from incubator.subsidies import conditions, terms
from incubator.subsidies.conditions import Facts, Paper, Post, Rows
from incubator.subsidies.models import SubsidyLine
from incubator.workers import queries as workers
from incubator.workers.enums import Contract
from incubator.workers.models import Employment, InsuredMonth, WorkerCertificate

ONCE = "once:"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: under which version, for which month (its first day), claimed on which day.

    ``but`` is the list that is reckoned: its own lines do not stand against it.
    """

    version: SchemeVersion
    month: date
    on: date
    but: int | None = None

    @property
    def once(self) -> bool:
        """Whether the scheme pays once for a level."""
        return self.version.rhythm == Rhythm.ONCE


@dataclass(frozen=True, slots=True)
class Judged:
    """A person, what is known, and what is due."""

    employment: Employment
    facts: Facts
    due: Due

    @property
    def certificate(self) -> WorkerCertificate | None:
        """The certificate of the level that counts; None without one."""
        papers = self.employment.worker.certificates.all()
        return next((row for row in papers if row.level == self.facts.level), None)


@dataclass(slots=True)
class Around:
    """What the database knows of the people of a list."""

    insured: set[int] = field(default_factory=set)
    in_post: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    had: dict[int, dict[str, int]] = field(default_factory=dict)


def people_of(body_id: int, month: date, on: date) -> list[Employment]:
    """Who worked in an organisation in a month, and who is there now; the longest there first."""
    found = Employment.objects.filter(body=body_id, begins_on__lte=on)
    return list(workers.shown(found.exclude(ended_on__lt=month)).order_by("begins_on", "pk"))


def judge(people: Sequence[Employment], asked: Asked) -> list[Judged]:
    """What is due to each of these people; they come with their certificates (``shown``)."""
    known, rows = _around(people, asked), terms.rows(asked.on)
    found = []
    for employment in people:
        facts = _facts(employment, asked, known, rows)
        found.append(Judged(employment, facts, conditions.due(facts)))
    return found


def period(judged: Judged) -> str:
    """What may be had once: the month, or the level that is paid once."""
    facts = judged.facts
    return f"{ONCE}{facts.level}" if facts.once else conditions.month_words(facts.month)


def reckoning(judged: Judged, version: SchemeVersion) -> list[dict[str, Any]]:
    """How the amount came about, line by line: {what, fen, …}, the sum last."""
    facts, post = judged.facts, judged.facts.post
    lines: list[dict[str, Any]] = []
    if post is not None:
        ends = post.ends.isoformat() if post.ends else ""
        lines.append(
            {"what": "contract", "begins": post.begins.isoformat(), "ends": ends,
             "days": facts.covered}
        )  # fmt: skip
    if facts.once:
        lines.append({"what": "in_post", "months": facts.in_post})
    elif facts.insured:
        lines.append({"what": "insured"})
    starts = version.starts_on.isoformat() if version.starts_on else ""
    lines.append({"what": "table", "fen": facts.amount, "level": facts.level, "from": starts})
    if facts.once:
        lines += [{"what": "had", "fen": -fen, "level": of} for of, fen in facts.had.items()]
    return [*lines, {"what": "due", "fen": judged.due.fen}]


def _facts(employment: Employment, asked: Asked, known: Around, rows: Rows) -> Facts:
    key, person = employment.pk, employment.worker_id
    papers = employment.worker.certificates.all()
    return Facts(
        table=asked.version.table,
        month=asked.month,
        asked_on=asked.on,
        rows=rows,
        post=_post(employment),
        papers=[Paper(row.level, row.issued_on, row.valid_until) for row in papers],
        insured=key in known.insured,
        taken=person in known.taken,
        once=asked.once,
        difference=asked.version.difference,
        in_post=known.in_post.get(key, 0),
        had=known.had.get(person, {}),
    )


def _post(row: Employment) -> Post:
    ends = [day for day in (row.ended_on, row.contract_until) if day]
    labour = row.contract != Contract.SERVICE
    return Post(row.begins_on, min(ends, default=None), labour, row.full_time)


def _around(people: Sequence[Employment], asked: Asked) -> Around:
    keys = [row.pk for row in people]
    persons = [row.worker_id for row in people]
    lines = SubsidyLine.objects.filter(scheme=asked.version.scheme_id, worker__in=persons)
    lines = lines.exclude(claim=asked.but) if asked.but else lines
    if asked.once:
        return Around(in_post=_in_post(keys, asked.month), had=_had(lines))
    words = conditions.month_words(asked.month)
    insured = InsuredMonth.objects.filter(employment__in=keys, month=asked.month)
    return Around(
        insured=set(insured.values_list("employment", flat=True)),
        taken=set(lines.filter(period=words, counts=True).values_list("worker", flat=True)),
    )


def _in_post(keys: Collection[int], month: date) -> dict[int, int]:
    found = InsuredMonth.objects.filter(employment__in=keys, month__lte=month).order_by()
    counted = found.values("employment").annotate(number=Count("pk"))
    return {row["employment"]: row["number"] for row in counted}


def _had(lines: Any) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    paid = lines.filter(period__startswith=ONCE, counts=True).order_by("pk")
    for worker, level, fen, corrected in paid.values_list("worker", "level", "fen", "corrected"):
        found.setdefault(worker, {})[level] = fen - corrected
    return found


def of_lines(lines: Sequence[SubsidyLine]) -> Mapping[int, Employment]:
    """The people of some lines, as ``judge`` wants them; by the id of their employment."""
    keys = [line.employment_id for line in lines]
    return {row.pk: row for row in workers.shown(Employment.objects.filter(pk__in=keys))}
