"""Payment orders as the office sees them: the list by whose turn it is, one order, its PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock, downloads
from portal.core.reasons import Reason, Refused, collect
from portal.core.ui import Tab
from portal.organisations import casepage
from portal.organisations.claims.forms import add_refusal
from portal.payments.orders import documents, operations, papers, purposes, queries
from portal.payments.orders.enums import OrderState
from portal.payments.orders.forms import EmptyForm, HandInForm, WordsForm
from portal.payments.orders.models import Order
from portal.payments.payees import queries as payees
from portal.workflow import engine

PER_PAGE = 50
MOST = 10_000
ACTS: dict[str, type[forms.Form]] = {
    "check": EmptyForm,
    "hand_in": HandInForm,
    "send_back": WordsForm,
    "cancel": WordsForm,
}


@never_cache
def payment_orders(request: HttpRequest) -> HttpResponseBase:
    """The orders of the person's offices by whose turn it is, the last day first."""
    found = _seen(request)
    turn, query = request.GET.get("turn", ""), request.GET.get("q", "").strip()[:60]
    turn = turn if turn in queries.OPEN_TURNS else "all"
    labels = {
        "all": _("All"),
        "check": _("To be checked"),
        "make": _("For the maker"),
        "bank": _("With the bank"),
    }
    counts = queries.counts(found)
    rows = queries.turn(queries.searched(found, query), turn)
    values = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "turn": turn,
        "query": query,
        "tabs": [Tab(labels[n], f"?turn={n}", counts[n], n == turn) for n in labels],
        "makes": queries.makes(signed_in(request)),
        "today": clock.today(),
    }
    return render(request, "payments/orders/list.html", values)


def payment_orders_csv(request: HttpRequest) -> HttpResponse:
    """The same orders as a file for a spreadsheet; accounts masked."""
    turn, query = request.GET.get("turn", ""), request.GET.get("q", "").strip()[:60]
    rows = queries.turn(queries.searched(_seen(request), query), turn)[:MOST]
    name = f"payments-{clock.today():%Y%m%d}"
    return downloads.csv_file(name, documents.heads(), documents.lines(rows))


@never_cache
def payment_order(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An order with everything the person can do about it."""
    user, row = signed_in(request), order_of(request, pk)
    possible = {step.action for step in engine.possible(row, user)}
    act = request.POST.get("act", "")
    shown = {name: _form(request, name, act) for name in ACTS if name in possible}
    if request.method == "POST" and act in ACTS:
        form = shown.get(act) or ACTS[act](request.POST)
        if form.is_valid() and _taken(request, row, act, form):
            return redirect("payment_order", pk=pk)
        shown[act] = form
        row = order_of(request, pk)
    values = {
        "row": row,
        "page": casepage.of(row, mine=bool(shown)),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        "open_checks": _against(row, request) if "check" in possible else [],
        "basis": purposes.basis(row),
        "account": payees.account_of(row.body_id),
        "enters": row.status in papers.OPEN and papers.may_enter(row, user),
        "age": (clock.today() - clock.day(row.prepared_at)).days,
    }
    return render(request, "payments/orders/case.html", values)


@never_cache
def payment_order_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The order on paper."""
    row = order_of(request, pk)
    return downloads.pdf_page(row.reference, documents.paper(row))


def order_of(request: HttpRequest, pk: int) -> Order:
    """The order, for the office's people who see money or cases; Http404 for all others."""
    found = queries.of_offices(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _seen(request: HttpRequest) -> Any:
    user = signed_in(request)
    if not payees.offices_seen(user):
        raise Http404
    return queries.of_offices(user)


def _form(request: HttpRequest, name: str, act: str) -> forms.Form:
    data = request.POST if request.method == "POST" and name == act else None
    return ACTS[name](data)


def _taken(request: HttpRequest, row: Order, act: str, form: forms.Form) -> bool:
    user, given = signed_in(request), form.cleaned_data
    known: dict[str, Callable[[], object]] = {
        "check": lambda: operations.check(order=row, by=user),
        "hand_in": lambda: operations.hand_in(order=row, by=user, **given),
        "send_back": lambda: operations.send_back(order=row, by=user, **given),
        "cancel": lambda: operations.cancel(order=row, by=user, **given),
    }
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True


def _against(row: Order, request: HttpRequest) -> list[Reason]:
    """What stands against releasing the order now."""
    step = row.workflow.step("check", OrderState.PREPARED)
    facts = queries.order_facts(row, signed_in(request))
    return list(collect(step.conditions if step else (), facts))
