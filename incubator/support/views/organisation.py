"""Asking for support, and one's requests."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from incubator.support import operations, queries, showing
from incubator.support.enums import BOOKED_ELSEWHERE, ItemKind, State
from incubator.support.forms import AskForm, RatingForm, add_refusal
from incubator.support.models import SupportRequest
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.workflow import engine

PER_PAGE = 50


def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for an item: for whom, which day, what it is about."""
    user = signed_in(request)
    item = queries.menu().filter(pk=pk).first()
    if item is None:
        raise Http404
    if ItemKind(item.kind) in BOOKED_ELSEWHERE:
        return redirect(showing.address(item))
    mine = queries.bodies_of(user)
    values: dict[str, Any] = {
        "item": item,
        "dish": showing.dish(item),
        "facts": showing.facts(item),
        "cancel_hours": queries.number("support.cancel_before"),
    }
    if not mine:
        return render(request, "incubator/support/nobody.html", values)
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, bodies=mine, earliest=queries.earliest(item))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        body = bodies.body(given.pop("body"))
        try:
            made = operations.ask(item=item, body=body, by=user, **given)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Asked. The base answers soon; see below by when."))
            return redirect("support_request", pk=made.pk)
    return render(request, "incubator/support/ask.html", values | {"form": form})


def mine(request: HttpRequest) -> HttpResponseBase:
    """Everything one's organisations and teams asked for, newest first."""
    found = queries.requests_of(signed_in(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "incubator/support/mine.html", {"page": page})


def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A request with what came of it, and what one can do now."""
    return _page(request, _mine(request, pk), None)


def cancel(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Cancel a request, told before what becomes of the allowance."""
    row, user = _mine(request, pk), signed_in(request)
    reasons: tuple[Any, ...] = ()
    if request.method == "POST":
        try:
            operations.cancel(request=row, by=user)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Cancelled."))
            return redirect("support_request", pk=pk)
    until = queries.cancel_until(row.begins_at) if row.begins_at else None
    values = {
        "row": row,
        "until": until,
        "late": until is not None and row.status == State.ACCEPTED and until < clock.now(),
        "reasons": reasons,
        "has_mistakes": bool(reasons),
    }
    return render(request, "incubator/support/cancel.html", values)


def rate(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say how good a delivered service was."""
    row, user = _mine(request, pk), signed_in(request)
    form = RatingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.rate(request=row, by=user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Thank you. The base reads it."))
            return redirect("support_request", pk=pk)
    return _page(request, row, form)


def _mine(request: HttpRequest, pk: int) -> SupportRequest:
    found = queries.requests_of(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, row: SupportRequest, form: RatingForm | None) -> HttpResponseBase:
    user = signed_in(request)
    possible = {step.action for step in engine.possible(row, user)}
    acts = row.body_id in dict(queries.bodies_of(user))
    may_rate = acts and queries.may_be_rated(row)
    shown = form if form is not None else (RatingForm() if may_rate else None)
    return render(
        request,
        "incubator/support/request.html",
        {
            "row": row,
            "page": casepage.of(row, mine=may_rate),
            "facts": showing.request_facts(row),
            "may_cancel": "cancel" in possible,
            "until": queries.cancel_until(row.begins_at) if row.begins_at else None,
            "form": shown,
            "phone": row.item.phone,
        },
    )
