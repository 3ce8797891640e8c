"""What an organisation's lineage already had under a scheme, and the amount line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from incubator.grants import grounds
from incubator.grants.conditions import AwardFacts, Due, rating_award
from incubator.grants.enums import COUNTED
from incubator.grants.grounds import Ground
from incubator.grants.models import Claim
from incubator.incentives.enums import Measure, grade_code
from incubator.incentives.models import SchemeVersion
from portal.core import clock
from portal.organisations.record import queries as record


@dataclass(frozen=True, slots=True)
class Had:
    """Money a lineage had: of whom, for which entry, how much (fen), when, from the import?

    ``case`` is the number of the claim's case; "" for an imported payment.
    """

    organisation: int
    entry: str
    fen: int
    on: date | None
    imported: bool
    case: str = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What is due with every reason against it, and how it came about."""

    due: Due
    lines: list[dict[str, Any]]


def reckon(
    version: SchemeVersion,
    ground: Ground,
    family: frozenset[int],
    *,
    asked_on: date,
    but: int | None = None,
) -> Reckoned:
    """What is due to an organisation on its ground on a day, by the terms of a version.

    ``family`` are the organisation and its predecessors, ``but`` the claim that is reckoned.
    ``asked_on`` is the day of the claim: it alone decides whether it came in time.
    """
    had = had_by(version, family, ground, but=but)
    if version.scheme.measure != Measure.GRADE:
        own = [one.case for one in had if one.case and one.organisation == ground.organisation]
        due = grounds.due(version, ground, sum(one.fen for one in had), asked_on, own)
        return Reckoned(due, _lines(version, ground, had, due))
    facts = AwardFacts(
        table=version.capped,
        grade=ground.entry,
        today=asked_on,
        confirmed=ground.stands,
        confirmed_on=ground.confirmed_on,
        paid_fen=sum(one.fen for one in had),
        paid_grades=_barred(version, ground, family, had),
        lists=record.lists_on(ground.organisation, clock.today()),
        within=version.within,
    )
    due = rating_award(facts)
    return Reckoned(due, _lines(version, ground, had, due))


def had_by(
    version: SchemeVersion, family: Iterable[int], ground: Ground, *, but: int | None = None
) -> list[Had]:
    """What these organisations had under a scheme on this occasion: claims of the portal, and
    imported payments. For a base's award: what was had for the base, by whomever.
    """
    keys = list(family)
    own = Claim.objects.filter(
        scheme=version.scheme_id, occasion=ground.occasion, status__in=COUNTED
    )
    whose = Q(base=ground.base) if ground.base else Q(organisation__in=keys, base=None)
    own = own.filter(whose)
    if but is not None:
        own = own.exclude(pk=but)
    found = [
        Had(
            row.organisation_id,
            row.entry,
            row.amount,
            row.claimed_on,
            imported=False,
            case=str(row),
        )
        for row in own.select_related("case").order_by("confirmed_on", "pk")
    ]
    return found + (_imported(version, keys, ground.occasion) if ground.base is None else [])


def _imported(version: SchemeVersion, keys: Sequence[int], occasion: str) -> list[Had]:
    by_grade = version.scheme.measure == Measure.GRADE
    return [
        Had(
            row.organisation_id,
            grade_code(row.grade or 0),
            row.amount_fen,
            row.paid_on,
            imported=True,
        )
        for row in record.awards_of(keys)
        if (by_grade and row.grade is not None) or row.scheme == version.scheme.title
        if row.paid_on.isoformat().startswith(occasion)
    ]


def _barred(
    version: SchemeVersion, ground: Ground, family: frozenset[int], had: Sequence[Had]
) -> frozenset[str]:
    """The grades for which there is no "first" any more: paid ones, and whatever the lineage held
    before. Without differences, any payment bars every entry.
    """
    if had and not version.difference:
        return frozenset(version.table)
    held = record.highest_grade_before(family, ground.confirmed_on)
    earlier = {grade_code(level) for level in range(1, held + 1)}
    return frozenset(one.entry for one in had) | earlier


def _lines(
    version: SchemeVersion, ground: Ground, had: Sequence[Had], due: Due
) -> list[dict[str, Any]]:
    """Table value, what was not asked for, each earlier payment, what is due:
    {what, fen, entry, on, organisation}.
    """
    entry, amount = ground.entry, version.capped.get(ground.entry, 0)
    lines: list[dict[str, Any]] = [
        {"what": "table", "fen": amount, "entry": entry, "on": str(version.starts_on)}
    ]
    if ground.asked is not None and ground.asked < amount:
        less = ground.asked - amount
        lines.append({"what": "not_asked", "fen": less, "entry": entry, "on": ""})
    lines += [
        {
            "what": "imported" if one.imported else "had",
            "fen": -one.fen,
            "entry": one.entry,
            "on": str(one.on or ""),
            "organisation": one.organisation,
        }
        for one in had
    ]
    return [*lines, {"what": "due", "fen": due.fen, "entry": entry, "on": ""}]
