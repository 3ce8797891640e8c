"""Reading cases: work lists, tracking, and what has happened to one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Count, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import queries as audit
from portal.audit.operations import SYSTEM
from portal.core import ui
from portal.core.reasons import Text
from portal.core.ui import Happened
from portal.permissions import Permission
from portal.workflow import guesses, numbers
from portal.workflow.models import Case, CaseModel, Channel
from portal.workflow.steps import Step, Waits

if TYPE_CHECKING:
    from portal.audit.models import Event

R = TypeVar("R", bound=CaseModel)
OPENED = "opened"


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
    """How many open cases wait for the person's offices; what ``one_of`` has read already."""
    known: int | None = getattr(user, "_cases_waiting", None)
    if known is not None:
        return known
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Case.objects.waiting_for_offices(offices).count() if offices else 0


def one_of(rows: QuerySet[R], pk: int, user: User) -> R | None:
    """The row of a case with this key, read together with the person's ``waiting_count``."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    waiting = Case.objects.waiting_for_offices(offices).order_by().values("closed_at")
    count = Subquery(waiting.annotate(n=Count("pk")).values("n"))
    found: Any = rows.annotate(offices_wait=Coalesce(count, 0)).filter(pk=pk).first()
    if found is not None:
        user._cases_waiting = found.offices_wait  # type: ignore[attr-defined] # this request's
    row: R | None = found
    return row


def open_in(offices: Iterable[int]) -> QuerySet[Case]:
    """The open cases these offices answer for."""
    return Case.objects.open().filter(holder__in=list(offices))


def by_number_and_code(number: str, code: str) -> Case | None:
    """The case with this number, when the query code fits; None otherwise, whichever is wrong.

    Raises Refused("too_many_guesses") when the number is locked.
    """
    key = f"case:{number.strip().upper()}"
    guesses.refuse_if_locked(key)
    case = Case.objects.select_related("holder").filter(number=number.strip().upper()).first()
    if case is not None and numbers.fits(case.number, code, case.code_hash):
        guesses.forget(key)
        return case
    guesses.note_wrong(key)
    return None


def timeline(case: Case) -> list[Happened]:
    """What has happened to a case, newest first, as the public page tells it: offices, no names."""
    return _timeline(case, audit.history(case=case.number))


def checked_timeline(case: Case) -> tuple[list[Happened], audit.Check | None]:
    """The timeline and the last check of the whole history, in one query."""
    events, check = audit.history_with_check(case=case.number)
    return _timeline(case, events), check


def _timeline(case: Case, events: Iterable[Event]) -> list[Happened]:
    """What happened; events that neither open a case nor are named in its table stay out."""
    return [
        _moment(case, event, title)
        for event in events
        if (title := _title(case, _action(case, event)))
    ]


def path(case: Case) -> list[ui.Step]:
    """The case's steps for the picture; a detour stands between what is done and what is not."""
    states, labels = case.table.path, case.table.states
    if case.closed_at is not None and case.state not in states:
        return [
            ui.Step(labels(states[0]).label, "done"),
            ui.Step(labels(case.state).label, "done"),
        ]
    if case.state not in states:
        done = case.table.left_after(case.state)
        return [
            *(ui.Step(labels(state).label, "done") for state in states[:done]),
            ui.Step(labels(case.state).label, "now"),
            *(ui.Step(labels(state).label, "later") for state in states[done:]),
        ]
    now = states.index(case.state)
    end = [ui.Step(case.table.outcome, "later")] if case.table.outcome else []
    steps = [ui.Step(labels(one).label, _position(i, now, case)) for i, one in enumerate(states)]
    return steps + end


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


def _action(case: Case, event: Event) -> str:
    return event.action.removeprefix(f"{case.workflow}.")


def _title(case: Case, action: str) -> Text:
    if action == OPENED:
        return case.table.opened or _("handed in")
    step = _step(case, action)
    return step.title if step else case.table.remarks.get(action, "")


def _step(case: Case, action: str) -> Step[Any] | None:
    return next((step for step in case.table.steps if step.action == action), None)


def _moment(case: Case, event: Event, title: Text) -> Happened:
    action = _action(case, event)
    # An office opens its own cases at its desk: nobody handed them in.
    inside = action != OPENED or bool(case.table.opened)
    return Happened(
        title=title,
        at=event.at,
        who=_who(case, event, _step(case, action)),
        channel="" if inside else dict(Channel.choices).get(event.channel, ""),
        note=json.loads(event.data).get("note", ""),
    )


def _who(case: Case, event: Event, step: Step[Any] | None) -> Text:
    if event.actor == SYSTEM and step is not None:
        return _("the portal, by itself")
    opened = step is None and case.table.opened
    if opened or (step is not None and step.side is Waits.OFFICE):
        return case.holder.name
    return _("the applicant")
