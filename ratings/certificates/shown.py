"""Grades in words: what each answers on a day, until when, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.core import clock, days
from portal.core.reasons import Text
from portal.core.ui import Fact
from portal.law.queries import NoRuleError
from portal.organisations.record import grades, pages
from portal.organisations.record.enums import GradeLevel, GradeState
from ratings.applications import conditions, measure
from ratings.applications.conditions import Regraded
from ratings.followups import queries as followups
from ratings.followups.enums import FollowUpState, Kind

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.organisations.record.models import Grade, GradeChange
    from portal.organisations.record.standing import Standing
    from ratings.followups.models import FollowUp

OVER = (GradeState.EXPIRED, GradeState.REPLACED, GradeState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A grade as everybody reads it on a day. ``answer`` is its state in one sentence."""

    grade: Grade
    level: str
    state: Text
    answer: str
    look: str
    holds: bool
    over: bool
    events: Sequence[str]

    @property
    def body(self) -> Body:
        """The organisation."""
        return self.grade.organisation.body


def entries(rows: Sequence[Grade], day: date) -> list[Entry]:
    """Grades with what they answer on a day; two queries. What is not announced yet is left out."""
    return [
        _entry(grade, standing, [pages.change_words(change) for change in changes])
        for grade, standing, changes in grades.with_standings(rows, day)
        if standing is not None
    ]


def told(rows: Sequence[Grade], day: date) -> list[Entry]:
    """The same with everything that became of them, follow-ups too; three queries."""
    after = followups.of_grades(list(rows))
    return [
        _entry(grade, standing, _events(changes, after.get(_key(grade), ()), day))
        for grade, standing, changes in grades.with_standings(rows, day)
        if standing is not None
    ]


def facts(entry: Entry, day: date) -> list[Fact]:
    """What stands on the paper, and until when what may be done."""
    row, registry = entry.grade, entry.grade.organisation.registry
    found = [
        Fact(_("Organisation"), entry.body.name, note=_state_of(row)),
        Fact(_("Unified social credit code"), entry.body.credit_code or ""),
        Fact(_("Grade"), entry.level, note=_given(row, entry)),
        Fact(_("Number of the certificate"), row.number or _("not on record")),
        Fact(_("Announced on"), _day(row.announced_on)),
        Fact(_("Valid"), f"{_day(row.valid_from)} – {_day(row.valid_to)}"),
        Fact(_("Rated by"), row.rating_body or (registry.name if registry else "")),
        *_windows(entry, day),
        Fact(_("Ask the registry"), registry.name if registry else "",
             note=registry.phone if registry else ""),
    ]  # fmt: skip
    return [fact for fact in found if fact.value]


def again(changes: Sequence[tuple[str, date]], day: date) -> date | None:
    """The first day on which decisions about grades no longer bar a new application, or None."""
    held = measure.on(day)
    bars = [conditions.barred_to(Regraded(kind, on), held) for kind, on in changes]
    last = max(bars, default=None)
    return last + timedelta(days=1) if last is not None and last >= day else None


def _entry(grade: Grade, standing: Standing, events: Sequence[str]) -> Entry:
    return Entry(
        grade=grade,
        level=str(GradeLevel(standing.level).label),
        state=GradeState(standing.state).label,
        answer=pages.state_words(standing),
        look="done" if standing.holds else pages.LOOKS[standing.state],
        holds=standing.holds,
        over=standing.state in OVER,
        events=events,
    )


def _windows(entry: Entry, day: date) -> list[Fact]:
    """Until when the grade may be replaced, and with a simpler visit (revised measure)."""
    if entry.over:
        return []
    try:
        announced = entry.grade.announced_on
        until = measure.replaceable_to(announced, measure.on(day))
        simpler = measure.grade_days(announced).simplified_visit_to
    except NoRuleError:
        return []
    return [
        Fact(_("May be rated anew until"), _day(until)),
        Fact(_("With a simpler visit until"), _day(simpler)),
    ]


def _events(changes: Sequence[GradeChange], after: Sequence[FollowUp], day: date) -> list[str]:
    found = [pages.change_words(change) for change in changes]
    decided = [(str(change.kind), change.decided_on) for change in changes]
    free = again(decided, day) if decided else None
    if free is not None:
        found.append(_("May apply for a rating again from %(day)s on.") % {"day": _day(free)})
    return found + [
        _kept(row) for row in after if row.status == FollowUpState.KEPT and row.found_at is not None
    ]


def _kept(row: FollowUp) -> str:
    """A follow-up that kept the grade. One that runs is no news yet; a lowering speaks itself."""
    day = _day(clock.day(row.found_at)) if row.found_at else ""
    return _("%(kind)s: grade kept on %(day)s") % {"kind": Kind(row.kind).label, "day": day}


def _state_of(row: Grade) -> str:
    at = row.organisation
    return (
        _("The register says: %(state)s") % {"state": at.get_state_display()}
        if (at.struck_off)
        else ""
    )


def _given(row: Grade, entry: Entry) -> str:
    given = str(GradeLevel(row.grade).label)
    if given == entry.level:
        return ""
    return _("announced as %(level)s") % {"level": given}


def _key(row: Grade) -> tuple[int, date]:
    return (row.organisation_id, row.announced_on)


def _day(day: date | None) -> str:
    return days.date_words(day, year=True) if day else ""
