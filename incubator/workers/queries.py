"""Reading the register of social workers: who sees whom, what is proven, how many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from incubator.bases import queries as bases
from incubator.residence import queries as residence
from incubator.workers.enums import RANK, Level, Verdict
from incubator.workers.models import (
    Employment,
    InsuredMonth,
    StudyHours,
    WorkerCertificate,
    WorkerList,
)
from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.bodies import queries as bodies
from portal.core import workdays
from portal.law import queries as law
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

SEEN = Permission.ORGANISATION_VIEW


@dataclass(frozen=True, slots=True)
class Counted:
    """The workers of an organisation: all, full time, with each certificate, with a proof."""

    body: Body
    workers: int
    full_time: int
    certified: int
    insured: int


def open_on(on: date) -> Q:
    """Employments that run on a day."""
    return Q(begins_on__lte=on) & (Q(ended_on=None) | Q(ended_on__gte=on))


def of_body(body_id: int, *, ended: bool = False) -> QuerySet[Employment]:
    """The workers of an organisation, newest last: those still there, or those who have left."""
    return shown(Employment.objects.filter(body=body_id, ended_on__isnull=not ended))


def visible_to(user: Anybody) -> QuerySet[Employment]:
    """The employments a person sees: of their organisations, and of those their bases serve.

    A base sees the organisations in residence with it and those of its division.
    """
    mine = people.bodies_where(user, SEEN)
    return Employment.objects.filter(Q(body__in=mine) | _served(user)).select_related("body")


def served_by(user: Anybody, *, ended: bool = False) -> QuerySet[Employment]:
    """The open employments in the organisations that a person's bases serve; all with ``ended``."""
    rows = Employment.objects.filter(_served(user))
    return rows if ended else rows.filter(ended_on=None)


def bodies_kept(user: Anybody) -> list[Body]:
    """The organisations for which a person may enter workers, by name."""
    found = bodies.of_ids(people.bodies_where(user, Permission.ORGANISATION_EDIT))
    return list(found.order_by("name"))


def body_seen(user: Anybody, pk: int) -> Body | None:
    """The organisation with this id if the person belongs to it, else None."""
    if pk not in people.bodies_where(user, SEEN):
        return None
    return bodies.of_ids([pk]).first()


def numbers(body_id: int) -> Mapping[str, int]:
    """How many people of an organisation are at work ("there") and have left ("left")."""
    return Employment.objects.filter(body=body_id).aggregate(
        there=Count("pk", filter=Q(ended_on=None)),
        left=Count("pk", filter=Q(ended_on__isnull=False)),
    )


def only(rows: QuerySet[Employment], which: str, on: date) -> QuerySet[Employment]:
    """Those of the employments that a number of ``counted`` counts; all for an unknown word."""
    found = rows.filter(open_on(on))
    if which == "full_time":
        return found.filter(full_time=True)
    if which == "certified":
        return found.filter(worker__certificates__isnull=False).distinct()
    if which == "insured":
        recent = found.filter(full_time=True, insured_months__month__in=_recent(on))
        return recent.distinct()
    return found


def rows_by_verdict(upload: WorkerList) -> dict[str, int]:
    """How many rows of a list stand in each class; every class is named."""
    counted = upload.rows.order_by().values("verdict").annotate(number=Count("pk"))
    found = {row["verdict"]: row["number"] for row in counted}
    return {verdict: found.get(verdict, 0) for verdict in Verdict.values}


def shown(rows: QuerySet[Employment]) -> QuerySet[Employment]:
    """Employments with the person and certificates, in a constant number of queries."""
    papers = Prefetch("worker__certificates", WorkerCertificate.objects.order_by("level"))
    # Asked for twice, the same lookup would be refused; the last one stands.
    bare = rows.prefetch_related(None)
    return bare.select_related("worker", "body__division").prefetch_related(papers)


def highest(employment: Employment) -> WorkerCertificate | None:
    """The highest certificate of a person; None without one. Reads nothing if prefetched."""
    found = list(employment.worker.certificates.all())
    return max(found, key=lambda row: RANK[row.level]) if found else None


def insured_full_time(body_id: int, on: date) -> int:
    """How many full-time workers of an organisation are proven by insurance on a day.

    A month of insurance counts in that month and as many months later as the row
    ``workers.insured_recent`` allows, because the proof of a month comes after it.
    """
    rows = Employment.objects.filter(open_on(on), body=body_id, full_time=True)
    return rows.filter(insured_months__month__in=_recent(on)).distinct().count()


def counted(rows: QuerySet[Employment], on: date) -> list[Counted]:
    """The workers of each organisation on a day, by organisation; a constant number of queries.

    ``rows`` are the employments a reader may see (``served_by``); only those open that day count.
    """
    recent = Q(insured_months__month__in=_recent(on))
    totals = (
        rows.filter(open_on(on))
        .order_by()
        .values("body")
        .annotate(
            workers=Count("pk", distinct=True),
            whole=Count("pk", distinct=True, filter=Q(full_time=True)),
            certified=Count("pk", distinct=True, filter=Q(worker__certificates__isnull=False)),
            insured=Count("pk", distinct=True, filter=Q(full_time=True) & recent),
        )
    )
    numbers = {row["body"]: row for row in totals}
    return [
        Counted(body, row["workers"], row["whole"], row["certified"], row["insured"])
        for body in bodies.of_ids(numbers).order_by("name")
        for row in (numbers[body.pk],)
    ]


def months_proven(rows: Iterable[Employment], year: int) -> Mapping[int, int]:
    """{employment id: months of a year proven by insurance}; one query, for subsidies."""
    found = (
        InsuredMonth.objects.filter(employment__in=[row.pk for row in rows], month__year=year)
        .order_by()
        .values("employment")
        .annotate(number=Count("pk"))
    )
    return {row["employment"]: row["number"] for row in found}


def months_of(employment: Employment) -> QuerySet[InsuredMonth]:
    """The insured months of an employment, the newest first."""
    return employment.insured_months.order_by("-month").select_related("entered_by")


def proven(worker_id: int, months: Iterable[date]) -> tuple[date, ...]:
    """Those of the months that are proven for a person already, wherever."""
    rows = InsuredMonth.objects.filter(worker=worker_id, month__in=list(months))
    return tuple(rows.order_by("month").values_list("month", flat=True))


def hours_in(rows: Iterable[Employment], year: int) -> Mapping[int, int]:
    """{person's id: hours of continuing education in a year}; one query."""
    found = (
        StudyHours.objects.filter(worker__in=[row.worker_id for row in rows], taken_on__year=year)
        .order_by()
        .values("worker")
        .annotate(total=Sum("hours"))
    )
    return {row["worker"]: row["total"] for row in found}


def hours_due(level: str, on: date) -> int:
    """How many hours of continuing education a level wants a year, by the row of the day."""
    return int(law.rule(f"workers.study_hours_{level}", on=on).value) if level in RANK else 0


def ending(on: date) -> QuerySet[WorkerCertificate]:
    """Certificates of people at work whose registration ends within the days of the row."""
    days = int(law.rule("workers.renewal_reminder", on=on).value)
    last = date.fromordinal(on.toordinal() + days)
    rows = WorkerCertificate.objects.filter(valid_until__gte=on, valid_until__lte=last)
    return rows.filter(worker__employments__ended_on=None, worker__employments__isnull=False)


def by_level(rows: QuerySet[Employment]) -> list[tuple[Level, int]]:
    """How many of these people hold each level as their highest; two queries."""
    tally = dict.fromkeys(Level, 0)
    for row in shown(rows):
        best = highest(row)
        if best is not None:
            tally[Level(best.level)] += 1
    return list(tally.items())


def _recent(on: date) -> list[date]:
    late = int(law.rule("workers.insured_recent", on=on).value)
    return [workdays.months_later(on.replace(day=1), -back) for back in range(late + 1)]


def _served(user: Anybody) -> Q:
    kept = list(bases.where(user, Permission.WORKERS_VIEW))
    resident = residence.running().filter(base__in=kept).values("body")
    found = Q(body__in=resident) if kept else Q(pk__in=[])
    for code in {base.body.division_id for base in kept}:
        found |= Q(body__division__in=bodies.divisions_under(code))
    return found
