"""The staff work list and the way from a number to its case."""

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.queries import signed_in
from portal.core import clock, downloads
from portal.core.ui import Tab
from portal.site.work import queries
from portal.workflow import queries as cases
from portal.workflow.desk import queries as desk
from portal.workflow.models import Case, Channel
from portal.workflow.steps import tables

PER_PAGE, ASKED = 50, 5
SCOPES = {
    "mine": _("Waiting for us"),
    "assigned": _("Assigned to me"),
    "others": _("With somebody else"),
    "done": _("Finished"),
    "all": _("All of the office"),
    "soon": _("Ending soon"),
}


def work_list(request: HttpRequest) -> HttpResponse:
    """What waits for the official's offices, by last day."""
    user = signed_in(request)
    filters = _filters(request)
    found = queries.listed(user, filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = queries.scope_counts(user)
    watching = queries.only_watches(user)
    late, due_today = queries.late_and_today(user)
    return render(
        request,
        "site/work_list.html",
        {
            "filters": filters,
            "page": page,
            "groups": queries.groups(list(page.object_list), watching=watching),
            "watching": watching,
            "tabs": _tabs(filters.scope, counts),
            "waiting": counts["mine"],
            "late": late,
            "due_today": due_today,
            "today": clock.today(),
            "workflows": tables(),
            "channels": Channel.choices,
            "states": queries.states(filters.workflow),
            "handlers": queries.handlers(user),
            "asked": list(desk.waiting_instructions(user)[:ASKED]),
        },
    )


def work_list_export(request: HttpRequest) -> HttpResponse:
    """The same list with the same filters as CSV (UTF-8 with BOM, formulas defused)."""
    heads = ("number", "matter", "applicant", "state", "channel", "received", "due", "handler")
    found = queries.listed(signed_in(request), _filters(request))[:5000]
    return downloads.csv_file(f"work-{clock.today()}", heads, (_cells(case) for case in found))


def _cells(case: Case) -> list[object]:
    return [
        case.number,
        case.table.title,
        case.applicant,
        case.state_label,
        case.get_channel_display(),
        f"{case.opened_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}",
        case.due_on,
        case.handler.get_full_name() if case.handler else "",
    ]


def case_by_number(request: HttpRequest) -> HttpResponseBase:
    """From the search field of the workspace to the case, or to the list filtered by the words."""
    words = request.GET.get("q", "").strip()[:80]
    case = cases.of_offices(signed_in(request)).filter(number__iexact=words).first()
    if case is not None:
        return redirect(queries.address(case, office=True))
    return redirect(f"{reverse('work_list')}?{urlencode({'scope': 'all', 'text': words})}")


def _tabs(scope: str, counts: dict[str, int]) -> list[Tab]:
    address = reverse("work_list")
    return [
        Tab(label, f"{address}?scope={code}", counts[code], current=code == scope)
        for code, label in SCOPES.items()
    ]


def _filters(request: HttpRequest) -> queries.Filters:
    chosen = request.GET
    scope = chosen.get("scope", "mine")
    return queries.Filters(
        scope=scope if scope in queries.SCOPES else "mine",
        text=chosen.get("text", "").strip()[:80],
        workflow=chosen.get("workflow", "")[:40],
        channel=chosen.get("channel", "")[:12],
        order="received" if chosen.get("order") == "received" else "due",
        state=chosen.get("state", "")[:40],
        handler=_handler(chosen.get("handler", "")),
        due_from=_day(chosen.get("due_from", "")),
        due_to=_day(chosen.get("due_to", "")),
    )


def _handler(words: str) -> str:
    known = words in ("me", "nobody") or (words.isascii() and words.isdigit() and len(words) < 19)
    return words if known else ""


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
