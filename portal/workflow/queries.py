"""Reading cases: work lists, tracking, and what has happened to one."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import queries as audit
from portal.audit.models import Event
from portal.core.reasons import Text
from portal.permissions import Permission
from portal.workflow import guesses, numbers
from portal.workflow.models import Case, CaseModel
from portal.workflow.steps import Waits


def visible_to(user: User) -> QuerySet[Case]:
    """The cases a person may see: those of their offices, their organisations and their own."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    organisations = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return Case.objects.filter(
        Q(holder__in=offices) | Q(body__in=organisations) | Q(applicant_user=user)
    ).select_related("holder", "handler")


def of_offices(user: User) -> QuerySet[Case]:
    """The cases of the offices in which a person may see cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Case.objects.filter(holder__in=offices).select_related("holder", "handler")


def of_applicant(user: User) -> QuerySet[Case]:
    """A person's own cases and those of their organisations, newest first."""
    organisations = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return (
        Case.objects.filter(Q(applicant_user=user) | Q(body__in=organisations))
        .select_related("holder")
        .order_by("-opened_at")
    )


def waiting_count(user: User) -> int:
    """How many open cases wait for the person's offices."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Case.objects.waiting_for_offices(offices).count() if offices else 0


def by_number_and_code(number: str, code: str) -> Case | None:
    """The case with this number, when the query code fits; None otherwise, whichever is wrong.

    Raises Refused("too_many_guesses") when the number is locked.
    """
    key = f"case:{number.strip().upper()}"
    guesses.refuse_if_locked(key)
    case = Case.objects.select_related("holder").filter(number=number.strip().upper()).first()
    if case is not None and case.code_hash == numbers.hashed(case.number, code):
        guesses.forget(key)
        return case
    guesses.note_wrong(key)
    return None


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened to a case, as the public page tells it: by office, not by name."""

    title: Text
    at: datetime
    who: Text
    channel: str
    note: str
    by_name: str


def timeline(case: Case) -> list[Moment]:
    """What has happened to a case, newest first."""
    events = audit.history(case=case.number)
    return [_moment(case, event) for event in events if event.action.startswith(case.workflow)]


def path(case: Case) -> list[tuple[str, Text]]:
    """The case's steps for the picture: ("done" | "now" | "later", name)."""
    states = case.table.path
    labels = case.table.states
    if case.state not in states:
        reached = 1 if case.closed_at is None else len(states)
        past = [("done", labels(state).label) for state in states[:reached]][:1]
        return [*past, ("now" if case.closed_at is None else "done", labels(case.state).label)]
    now = states.index(case.state)
    return [(_position(i, now, case), labels(state).label) for i, state in enumerate(states)]


def rows_waiting(model: type[CaseModel], state: str, before: Any) -> Iterable[CaseModel]:
    """The rows of a subject in a state whose last day lies before a day (for the due-runner)."""
    found: Iterable[CaseModel] = model._default_manager.filter(
        status=state, case__due_on__lt=before
    )
    return found


def _position(index: int, now: int, case: Case) -> str:
    if index < now or case.closed_at is not None:
        return "done"
    return "now" if index == now else "later"


def _moment(case: Case, event: Event) -> Moment:
    data = json.loads(event.data)
    action = event.action.removeprefix(f"{case.workflow}.")
    step = next((s for s in case.table.steps if s.action == action), None)
    opened = step is None
    by_office = step is not None and step.side is Waits.OFFICE
    who: Text = _("the portal, by itself") if event.actor == "system" else _("the applicant")
    if by_office and event.actor != "system":
        who = case.holder.name
    return Moment(
        title=_("handed in") if opened or step is None else step.title,
        at=event.at,
        who=who,
        channel=event.channel,
        note=data.get("note", ""),
        by_name=event.actor_name,
    )
