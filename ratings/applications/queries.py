"""Reading ratings: who may see them, and the facts on which they are judged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.core.reasons import Reason, collect
from portal.organisations.record import queries as record
from portal.organisations.record.enums import GradeChangeKind, GradeLevel
from portal.organisations.register import queries as register
from portal.permissions import Permission
from ratings.applications import calling, conditions, measure
from ratings.applications.acts import Facts
from ratings.applications.calling import Call
from ratings.applications.conditions import Applicant, Held, Penalised, Regraded
from ratings.applications.enums import ENDED, MAY_APPLY_AGAIN, Investigated, Point, RatingState
from ratings.applications.models import Answer, Application
from ratings.rounds import queries as rounds
from ratings.rounds.enums import RoundState
from ratings.rounds.models import Round

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.organisations.record.models import GradeChange
    from portal.organisations.record.queries import Record
    from portal.organisations.register.models import Organisation

WITH = (
    "case__holder", "case__handler", "round__registry", "organisation__body",
    "organisation__registry", "sheet__version",
)  # fmt: skip
SEE = Permission.CASES_VIEW


def of_offices(user: Anybody) -> QuerySet[Application]:
    """The ratings held by the offices in which a person sees cases."""
    offices = people.bodies_where(user, SEE)
    return Application.objects.filter(case__holder__in=offices).select_related(*WITH)


def own(user: Anybody) -> QuerySet[Application]:
    """The ratings of the organisations in which a person has a post, newest first."""
    bodies = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return Application.objects.filter(organisation__in=bodies).select_related(*WITH)


def standing(organisation: int) -> dict[int, Application]:
    """The ratings of an organisation by their rounds, without those it may hand in again."""
    rows = Application.objects.filter(organisation=organisation)
    return {row.round_id: row for row in rows.exclude(status__in=MAY_APPLY_AGAIN)}


def visible_to(user: Anybody) -> QuerySet[Application]:
    """The ratings a person may see in any part."""
    bodies = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    offices = people.bodies_where(user, SEE)
    seen = Q(case__holder__in=offices) | Q(organisation__in=bodies)
    return Application.objects.filter(seen).select_related(*WITH)


def bodies_of(user: Anybody) -> list[Body]:
    """The bodies that are no office in which a person has a post, by name."""
    return people.kept_bodies(user, Permission.ORGANISATION_VIEW)


def organisation_of(body: Body) -> Organisation | None:
    """The register's facts of a body, with its registry; None for a team or a filed group."""
    return register.all_organisations().filter(pk=body.pk).first()


def applicant(
    organisation: Organisation, on: date, *, known: Record | None = None, investigated: str = ""
) -> Applicant:
    """What register and record tell of an organisation that asks on a day; six queries.

    ``known`` is the record when it was read already, ``investigated`` what an official confirmed.
    """
    found = known or record.of_body(organisation.pk)
    today = clock.today()
    penalties = [row for row in found.penalties if row.current and row.decided_on <= on]
    listed = frozenset(str(row.list) for row in found.listed(today))
    return Applicant(
        on=on,
        measure=measure.on(on),
        registered_on=organisation.registered_on,
        held=_held(found, on),
        regraded=_regraded(found, on),
        inspections={row.year: str(row.result) for row in found.inspections if row.current},
        penalties=tuple(Penalised(row.decided_on, row.minor) for row in penalties),
        unserved=_unserved([row.served for row in penalties]),
        under_investigation=investigated == Investigated.YES if investigated else None,
        lists=listed if listed or found.lists_known(today) else None,
        struck_off=organisation.struck_off,
        state=organisation.get_state_display(),
    )


def call(row: Round, body: Body, organisation: Organisation | None, on: date) -> Call:
    """A round and a body on a day, with the open cases of the body; two queries."""
    registry = organisation.registry if organisation else None
    mine = Application.objects.filter(organisation=body.pk).select_related("case")
    open_one = mine.exclude(status__in=ENDED).first()
    done = mine.filter(round=row).exclude(status__in=MAY_APPLY_AGAIN).first()
    return Call(
        on=on,
        published=row.status in (RoundState.OPEN, RoundState.CLOSED),
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        registry=row.registry.name,
        own_registry=registry.name if registry else "",
        here=registry is not None and registry.pk == row.registry_id,
        where=" ".join(filter(None, (registry.address, registry.phone))) if registry else "",
        team="" if organisation else body.shown_name,
        kind_rated=bool(rounds.sheets_for(row, body.kind)),
        kind=body.get_kind_display(),
        open_number=str(open_one) if open_one else "",
        done_number=str(done) if done else "",
    )


def reasons_for(
    row: Round, body: Body, organisation: Organisation | None, on: date
) -> tuple[Reason, ...]:
    """Every reason why a body may not apply in a round on a day, and every unknown point."""
    found = collect(calling.TO_APPLY, call(row, body, organisation, on))
    if organisation is None:
        return found
    return found + collect(conditions.MAY_APPLY, applicant(organisation, on))


def facts(row: Application, by: User | None, *, added: bool = True) -> Facts:
    """The facts of a step, read anew; eligibility by the day of the application."""
    return Facts(
        applicant=applicant_of(row),
        own_case=by is not None and belongs_to(by, row.organisation_id),
        added=added,
    )


def applicant_of(row: Application, *, known: Record | None = None) -> Applicant:
    """What is known of the applicant of a case, with what officials confirmed in it."""
    confirmed = row.answers.filter(point=Point.INVESTIGATION).values_list("confirmed_as", flat=True)
    return applicant(
        row.organisation,
        clock.day(row.submitted_at),
        known=known,
        investigated=confirmed.first() or "",
    )


def belongs_to(user: User, body: int) -> bool:
    """Whether a person holds a post in the applicant body."""
    return any(post.body_id == body for post in people.posts(user))


def answers(row: Application) -> dict[str, Answer]:
    """What was said about unknown points, by "point-about" as ``points.Question.key``."""
    found = row.answers.select_related("stored", "by", "confirmed_by")
    return {f"{one.point}-{one.about}" if one.about else one.point: one for one in found}


def undecided(row: Round) -> int:
    """How many applications of a round are not ended."""
    return Application.objects.filter(round=row).exclude(status__in=ENDED).count()


def simpler_visit(row: Application) -> bool:
    """Whether the visit of this case may be the simpler one: a grade in its first years is held."""
    found = record.of_body(row.organisation_id)
    on = clock.day(row.submitted_at)
    held = _held(found, on)
    if held is None:
        return False
    until = measure.grade_days(held.announced_on).simplified_visit_to
    return until is not None and on <= until


def silent(moment: date) -> QuerySet[Application]:
    """Applications that were not completed in time (for the due-runner)."""
    return Application.objects.filter(status=RatingState.RETURNED, case__due_on__lt=moment)


def _held(found: Record, on: date) -> Held | None:
    grades = [row for row in found.grades if row.current and row.announced_on <= on]
    last = max(grades, key=lambda row: row.announced_on, default=None)
    if last is None:
        return None
    about = [row for row in _decisions(found, on) if row.announced_on == last.announced_on]
    if any(row.kind == GradeChangeKind.CANCELLED for row in about):
        return None
    level = next((row.level for row in about if row.level), last.grade)
    return Held(str(GradeLevel(level).label), last.announced_on, last.valid_to)


def _decisions(found: Record, on: date) -> list[GradeChange]:
    """The decisions about grades that stand on a day, the newest first."""
    stand = [row for row in found.changes if row.current and row.decided_on <= on]
    return sorted(stand, key=lambda row: row.decided_on, reverse=True)


def _regraded(found: Record, on: date) -> tuple[Regraded, ...]:
    return tuple(Regraded(str(row.kind), row.decided_on) for row in _decisions(found, on))


def _unserved(served: list[bool | None]) -> bool | None:
    if False in served:
        return True
    return None if None in served else False
