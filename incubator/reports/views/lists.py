"""Who is in residence: the list of a base and its office, with filters, and as a table file."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from incubator.reports import queries, tables
from incubator.residence import queries as residences
from incubator.residence.enums import LIVING, UNDER_REVIEW, ResidenceState
from incubator.residence.models import Residence
from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.core.reasons import Text
from portal.organisations.casepage import HOLDERS

PER_PAGE = 50
MOST_ROWS = 5000
STAGES: dict[str, tuple[Text, tuple[str, ...]]] = {
    "living": (gettext_lazy("in residence"), LIVING),
    "review": (gettext_lazy("under mid-term review"), UNDER_REVIEW),
    "hearing": (
        gettext_lazy("termination proposed"),
        (ResidenceState.HEARING, ResidenceState.HEARD),
    ),
    "exit": (gettext_lazy("exit evaluation"), (ResidenceState.EXIT,)),
    "leaving": (gettext_lazy("handing back"), (ResidenceState.LEAVING,)),
    "after": (gettext_lazy("followed up"), (ResidenceState.FOLLOW_UP,)),
    "closed": (gettext_lazy("all done"), (ResidenceState.CLOSED,)),
}


@never_cache
def residence_list(request: HttpRequest) -> HttpResponseBase:
    """The residences a person looks after or whose office sees them, 50 on a page."""
    mine = residences.kept_by(signed_in(request))
    rows = _filtered(request, mine)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    bases = mine.order_by("base").values_list("base", "base__body__name").distinct()
    values = {
        "page": page,
        "lines": _lines(page.object_list),
        "stages": [(code, words) for code, (words, _states) in STAGES.items()],
        "bases": [(str(key), name) for key, name in bases],
        "stage": request.GET.get("stage", ""),
        "base": request.GET.get("base", ""),
        "late": bool(request.GET.get("late")),
        "query": request.GET.urlencode(),
    }
    return render(request, "incubator/reports/residences.html", values)


@never_cache
def residences_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet, with the same filters."""
    rows = _filtered(request, residences.kept_by(signed_in(request)))
    return tables.residences(f"residences-{clock.today():%Y%m%d}", rows[:MOST_ROWS])


def _filtered(request: HttpRequest, rows: QuerySet[Residence]) -> QuerySet[Residence]:
    stage, base = request.GET.get("stage", ""), request.GET.get("base", "")
    status = request.GET.get("status", "")
    if status in ResidenceState.values:
        rows = rows.filter(status=status)
    elif stage in STAGES:
        rows = rows.filter(status__in=STAGES[stage][1])
    elif stage != "all":
        rows = rows.filter(ended_on=None)
    if base.isdecimal() and len(base) <= 18:
        rows = rows.filter(base=int(base))
    if request.GET.get("late"):
        rows = rows.filter(Exists(queries.late_reports().filter(residence=OuterRef("pk"))))
    return rows


def _lines(rows: Any) -> list[dict[str, Any]]:
    """Each residence with whose turn it is, and what its reports want."""
    found, today = list(rows), clock.today()
    marks = queries.marks(row.pk for row in found)
    lines = []
    for row in found:
        case = row.case
        due = case.due_on if case and case.closed_at is None else None
        waits = case.waits_for if case else ""
        lines.append(
            {
                "row": row,
                "turn": HOLDERS.get(waits, case.holder.name if case else "—"),
                "due": due,
                "left": workdays.working_days_left(due, today) if due else None,
                "tier": row.terms.get("tier", {}).get("name", ""),
                "listed": bool(row.abnormal_since or row.dishonest_since),
                "state": case.state_label if case else _("being taken over"),
                **marks.get(row.pk, {}),
            }
        )
    return lines
