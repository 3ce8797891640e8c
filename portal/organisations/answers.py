"""What ``check_law`` may ask of organisations, answered by the functions the portal itself asks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.core.reasons import collect
from portal.law.queries import rule as row
from portal.law.registry import Answer, Given, rule
from portal.organisations.lineage import conditions as lineage
from portal.organisations.lineage import walk
from portal.organisations.lineage.conditions import LinkFacts
from portal.organisations.lineage.enums import LinkKind
from portal.organisations.lineage.walk import Edge
from portal.organisations.record import standing, validity
from portal.organisations.record.standing import Certificate, Change


@rule("organisations.grade_days", given=("announced_on",), answers=("valid_from", "valid_to"))
def grade_days(given: Given, _on: date) -> Answer:
    """The first and the last day of a grade, by the rules of the day of its announcement."""
    first, last = validity.grade_days(_day(given, "announced_on"))
    return {"valid_from": first, "valid_to": last}


@rule(
    "organisations.grade_state",
    given=("grade", "announced_on", "valid_to", "changes", "newer"),
    answers=("state", "level", "holds"),
)
def grade_state(given: Given, on: date) -> Answer:
    """What a certificate answers on a day: changes {kind, decided_on, level}, newer days."""
    level, announced = given.need("grade", int), _day(given, "announced_on")
    certificate = _certificate(level, announced, given.get("valid_to"))
    decisions: list[Mapping[str, Any]] = given.get_or("changes", [])
    newer: list[date] = given.get_or("newer", [])
    changes = [
        Change(announced, known["decided_on"], known["kind"], known.get("level", 0))
        for known in decisions
    ]
    others = [_certificate(level, day) for day in newer]
    found = standing.standing(certificate, on, changes=changes, others=others)
    if found is None:
        return {"state": "", "level": 0, "holds": False}
    return {"state": str(found.state), "level": found.level, "holds": found.holds}


@rule("organisations.inspected", given=("registered_on", "year"), answers=("inspected",))
def inspected(given: Given, _on: date) -> Answer:
    """Whether an organisation takes part in the annual inspection of a year."""
    day = _day(given, "registered_on")
    return {"inspected": validity.inspected(day, given.need("year", int))}


@rule(
    "organisations.lineage",
    given=("organisation", "links"),
    answers=("ancestors", "descendants", "root"),
)
def ancestry(given: Given, on: date) -> Answer:
    """Who counts as a predecessor on a day: links {parent, child, happened_on, reversed}."""
    one = given.need("organisation", str)
    edges = walk.known_on(_edges(given), on)
    return {
        "ancestors": sorted(walk.ancestors(edges, one)),
        "descendants": sorted(walk.descendants(edges, one)),
        "root": min(walk.relatives(edges, one)),
    }


@rule(
    "organisations.lineage_link",
    given=(
        "parent",
        "child",
        "kind",
        "happened_on",
        "parent_ended",
        "parent_registered_on",
        "child_registered_on",
        "links",
    ),
    answers=("may_be_recorded", "reasons", "warnings"),
)
def lineage_link(given: Given, on: date) -> Answer:
    """Whether a link may be recorded on a day, with every reason against and every doubt."""
    parent, child = given.need("parent", str), given.need("child", str)
    edges, harmless = _edges(given), True
    ends = row(f"lineage.{LinkKind(given.need('kind', str))}_ends_parent", on=on)
    linked = any((edge.parent, edge.child) == (parent, child) for edge in edges)
    facts = LinkFacts(
        today=on,
        happened_on=given.get("happened_on"),
        itself=parent == child,
        circle=walk.closes_circle(edges, parent, child),
        linked="link" if linked else "",
        parent_name=parent,
        parent_ended=given.get_or("parent_ended", harmless),
        must_end=bool(ends.value),
        parent_since=given.get("parent_registered_on"),
        child_since=given.get("child_registered_on"),
    )
    found = collect(lineage.LINK, facts)
    reasons = [reason.code for reason in found if reason.blocks]
    return {
        "may_be_recorded": not reasons,
        "reasons": reasons,
        "warnings": [reason.code for reason in found if not reason.blocks],
    }


def _certificate(level: int, announced_on: date, last_day: date | None = None) -> Certificate:
    """A grade with the days that the rules of its announcement give."""
    first, last = validity.grade_days(announced_on)
    return Certificate(level, announced_on, first, last_day or last)


def _edges(given: Given) -> list[Edge[str]]:
    """The links of a case that are in force; a reversed one is none."""
    links: list[Mapping[str, Any]] = given.get_or("links", [])
    try:
        return [
            Edge(link["parent"], link["child"], link["happened_on"])
            for link in links
            if not link.get("reversed", False)
        ]
    except KeyError as missing:
        raise ValueError(f"a link needs {missing}") from missing


def _day(given: Given, name: str) -> date:
    return given.need(name, date)
