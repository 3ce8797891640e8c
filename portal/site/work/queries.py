"""The work list of an official: scopes, filters, groups by how near the last day is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from portal.accounts.models import User
from portal.core import clock, workdays
from portal.workflow import queries as cases
from portal.workflow.models import Case
from portal.workflow.steps import Waits

SCOPES = ("mine", "others", "done", "all", "soon")
GROUPS = ("late", "today", "near", "later")
NEAR = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list: where it leads and how many working days are left (negative: late)."""

    case: Case
    url: str
    left: int | None
    group: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the official chose: scope, words, workflow, channel, order."""

    scope: str = "mine"
    text: str = ""
    workflow: str = ""
    channel: str = ""
    order: str = "due"


def scope_counts(user: User) -> dict[str, int]:
    """How many cases each scope holds, in one query."""
    totals = cases.of_offices(user).aggregate(
        **{scope: Count("pk", filter=_scope(scope)) for scope in SCOPES}
    )
    return {scope: totals[scope] for scope in SCOPES}


def listed(user: User, filters: Filters) -> QuerySet[Case]:
    """The cases of a scope that fit the filters, in the chosen order."""
    found = cases.of_offices(user).filter(_scope(filters.scope))
    if filters.text:
        found = found.filter(
            Q(number__icontains=filters.text) | Q(applicant__icontains=filters.text)
        )
    if filters.workflow:
        found = found.filter(workflow=filters.workflow)
    if filters.channel:
        found = found.filter(channel=filters.channel)
    if filters.order == "received":
        return found.order_by("-opened_at", "-id")
    return found.order_by(F("due_on").asc(nulls_last=True), "opened_at", "id")


def rows(found: list[Case]) -> list[Row]:
    """The cases of one page with their group and address."""
    today = clock.today()
    return [_row(case, today) for case in found]


def grouped(listed_rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """The rows under their headings, empty groups left out."""
    groups = [(name, [row for row in listed_rows if row.group == name]) for name in GROUPS]
    return [(name, members) for name, members in groups if members]


def address(case: Case, *, office: bool) -> str:
    """Where a case is handled by the office, or seen by the applicant; the code page otherwise."""
    name = case.table.url_name if office else case.table.applicant_url_name
    try:
        return reverse(name, args=[case.object_id])
    except NoReverseMatch:
        return reverse("track")


def _scope(scope: str) -> Q:
    mine = Q(closed_at=None, waits_for=Waits.OFFICE)
    return {
        "mine": mine,
        "others": Q(closed_at=None) & ~Q(waits_for=Waits.OFFICE),
        "done": Q(closed_at__isnull=False),
        "soon": mine & Q(due_on__lte=workdays.add_working_days(clock.today(), 1).last_day),
        "all": Q(),
    }[scope]


def _row(case: Case, today: date) -> Row:
    left = None
    if case.due_on is not None and case.closed_at is None:
        left = workdays.working_days_left(case.due_on, today)
    return Row(case, address(case, office=True), left, _group(case.due_on, left))


def _group(due: date | None, left: int | None) -> str:
    if due is None or left is None:
        return "later"
    if left < 0:
        return "late"
    if left == 0:
        return "today"
    return "near" if left <= NEAR else "later"
