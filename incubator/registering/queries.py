"""Reading registrations: who may see them, what they hold, and where the registry stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet

from incubator.bases import queries as bases
from incubator.registering import checklist
from incubator.registering.enums import OPEN, RegistrationState, Sheet
from incubator.registering.models import Registration, RegistrationDocument, WrittenPaper
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.bodies import queries as places
from portal.bodies.enums import BodyKind, Level
from portal.core import clock, workdays
from portal.core.workdays import Deadline
from portal.law import queries as law
from portal.organisations.suppliers import queries as suppliers
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

SHOWN = ("case__holder", "case__handler", "base__body", "body__division", "registry__division")
TEAMS = frozenset({BodyKind.FOUNDING_TEAM, BodyKind.COMMUNITY_GROUP})
State = RegistrationState


def visible_to(user: Anybody) -> QuerySet[Registration]:
    """The registrations of a person's teams, offices and bases."""
    return _shown(of_team_filter(user) | of_base_filter(user))


def of_teams(user: Anybody) -> QuerySet[Registration]:
    """The registrations of the teams in which a person has a post."""
    return _shown(of_team_filter(user))


def of_bases(user: Anybody) -> QuerySet[Registration]:
    """The registrations that a person accompanies, or sees as an official of the office."""
    return _shown(of_base_filter(user))


def of_team_filter(user: Anybody) -> Q:
    """Teams in which the person has a post."""
    return Q(body__in=people.bodies_where(user, Permission.ORGANISATION_VIEW))


def of_base_filter(user: Anybody) -> Q:
    """Bases in which the person helps with registration, offices in which they see cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Q(case__holder__in=offices) | Q(
        base__in=bases.where(user, Permission.REGISTRATION_HELP).values("pk")
    )


def _shown(found: Q) -> QuerySet[Registration]:
    return Registration.objects.filter(found).select_related(*SHOWN)


def helped_by(user: Anybody, state: str = "") -> QuerySet[Registration]:
    """The queue of those who help: open ones, the office's turn and the nearest day first."""
    found = of_bases(user).filter(status__in=[state] if state else OPEN)
    return found.order_by("case__due_on", "pk")


def counts(user: Anybody) -> Mapping[str, int]:
    """How many registrations stand in each state, for the tabs of the queue."""
    grouped = of_bases(user).order_by().values("status").annotate(n=Count("pk"))
    return {row["status"]: row["n"] for row in grouped}


def teams_of(user: User) -> list[Body]:
    """The founding teams and filed groups for which a person may act."""
    own = people.bodies_where(user, Permission.ORGANISATION_EDIT)
    return [body for body in places.of_ids(own).order_by("name") if body.kind in TEAMS]


def registry_for(kind: str, division: str) -> Body | None:
    """The authority that registers a kind in a place: foundations at the region (Reg. 400 Art. 6).

    Everything else at the banner's bureau, or at the city's where there is none.
    """
    if kind != BodyKind.FOUNDATION:
        return suppliers.office_for(division)
    found = places.registries().select_related("division")
    return next((body for body in found if body.division.level == Level.REGION), None)


def with_documents(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Registrations read together with people, members' numbers, documents, papers and rounds."""
    papers = WrittenPaper.objects.select_related("pdf", "docx")
    return rows.annotate(
        persons=Count("members", filter=Q(members__kind="person")),
        units=Count("members", filter=Q(members__kind="unit")),
    ).prefetch_related(
        "people",
        Prefetch("documents", RegistrationDocument.objects.select_related("file", "ready_by")),
        Prefetch("papers", papers),
        "missing",
        "settled",
    )


def whole(pk: int) -> Registration:
    """One registration with everything, read anew; Registration.DoesNotExist when absent."""
    return with_documents(Registration.objects.select_related(*SHOWN)).get(pk=pk)


def current(registration: Registration) -> dict[str, WrittenPaper]:
    """The papers written for the facts of today, by sheet."""
    version = registration.facts_version
    return {row.sheet: row for row in registration.papers.all() if row.version == version}


def older(registration: Registration) -> list[WrittenPaper]:
    """The papers of former versions, the newest first."""
    version = registration.facts_version
    return [row for row in registration.papers.all() if row.version != version]


def sheets(registration: Registration) -> Sequence[Sheet]:
    """The papers that the portal writes for this kind."""
    return checklist.SHEETS[registration.kind]


def not_ready(registration: Registration) -> tuple[str, ...]:
    """The titles of the documents that are needed and not there."""
    written = current(registration)
    kept = {row.code: row for row in registration.documents.all()}
    found = []
    for one in checklist.wanted(registration.kind, registration.mode):
        row = kept.get(one.code)
        has_sheets = bool(one.sheets) and all(sheet in written for sheet in one.sheets)
        ready = has_sheets or (row is not None and row.ready_on is not None)
        if not ready and checklist.needed(one, registration.mode):
            found.append(str(one.title))
    return tuple(found)


def registry_until(registration: Registration) -> Deadline | None:
    """Until when the registry decides, counted from the day it had the complete papers."""
    if registration.submitted_on is None or registration.status != State.SUBMITTED:
        return None
    row = law.rule("registering.decision", on=registration.submitted_on)
    return workdays.deadline(registration.submitted_on, row.value, row.unit)


def activity_until(registration: Registration) -> Deadline | None:
    """Until when activity has to begin after the certificate."""
    if registration.decided_on is None or registration.status not in (State.FOLLOWING, State.DONE):
        return None
    row = law.rule("registering.activity", on=registration.decided_on)
    return workdays.deadline(registration.decided_on, row.value, row.unit)


def left(deadline: Deadline) -> int:
    """Working days that are left of a time limit, negative when it has passed."""
    return workdays.working_days_left(deadline.last_day, clock.today())
