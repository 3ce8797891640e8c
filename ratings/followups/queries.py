"""Reading follow-ups: whose they are, who may be drawn, the facts of each act."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.bodies import queries as bodies
from portal.core import clock
from portal.law.queries import rule
from portal.organisations.record import grades
from portal.organisations.record import queries as record
from portal.organisations.record.enums import GradeState
from portal.permissions import Permission
from ratings.applications.queries import belongs_to
from ratings.followups import occasions
from ratings.followups.acts import Act, DrawFacts
from ratings.followups.enums import OPEN, Kind
from ratings.followups.models import FollowUp, Sample

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.bodies.models import Body
    from portal.organisations.record.models import Grade
    from portal.organisations.record.queries import Record
    from portal.organisations.record.standing import Standing

LEVEL, PERCENT = "followups.sample_level", "followups.sample_percent"
COUNTS = (GradeState.IN_FORCE, GradeState.LOWERED, GradeState.ANNOUNCED)
WHOLE = 100
WITH = ("case__holder", "case__handler", "organisation__body", "sample", "regrading__case")


def of_offices(user: Anybody) -> QuerySet[FollowUp]:
    """The follow-ups held by the offices in which a person sees cases, newest first."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return FollowUp.objects.filter(case__holder__in=offices).select_related(*WITH)


def own(user: Anybody) -> QuerySet[FollowUp]:
    """The follow-ups of the organisations in which a person has a post, newest first."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return FollowUp.objects.filter(organisation__in=mine).select_related(*WITH)


def visible_to(user: Anybody) -> QuerySet[FollowUp]:
    """The follow-ups a person may see, as the office or as the organisation."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return FollowUp.objects.filter(Q(case__holder__in=offices) | Q(organisation__in=mine))


def of_grades(rows: list[Grade]) -> dict[tuple[int, date], list[FollowUp]]:
    """The follow-ups of some grades, by organisation and day of announcement; one query."""
    keys = {row.organisation_id for row in rows}
    found: dict[tuple[int, date], list[FollowUp]] = {}
    for row in FollowUp.objects.filter(organisation__in=keys).select_related("case"):
        found.setdefault((row.organisation_id, row.announced_on), []).append(row)
    return found


def registries_of(user: Anybody) -> list[Body]:
    """The registries in which a person may draw and check."""
    known = {body.pk for body in bodies.registries()}
    kept = people.kept_bodies(user, Permission.RATING_CHECK)
    return [body for body in kept if body.pk in known]


def samples_of(registries: list[int]) -> QuerySet[Sample]:
    """The draws of some registries, newest first."""
    found = Sample.objects.filter(registry__in=registries).select_related("registry", "drawn_by")
    return found.order_by("-drawn_at", "-pk")


def sample(pk: int) -> Sample | None:
    """A draw by its id; None without one."""
    return Sample.objects.select_related("registry").filter(pk=pk).first()


def candidates(registry: int) -> list[int]:
    """The ids of the organisations that may be drawn today, in ascending order.

    Registered here, with a grade in force that takes part, and without an open follow-up.
    """
    today = clock.today()
    busy = FollowUp.objects.filter(status__in=OPEN).values("organisation")
    found = grades.holding(today).filter(organisation__registry=registry, level__gte=level(today))
    rows = found.exclude(organisation__in=busy).order_by("organisation")
    return list(rows.values_list("organisation_id", flat=True))


def level(day: date) -> int:
    """The lowest grade that takes part in a draw on a day."""
    return int(rule(LEVEL, on=day).value)


def least(population: int, day: date) -> int:
    """How many are drawn of a population at least: the row's share, rounded up, never nought."""
    share = int(rule(PERCENT, on=day).value)
    return max(1, -(-population * share // WHOLE))


def draw_facts(registry: Body, found: list[int], size: int | None, by: User) -> DrawFacts:
    """What is known of a draw."""
    return DrawFacts(
        competent=people.may(by, Permission.RATING_CHECK, body=registry.pk),
        population=len(found),
        least=least(len(found), clock.today()),
        size=size,
    )


def in_question(known: Record, day: date) -> tuple[Grade, Standing] | None:
    """The grade that a follow-up is about: the one that counts, else one to come; None."""
    found = [(grade, at) for grade, at in known.standings(day) if at and at.state in COUNTS]
    found.sort(key=lambda pair: not pair[1].holds)
    return found[0] if found else None


def facts(row: FollowUp, by: User | None) -> Act:
    """What is known of a case, read anew."""
    known, today = record.of_body(row.organisation_id), clock.today()
    standing = next(
        (at for grade, at in known.standings(today) if grade.announced_on == row.announced_on),
        None,
    )
    return Act(
        today=today,
        opened_on=clock.day(row.opened_at),
        own_case=by is not None and belongs_to(by, row.organisation_id),
        stands=standing is not None and standing.state in COUNTS,
        grounded=_grounded(row, known, today),
    )


def _grounded(row: FollowUp, known: Record, today: date) -> bool:
    if row.kind == Kind.SAMPLED:
        return True
    stated = {event.key for event in occasions.on_record(known, today)}
    keys = row.occasions.values_list("key", flat=True)
    return any(key in stated or key.startswith("lineage:") for key in keys)
