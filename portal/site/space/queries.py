"""What waits for an official, a leader, an expert or a supervisor, and their tools."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core.reasons import Text
from portal.core.ui import Link
from portal.permissions import Permission as P
from portal.site.work import queries as work
from portal.workflow import queries as cases
from portal.workflow.desk import queries as desk
from ratings.deciding import seats

TOOLS: Sequence[tuple[P, Text, str, str]] = (
    (P.CASES_VIEW, _("Work list"), "work_list", "users-round"),
    (P.CASES_VIEW, _("Calendar"), "work_calendar", "calendar"),
    (P.CASES_VIEW, _("Instructions"), "instructions", "info"),
    (P.APPROVE, _("Approvals"), "approvals", "check"),
    (P.PANEL_SCORE, _("Panels"), "my_panels", "scale"),
    (P.PANEL_CONVENE, _("Panels"), "panels", "scale"),
    (P.CIRCULAR_SEND, _("Circulars"), "circulars", "newspaper"),
    (P.WORKSPACE, _("Deputies"), "deputies", "user"),
    (P.TRAINING_MANAGE, _("Courses"), "training_plan", "book-open"),
    (P.SIGNED_IN, _("My courses"), "training_mine", "book-open"),
    (P.SIGNED_IN, _("What ends in my cases"), "my_calendar", "calendar"),
    (P.SIGNED_IN, _("Notices of offices"), "circulars_received", "newspaper"),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things of one kind wait, and where."""

    label: Text
    count: int
    url: str


def waiting(user: User) -> list[Waiting]:
    """What waits for the offices of a person who sees cases; nothing for anybody else."""
    if not people.may(user, P.CASES_VIEW):
        return []
    late, _today = work.late_and_today(user)
    listed = reverse("work_list")
    return [
        Waiting(_("Cases waiting for your offices"), cases.waiting_count(user), listed),
        Waiting(_("Overdue cases of the office"), late, listed),
        Waiting(
            _("Instructions without a reply"),
            desk.waiting_instructions(user).count(),
            reverse("instructions"),
        ),
    ]


def tools(user: User) -> list[Link]:
    """The ways to a person's tools; one whose page does not exist is left out."""
    found = []
    if seats.own_seats(user).exists():
        sittings = _("My sittings of the rating committee")
        found.append(Link(sittings, reverse("my_sittings"), "users-round"))
    for permission, label, route, icon in TOOLS:
        if not people.may(user, permission):
            continue
        try:
            found.append(Link(label, reverse(route), icon))
        except NoReverseMatch:
            continue
    return found
