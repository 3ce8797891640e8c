"""The budgets of the bodies whose money a person sees, and one year of one of them."""

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock, downloads
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.ledger.budgets import queries, terms
from portal.ledger.budgets.models import Budget
from portal.ledger.changes import operations, recording, showing
from portal.ledger.changes import queries as changes
from portal.ledger.changes.forms import OpenForm, add_refusal
from portal.ledger.postings import queries as postings
from portal.ledger.postings import reports
from portal.permissions import Permission

PER_PAGE, MOST_WAITING = 50, 20
KEY = re.compile(r"[0-9]{1,18}")


@never_cache
def budgets(request: HttpRequest) -> HttpResponseBase:
    """The budgets of a year, one row for each body."""
    user = signed_in(request)
    found = queries.visible_to(user)
    this = clock.today().year
    years = sorted({this, *found.order_by().values_list("year", flat=True).distinct()})[::-1]
    given = request.GET.get("year", "")
    year = int(given) if given in map(str, years) else this
    rows = queries.with_sums(found.filter(year=year))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("budgets")
    values = {
        "page": page,
        "tabs": [Tab(str(one), f"{here}?year={one}", None, one == year) for one in years],
        "year": year,
        "may_open": people.may(user, Permission.BUDGET_EDIT),
        "waiting": changes.visible_to(user).filter(status="proposed").count(),
    }
    return render(request, "ledger/budgets.html", values)


@never_cache
def budget_open(request: HttpRequest) -> HttpResponseBase:
    """Begin the budget of a year."""
    user = signed_in(request)
    mine = people.kept_bodies(user, Permission.BUDGET_EDIT)
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        bodies=[(body.pk, body.name) for body in mine],
        year=clock.today().year,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = operations.open_budget(body_id=given["body"], year=given["year"], by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The budget is open. Now add its lines."))
            return redirect("budget", pk=made.pk)
    return render(request, "ledger/open.html", {"form": form})


@never_cache
def budget(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A body's year: what there is, what is promised, paid and free, by source and line."""
    row = _seen(request, pk)
    rights = _rights(request, row)
    if request.method == "POST" and rights["may_edit"]:
        _take_up(request, row)
        return redirect("budget", pk=pk)
    found = queries.lines(row.body_id, row.year)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    days = showing.period(request, row.year)
    waiting = postings.planned(row.body_id, row.year)
    values = {
        "row": row,
        "page": page,
        "sources": showing.by_source(queries.by_source(row)),
        "picture": showing.by_line([line for line in page if line.amount]),
        "heads": showing.HEADS,
        "period": days,
        "statement": showing.statement(reports.of_year(row.pk, days.first, days.last)),
        "changes": changes.waiting(row)[:MOST_WAITING],
        "planned": waiting[:MOST_WAITING],
        "planned_count": waiting.count(),
        **rights,
    }
    return render(request, "ledger/budget.html", values)


def _take_up(request: HttpRequest, row: Budget) -> None:
    """Commit a planned commitment of this year; why not, in words, when it does not fit."""
    given = request.POST.get("take_up", "")
    mine = postings.planned(row.body_id, row.year).filter(year=row.year)
    planned = mine.filter(pk=int(given)).first() if KEY.fullmatch(given) else None
    if planned is None:
        raise Http404
    try:
        recording.take_up(commitment=planned, by=signed_in(request))
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, _("Saved."))


def budget_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of a year as CSV."""
    row = _seen(request, pk)
    found = map(showing.line_cells, queries.lines(row.body_id, row.year))
    return downloads.csv_file(f"budget-{row.year}-{row.pk}", showing.line_heads(), found)


def _seen(request: HttpRequest, pk: int) -> Any:
    row = queries.with_sums(queries.visible_to(signed_in(request))).filter(pk=pk).first()
    if row is None:
        raise Http404
    row.free = row.amount - row.committed - row.paid
    return row


def _rights(request: HttpRequest, row: Budget) -> dict[str, bool]:
    may = people.may(signed_in(request), Permission.BUDGET_EDIT, body=row.body_id)
    over = clock.today() > terms.last_day(row.year)
    return {"may_edit": may and row.closed_at is None, "may_close": may and over}
