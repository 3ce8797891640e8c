"""Changing the law that this portal applies: overrides and the working calendar. All audited."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import collect, refuse_if_blocked
from portal.law import conditions, queries, snapshots
from portal.law.models import LawState, RuleOverride, WorkDay, WorkYear


@dataclass(frozen=True, slots=True)
class Draft:
    """A local row as an official enters it."""

    key: str
    value: int
    unit: str
    effective_from: date
    effective_to: date | None
    clause: str
    decided_by: str
    document: str


def override_rule(*, draft: Draft, by: audit.Person) -> RuleOverride:
    """Put a local row in the place of one that ships; returns it. Raises Refused.

    It begins tomorrow at the earliest, because a running case keeps the rows it began with.
    """
    with transaction.atomic():
        _lock()
        facts = conditions.DraftFacts(
            draft.unit,
            draft.effective_from,
            draft.effective_to,
            clock.today(),
            queries.rows_of(draft.key),
        )
        refuse_if_blocked(collect(conditions.OVERRIDE, facts))
        row = RuleOverride.objects.create(
            entered_at=clock.now(), **{name: getattr(draft, name) for name in Draft.__slots__}
        )
        _changed()
        audit.record(
            "law.rule_overridden",
            by=by,
            subject=f"law.rule:{draft.key}",
            data={
                "value": row.value,
                "unit": row.unit,
                "from": row.effective_from.isoformat(),
                "to": row.effective_to.isoformat() if row.effective_to else "",
                "clause": row.clause,
                "decided_by": row.decided_by,
                "document": row.document,
            },
        )
    return row


def end_override(*, override_id: int, last_day: date, by: audit.Person) -> RuleOverride:
    """Let a local row end; the shipped one holds again from the day after. Raises Refused.

    ``last_day`` is today at the earliest and lies not before its first day.
    """
    with transaction.atomic():
        _lock()
        row = RuleOverride.objects.get(pk=override_id)
        facts = conditions.EndFacts(last_day, row.effective_from, row.effective_to, clock.today())
        refuse_if_blocked(collect(conditions.END, facts))
        row.effective_to = last_day
        row.save(update_fields=["effective_to"])
        _changed()
        audit.record(
            "law.override_ended",
            by=by,
            subject=f"law.rule:{row.key}",
            data={"from": row.effective_from.isoformat(), "to": last_day.isoformat()},
        )
    return row


def set_days(
    *, year: int, first: date, last: date, works: bool, note: str, by: audit.Person
) -> list[date]:
    """Enter on which days offices work or not; returns the days. Raises Refused.

    All days lie in ``year``. A day that weekday or weekend tells rightly needs no row; its row,
    if there was one, is taken away.
    """
    with transaction.atomic():
        _lock()
        refuse_if_blocked(collect(conditions.DAYS, conditions.DayFacts(year, first, last)))
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        WorkYear.objects.get_or_create(year=year)
        WorkDay.objects.filter(day__in=days).delete()
        WorkDay.objects.bulk_create(
            WorkDay(day=day, works=works, note=note) for day in days if works != (day.weekday() < 5)
        )
        _changed()
        audit.record(
            "law.days_set",
            by=by,
            subject=f"law.year:{year}",
            data={
                "first": first.isoformat(),
                "last": last.isoformat(),
                "works": works,
                "note": note,
            },
        )
    return days


def confirm_year(*, year: int, source: str, by: audit.Person) -> WorkYear:
    """Say that the official notice of a year's holidays is entered in full. Raises Refused.

    Limits counted provisionally before are counted anew by whoever follows the event.
    """
    with transaction.atomic():
        _lock()
        statutory = queries.rule("calendar.statutory_days", on=date(year, 1, 1)).value
        facts = conditions.YearFacts(queries.holidays_entered(year), statutory, source)
        refuse_if_blocked(collect(conditions.YEAR, facts))
        row, _made = WorkYear.objects.update_or_create(
            year=year, defaults={"confirmed": True, "source": source}
        )
        _changed()
        audit.record(
            "law.year_confirmed", by=by, subject=f"law.year:{year}", data={"source": source}
        )
    return row


def reopen_year(*, year: int, why: str, by: audit.Person) -> WorkYear:
    """Take a confirmation back; limits that touch the year are provisional again."""
    with transaction.atomic():
        _lock()
        row = WorkYear.objects.get(year=year)
        row.confirmed = False
        row.save(update_fields=["confirmed"])
        _changed()
        audit.record("law.year_reopened", by=by, subject=f"law.year:{year}", data={"why": why})
    return row


def _lock() -> None:
    """One change of the law at a time."""
    LawState.objects.select_for_update().get(pk=1)


def _changed() -> None:
    LawState.objects.filter(pk=1).update(token=secrets.token_hex(8))
    snapshots.forget()
