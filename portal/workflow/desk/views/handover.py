"""Handing over a person's cases: one page to check, then the list to print."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import clock, downloads, workdays
from portal.core.reasons import Refused
from portal.permissions import Permission
from portal.workflow.desk import documents, queries
from portal.workflow.desk.forms import HandoverForm, add_refusal
from portal.workflow.desk.handover import hand_over
from portal.workflow.models import Case

SHOWN, PER_PAGE = 500, 30


@never_cache
def handover(request: HttpRequest) -> HttpResponseBase:
    """Choose whose cases, tick them, choose the colleague, and do it in one act."""
    user = signed_in(request)
    office, giver = _chosen(request, user)
    colleagues = list(people.handlers(office).order_by("name", "pk"))
    found = list(queries.handled_by(giver, office)[:SHOWN])
    others = [one for one in colleagues if one.pk != giver.pk]
    form = HandoverForm(request.POST or None, colleagues=others)
    ticked = {int(key) for key in request.POST.getlist("cases") if key.isascii() and key.isdigit()}
    if request.method == "POST" and form.is_valid():
        taker = next(one for one in others if str(one.pk) == form.cleaned_data["taker"])
        try:
            made = hand_over(
                office=office,
                giver=giver,
                taker=taker,
                cases=ticked,
                by=user,
                words=form.cleaned_data["words"],
            )
        except Refused as refused:
            add_refusal(form, refused)
            found = list(queries.handled_by(giver, office)[:SHOWN])
        else:
            messages.success(request, _("Handed over. Print the list and let both sign it."))
            return redirect("handover_done", pk=made.pk)
    values = {
        "office": bodies.of_ids([office]).get(),
        "offices": bodies.of_ids(queries.offices_of(user)),
        "giver": giver,
        "givers": colleagues if _may_for_others(user, office) else [],
        "rows": _rows(found, ticked if request.method == "POST" else None),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "workflow/desk/handover.html", values, status=status)


def handovers(request: HttpRequest) -> HttpResponse:
    """The handovers of my offices."""
    found = queries.handovers_of(signed_in(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "workflow/desk/handovers.html", {"page": page})


def handover_done(request: HttpRequest, pk: int) -> HttpResponse:
    """A handover with its cases."""
    made = get_object_or_404(queries.handovers_of(signed_in(request)), pk=pk)
    rows = list(made.cases.select_related("case"))
    shown = [
        {"row": row, "url": queries.office_url(row.case), "state": _state(row.case, row.state)}
        for row in rows
    ]
    return render(request, "workflow/desk/handover_done.html", {"made": made, "rows": shown})


def handover_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The list to print."""
    made = get_object_or_404(queries.handovers_of(signed_in(request)), pk=pk)
    return downloads.pdf_page(f"handover-{made.pk}", documents.handover(made))


def _chosen(request: HttpRequest, user: User) -> tuple[int, User]:
    """Office and giver of the address: one's own unless one may move others' cases."""
    offices = queries.offices_of(user)
    wanted = request.GET.get("office", "")
    office = int(wanted) if wanted.isascii() and wanted.isdigit() else (offices or [0])[0]
    if office not in offices:
        raise Http404
    key = request.GET.get("giver", "")
    if not (key.isascii() and key.isdigit()) or int(key) == user.pk:
        return office, user
    if not _may_for_others(user, office):
        raise Http404
    if len(key) > 18:
        raise Http404
    known = Q(handled__holder=office) | Q(pk__in=people.handlers(office))
    return office, get_object_or_404(User.objects.filter(known).distinct(), pk=int(key))


def _may_for_others(user: User, office: int) -> bool:
    return people.may(user, Permission.CASES_REASSIGN, body=office)


def _rows(found: list[Case], ticked: set[int] | None) -> list[dict[str, object]]:
    today = clock.today()
    return [
        {
            "case": case,
            "url": queries.office_url(case),
            "left": workdays.working_days_left(case.due_on, today) if case.due_on else None,
            "ticked": ticked is None or case.pk in ticked,
        }
        for case in found
    ]


def _state(case: Case, state: str) -> object:
    return case.table.states(state).label
