"""A line of a budget: its figures, its postings, its commitments; a posting with its legs."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import downloads
from portal.core.reasons import Refused
from portal.ledger.budgets import queries
from portal.ledger.budgets.models import Line
from portal.ledger.changes import queries as changes
from portal.ledger.changes import recording, showing
from portal.ledger.changes.forms import RecordForm, WordsForm, add_refusal
from portal.ledger.postings import bases, reports
from portal.ledger.postings import queries as postings
from portal.ledger.postings.enums import Account
from portal.permissions import Permission

PER_PAGE, MOST_LINES = 50, 20_000


@never_cache
def line(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A line with its statement and its postings; ?account=paid shows what makes that figure."""
    row = _seen(request, pk)
    account = _account(request)
    page = Paginator(postings.of_line(pk, account), PER_PAGE).get_page(request.GET.get("page"))
    days = showing.period(request, row.budget.year)
    may = people.may(signed_in(request), Permission.BUDGET_EDIT, body=row.budget.body_id)
    values = {
        "row": row,
        "account": Account(account).label if account else "",
        "query": f"?account={account}" if account else "",
        "page": page,
        "entries": showing.entered(list(page.object_list)),
        "period": days,
        "statement": showing.statement(reports.statement([pk], days.first, days.last)),
        "may_edit": may and not row.closed,
    }
    return render(request, "ledger/line.html", values)


def line_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The postings of a line as CSV, newest first."""
    row = _seen(request, pk)
    found = showing.entered(list(postings.of_line(pk, _account(request))[:MOST_LINES]))
    lines = map(showing.posting_cells, found)
    return downloads.csv_file(f"{row.budget.year}-{row.code}", showing.posting_heads(), lines)


@never_cache
def commitments(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is or was promised from a line, with what each promise rests on."""
    row = _seen(request, pk)
    page = Paginator(postings.on_line(pk), PER_PAGE).get_page(request.GET.get("page"))
    known = bases.described([one.basis for one in page])
    rows = [(one, known.get(one.basis)) for one in page]
    return render(request, "ledger/commitments.html", {"row": row, "page": page, "rows": rows})


@never_cache
def line_record(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down spending of money that is not the office's."""
    user = signed_in(request)
    row = queries.kept_lines(user).filter(pk=pk, recorded=True).first()
    if row is None:
        raise Http404
    form = RecordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            recording.write_down(line=row, by=user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("budget_line", pk=pk)
    return render(request, "ledger/record.html", {"row": row, "form": form})


@never_cache
def posting(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A posting with its legs and what it rests on; striking out what was recorded wrongly."""
    user = signed_in(request)
    row = postings.visible_to(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    legs = list(postings.legs_of(row))
    undone = getattr(row, "reversed_by", None)
    may = undone is None and not changes.against_striking(row, user)
    form = WordsForm(request.POST if request.method == "POST" and may else None)
    if request.method == "POST" and may and form.is_valid():
        try:
            recording.strike_out(posting=row, by=user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Struck out; both entries stay in the record."))
            return redirect("budget_posting", pk=pk)
    values: dict[str, Any] = {
        "row": row,
        "legs": legs,
        "home": legs[0].line if legs else None,
        "basis": bases.described([row.basis]).get(row.basis),
        "undone": undone,
        "form": form if may else None,
    }
    return render(request, "ledger/posting.html", values)


def _seen(request: HttpRequest, pk: int) -> Line:
    row = queries.visible_lines(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _account(request: HttpRequest) -> str:
    given = request.GET.get("account", "")
    return given if given in Account.values else ""
