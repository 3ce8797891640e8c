"""The work list of an official: scopes, filters, groups by how near the last day is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock, workdays
from portal.core.reasons import Text
from portal.core.ui import WorkGroup, WorkRow
from portal.permissions import Permission
from portal.workflow import queries as cases
from portal.workflow.models import Case
from portal.workflow.steps import Waits, tables

SCOPES = ("mine", "assigned", "others", "done", "all", "soon")
HEADINGS = {
    "late": _("Overdue"),
    "today": _("Due today"),
    "near": _("Within three working days"),
    "later": _("Later"),
    "closed": _("Finished"),
}
NEAR = 3


@dataclass(frozen=True, slots=True)
class Filters:
    """What the official chose; ``handler`` is "me", "nobody", a person's key, or "" for all."""

    scope: str = "mine"
    text: str = ""
    workflow: str = ""
    channel: str = ""
    order: str = "due"
    state: str = ""
    handler: str = ""
    due_from: date | None = None
    due_to: date | None = None


def scope_counts(user: User) -> dict[str, int]:
    """How many cases each scope holds, in one query."""
    totals = cases.of_offices(user).aggregate(
        **{scope: Count("pk", filter=_scope(scope, user)) for scope in SCOPES}
    )
    return {scope: totals[scope] for scope in SCOPES}


def listed(user: User, filters: Filters) -> QuerySet[Case]:
    """The cases of a scope that fit the filters, in the chosen order."""
    found = cases.of_offices(user).filter(_scope(filters.scope, user), _chosen(filters, user))
    if filters.order == "received":
        return found.order_by("-opened_at", "-id")
    return found.order_by(F("due_on").asc(nulls_last=True), "opened_at", "id")


def handlers(user: User) -> list[tuple[str, str]]:
    """The people who handle open cases of the person's offices: key and name."""
    found = (
        cases.of_offices(user)
        .filter(closed_at=None, handler__isnull=False)
        .order_by("handler__name", "handler")
        .values_list("handler", "handler__name")
        .distinct()
    )
    return [(str(key), name) for key, name in found]


def states(workflow: str) -> list[tuple[str, Text]]:
    """The states of a chosen matter; none while no matter is chosen."""
    flow = next((flow for flow in tables() if flow.code == workflow), None)
    return list(flow.states.choices) if flow else []


def _chosen(filters: Filters, user: User) -> Q:
    found = Q()
    if filters.text:
        found &= Q(number__icontains=filters.text) | Q(applicant__icontains=filters.text)
    exact = {"workflow": filters.workflow, "channel": filters.channel, "state": filters.state}
    found &= Q(**{name: value for name, value in exact.items() if value})
    if filters.due_from:
        found &= Q(due_on__gte=filters.due_from)
    if filters.due_to:
        found &= Q(due_on__lte=filters.due_to)
    return found & _handled(filters.handler, user)


def _handled(handler: str, user: User) -> Q:
    if handler == "me":
        return Q(handler=user)
    if handler == "nobody":
        return Q(handler=None)
    return Q(handler=int(handler)) if handler else Q()


def only_watches(user: User) -> bool:
    """Whether the person sees cases as a supervisor only, and so has none to handle."""
    roles = [post.held_role for post in people.posts(user)]
    return all(role.covers_division for role in roles if Permission.CASES_VIEW in role.may)


def groups(found: list[Case], *, watching: bool = False) -> list[WorkGroup]:
    """The cases of one page under their headings; the first one that waits for the reader is
    marked, and none for a reader who only watches.
    """
    today, waiting = clock.today(), not watching
    members: dict[str, list[WorkRow]] = {name: [] for name in HEADINGS}
    for case in found:
        handle = case.waits_for == Waits.OFFICE and not watching
        row = _row(case, today, first=waiting and handle, handle=handle)
        waiting = waiting and not row.first
        members[_group(case, row.left)].append(row)
    return [
        WorkGroup(HEADINGS[name], rows, len(rows), late=name == "late")
        for name, rows in members.items()
        if rows
    ]


def late_and_today(user: User) -> tuple[int, int]:
    """How many of the waiting cases are overdue, and how many end today."""
    today = clock.today()
    totals = (
        cases.of_offices(user)
        .filter(_scope("mine", user))
        .aggregate(
            late=Count("pk", filter=Q(due_on__lt=today)), today=Count("pk", filter=Q(due_on=today))
        )
    )
    return totals["late"], totals["today"]


def address(case: Case, *, office: bool) -> str:
    """Where a case is handled by the office, or seen by the applicant; the code page otherwise."""
    name = case.table.url_name if office else case.table.applicant_url_name
    try:
        return reverse(name, args=[case.object_id])
    except NoReverseMatch:
        return reverse("track")


def chip_state(case: Case, mine: bool) -> str:
    """How a case's state looks to a reader: finished, theirs to do, late, or being worked on."""
    if case.closed_at is not None:
        return "done" if case.state in case.table.path else "refused"
    if mine:
        return "waiting"
    return "overdue" if case.overdue else "in_progress"


def _scope(scope: str, user: User) -> Q:
    mine = Q(closed_at=None, waits_for=Waits.OFFICE)
    return {
        "mine": mine,
        "assigned": Q(closed_at=None, handler=user),
        "others": Q(closed_at=None) & ~Q(waits_for=Waits.OFFICE),
        "done": Q(closed_at__isnull=False),
        "soon": mine & Q(due_on__lte=workdays.add_working_days(clock.today(), 1).last_day),
        "all": Q(),
    }[scope]


def _row(case: Case, today: date, *, first: bool, handle: bool) -> WorkRow:
    steps = case.table.steps_from(case.state)
    return WorkRow(
        title=f"{case.table.title} · {case.applicant}",
        url=address(case, office=True),
        number=case.number,
        channel=case.get_channel_display(),
        task=_task(case) if steps else "",
        received=case.opened_at,
        due=case.due_on if case.closed_at is None else None,
        left=workdays.working_days_left(case.due_on, today) if case.due_on else None,
        provisional=case.due_provisional,
        button="" if handle else _("Look at it"),
        first=first,
    )


def _task(case: Case) -> Text:
    label: Text = case.state_label
    return f"{label} · {case.handler.get_full_name()}" if case.handler else label


def _group(case: Case, left: int | None) -> str:
    if case.closed_at is not None:
        return "closed"
    if left is None:
        return "later"
    if left < 0:
        return "late"
    if left == 0:
        return "today"
    return "near" if left <= NEAR else "later"
