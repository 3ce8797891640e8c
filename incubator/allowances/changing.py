"""What time and decisions do to allowances: carrying over, another tier, a longer residence."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from incubator.allowances import queries
from incubator.allowances.enums import Each, What
from incubator.allowances.models import Allowance
from incubator.allowances.operations import enter
from incubator.allowances.spans import DAY, by_day, in_span, periods
from portal.accounts.models import User

if TYPE_CHECKING:
    from incubator.residence.models import Residence

logger = logging.getLogger(__name__)
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """A kind of support before and after a change of tier, both told in the span it has."""

    kind: str
    each: str
    before: int
    after: int
    carry_over: bool
    on: date
    note: str
    by: User | None


@transaction.atomic
def recompute(
    *,
    residence: "Residence",
    before: Rows,
    after: Rows,
    on: date,
    by: User | None,
    note: str = "",
) -> list[dict[str, Any]]:
    """Grant the rows of another tier from a day on; returns the rows as they hold from now on.

    The period that runs is computed by day: days before ``on`` with the old amount, ``on`` and
    the days after it with the new one, a part of a unit rounded up in favour of the organisation,
    and never less than is used. Later periods get the new amount. A kind keeps the span it had
    (month, quarter …); the new amount is told in that span. What was carried over stays.
    """
    old = {row["kind"]: row for row in before}
    new = {row["kind"]: row for row in after}
    kept: list[dict[str, Any]] = []
    for kind in dict.fromkeys([*new, *old]):
        held = old[kind]["each"] if kind in old else _held_span(residence, kind)
        each = held or new[kind]["each"]
        change = Change(
            kind=kind,
            each=each,
            before=old[kind]["amount"] if kind in old else 0,
            after=_told_in(each, new.get(kind), residence),
            carry_over=bool(new.get(kind, {}).get("carry_over", False)),
            on=max(on, residence.begins_on),
            note=note,
            by=by,
        )
        _apply(residence, change)
        if change.after:
            kept.append(
                {
                    "kind": kind,
                    "amount": change.after,
                    "each": each,
                    "carry_over": change.carry_over,
                }
            )
    return kept


def _held_span(residence: "Residence", kind: str) -> str:
    """The span in which a kind was once granted that an earlier change took away, or ""."""
    rows = queries.of_residence(residence.pk).filter(kind=kind)
    held = set(rows.values_list("begins_on", flat=True))
    for each in reversed(Each) if held else ():
        spans = periods(residence.begins_on, residence.ends_on, each)
        if held <= {first for first, _last in spans}:
            return each.value
    return ""


def _told_in(each: str, row: Mapping[str, Any] | None, residence: "Residence") -> int:
    if row is None:
        return 0
    return in_span(row["amount"], row["each"], each, residence.begins_on, residence.ends_on)


def _apply(residence: "Residence", change: Change) -> None:
    rows = {
        row.begins_on: row
        for row in Allowance.objects.select_for_update()
        .filter(residence=residence, kind=change.kind, ends_on__gte=change.on)
        .order_by("pk")
    }
    if not rows:
        _open(residence, change)
    for row in rows.values():
        span = (row.begins_on, row.ends_on)
        granted = by_day(row.granted, row.used, row.amount, change.after, span, change.on)
        more = granted - row.granted
        row.granted, row.amount, row.carries_over = granted, change.after, change.carry_over
        row.save(update_fields=["granted", "amount", "carries_over"])
        if more:
            enter(row, What.RECOMPUTED, change.by, granted=more, note=change.note)


def _open(residence: "Residence", change: Change) -> None:
    """The periods, from the running one on, of a kind that the old tier did not have."""
    for begins_on, ends_on in periods(residence.begins_on, residence.ends_on, change.each):
        if ends_on < change.on or not change.after:
            continue
        granted = by_day(0, 0, 0, change.after, (begins_on, ends_on), change.on)
        _make(residence, change, begins_on, ends_on, granted)


def _make(
    residence: "Residence", change: Change, begins_on: date, ends_on: date, granted: int
) -> None:
    made, new = Allowance.objects.get_or_create(
        residence=residence,
        kind=change.kind,
        begins_on=begins_on,
        defaults={
            "body_id": residence.body_id,
            "ends_on": ends_on,
            "amount": change.after,
            "granted": granted,
            "carries_over": change.carry_over,
        },
    )
    if new:
        enter(made, What.GRANTED, change.by, granted=granted, note=change.note)


@transaction.atomic
def prolong(*, residence: "Residence", by: User | None) -> None:
    """Open the periods of a residence whose ``ends_on`` has moved to a later day.

    A last period that was cut short runs to its full length without more being granted; what is
    granted once for the whole residence runs on. Doing it again changes nothing.
    """
    for row in residence.terms["allowances"]:
        spans = periods(residence.begins_on, residence.ends_on, row["each"])
        rows = Allowance.objects.select_for_update()
        held = list(rows.filter(residence=residence, kind=row["kind"]).order_by("begins_on"))
        if held:
            _lengthen(held[-1], spans)
        change = Change(
            kind=row["kind"],
            each=row["each"],
            before=0,
            after=row["amount"],
            carry_over=bool(row.get("carry_over", False)),
            on=residence.begins_on,
            note="",
            by=by,
        )
        end = held[-1].ends_on if held else residence.begins_on - DAY
        for begins_on, ends_on in spans:
            if ends_on > end:
                _make(residence, change, max(begins_on, end + DAY), ends_on, row["amount"])


def _lengthen(last: Allowance, spans: Sequence[tuple[date, date]]) -> None:
    """Let the last period run as long as its span does now."""
    ends_on = next((end for begin, end in spans if begin <= last.begins_on <= end), last.ends_on)
    if ends_on > last.ends_on:
        last.ends_on = ends_on
        last.save(update_fields=["ends_on"])
