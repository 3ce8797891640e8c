"""My space: what waits for me, by when, and what I can do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from incubator.applying import queries as applying
from portal.accounts import queries as people
from portal.core import clock, workdays
from portal.notifications.circulars import queries as circulars
from portal.permissions import Permission
from portal.site.space import queries
from portal.site.work.queries import address, chip_state
from portal.workflow import queries as cases
from portal.workflow.steps import Waits

if TYPE_CHECKING:
    from incubator.admission.models import Draft

SHOWN = 20


def my_space(request: HttpRequest) -> HttpResponseBase:
    """The start of everybody who signed in; officials begin at their work list."""
    user = people.signed_in(request)
    posts = people.posts(user)
    if people.may(user, Permission.CASES_VIEW) and "stay" not in request.GET:
        return redirect("work_list")
    found = list(cases.of_applicant(user)[:SHOWN])
    today = clock.today()
    rows: list[dict[str, object]] = [
        {
            "case": case,
            "url": address(case, office=False),
            "mine": case.waits_for == Waits.APPLICANT,
            "chip": chip_state(case, case.waits_for == Waits.APPLICANT),
            "left": workdays.working_days_left(case.due_on, today) if case.due_on else None,
        }
        for case in found
    ]
    return _page(request, rows, posts, list(applying.drafts_of(user)[:SHOWN]))


def _page(
    request: HttpRequest, rows: list[dict[str, object]], posts: object, drafts: list[Draft]
) -> HttpResponse:
    user = people.signed_in(request)
    turn = next((row for row in rows if row["mine"]), None)
    return render(
        request,
        "site/my_space.html",
        {
            "rows": rows,
            "posts": posts,
            "turn": turn,
            "drafts": drafts,
            "join_url": reverse("join"),
            "waiting": queries.waiting(user),
            "tools": queries.tools(user),
            "circulars": list(circulars.waiting(user)[:SHOWN]),
        },
    )
