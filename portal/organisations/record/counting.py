"""Grades as statistics count them: the rules of ``standing``, asked of all at once."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from portal.organisations.record.enums import GradeChangeKind
from portal.organisations.record.models import Grade, GradeChange


def in_force(day: date) -> QuerySet[Any]:
    """The grades that count on a day, at most one for each organisation (``standing.held``).

    ``level_left`` is the level that is left of it after the last decision that lowered it.
    """
    newer = Grade.objects.filter(
        organisation=OuterRef("organisation"),
        current=True,
        announced_on__gt=OuterRef("announced_on"),
        valid_from__lte=day,
    )
    found = Grade.objects.filter(
        ~Exists(newer),
        ~Exists(_decided(day).filter(kind=GradeChangeKind.CANCELLED)),
        current=True,
        announced_on__lte=day,
        valid_from__lte=day,
        valid_to__gte=day,
    )
    lowered = _decided(day).filter(kind=GradeChangeKind.LOWERED).order_by("-decided_on", "pk")
    left = Coalesce(Subquery(lowered.values("level")[:1]), F("grade"))
    return found.annotate(level_left=left)


def announced(first: date, last: date) -> QuerySet[Grade]:
    """The grades announced between two days, both included."""
    return Grade.objects.filter(current=True, announced_on__range=(first, last))


def _decided(day: date) -> QuerySet[GradeChange]:
    return GradeChange.objects.filter(
        organisation=OuterRef("organisation"),
        announced_on=OuterRef("announced_on"),
        current=True,
        decided_on__lte=day,
    )
