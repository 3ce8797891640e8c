"""Answering requests, entering calls, keeping the menu."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incubator.support import operations, queries, showing
from incubator.support.enums import State
from incubator.support.forms import (
    AppointmentForm,
    CallerForm,
    DeclineForm,
    DeliverForm,
    WordsForm,
    add_refusal,
)
from incubator.support.models import SupportItem, SupportRequest
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow.steps import Waits

PER_PAGE = 50
Act = Callable[..., SupportRequest]
ACTS: dict[str, Act] = {
    "accept": operations.accept,
    "move": operations.move,
    "decline": operations.decline,
    "call_off": operations.call_off,
    "deliver": operations.deliver,
    "miss": operations.miss,
    "cancel_for_them": operations.cancel_for_them,
}
VERBS = {
    "accept": gettext_lazy("Fix an appointment"),
    "move": gettext_lazy("Move the appointment"),
    "decline": gettext_lazy("Decline, with what else there is"),
    "call_off": gettext_lazy("Call it off"),
    "deliver": gettext_lazy("Enter what was done"),
    "miss": gettext_lazy("Nobody came"),
    "cancel_for_them": gettext_lazy("They cancel by telephone"),
}
LISTS: dict[str, dict[str, Any]] = {
    "waiting": {"case__waits_for": Waits.OFFICE, "case__closed_at": None},
    "fixed": {"status": State.ACCEPTED},
    "done": {"case__closed_at__isnull": False},
}


def requests(request: HttpRequest) -> HttpResponseBase:
    """The requests of one's bases: what waits, what is fixed, what is done."""
    found = queries.requests_kept(signed_in(request))
    chosen = request.GET.get("list", "")
    chosen = chosen if chosen in LISTS else "waiting"
    order = {"waiting": "case__due_on", "fixed": "begins_at", "done": "-case__closed_at"}[chosen]
    rows = found.filter(**LISTS[chosen]).order_by(order, "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    here, titles = (
        reverse("support_kept"),
        {
            "waiting": _("Waiting for an answer or a result"),
            "fixed": _("Appointments"),
            "done": _("Done"),
        },
    )
    tabs = [Tab(titles[name], f"{here}?list={name}", None, name == chosen) for name in LISTS]
    values = {"page": page, "tabs": tabs, "chosen": chosen, "today": clock.today()}
    return render(request, "incubator/support/kept.html", values)


def case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A request with everything one can do about it."""
    return _page(request, _kept(request, pk))


def act(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Take a step; what was typed stays when it is refused."""
    if action not in ACTS:
        raise Http404
    row, user = _kept(request, pk), signed_in(request)
    if request.method != "POST":
        return redirect("support_case", pk=pk)
    form = _form(action, row, user, request.POST)
    if form.is_valid():
        try:
            ACTS[action](request=row, by=user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("support_case", pk=pk)
    return _page(request, _kept(request, pk), action, form)


def caller(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter the call of somebody who asks for an item."""
    user = signed_in(request)
    item = queries.answered_by(user).filter(pk=pk).first()
    if item is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = CallerForm(data, initial={"wished_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        named = given.pop("name").strip()
        body = bodies.with_code(named) or bodies.named(named).filter(active=True).first()
        if body is None or body.kind not in queries.ASKERS:
            words = _("Nobody of this name is known. Look it up under Social organisations.")
            form.add_error("name", words)
        else:
            try:
                made = operations.ask(item=item, body=body, by=user, **given)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("Entered. You can fix the appointment now."))
                return redirect("support_case", pk=made.pk)
    values = {"item": item, "form": form, "facts": showing.facts(item)}
    return render(request, "incubator/support/caller.html", values)


def _kept(request: HttpRequest, pk: int) -> SupportRequest:
    found = queries.requests_kept(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _form(action: str, row: SupportRequest, user: User, data: Any = None) -> Any:
    if action in ("accept", "move"):
        place = row.place or (row.item.base.address if row.item.base else row.item.office.address)
        person = row.person or user.get_full_name()
        first = {"place": place, "person": person, "minutes": row.minutes}
        return AppointmentForm(data, instance=row, initial=first, prefix=action)
    if action == "decline":
        others = _others(row.item)
        return DeclineForm(data, others=others, prefix=action)
    if action == "deliver":
        return DeliverForm(data, initial={"minutes": row.minutes}, prefix=action)
    return WordsForm(data, prefix=action)


def _others(item: SupportItem) -> Any:
    return queries.menu().exclude(pk=item.pk)


def _page(
    request: HttpRequest, row: SupportRequest, tried: str = "", form: Any = None
) -> HttpResponseBase:
    user = signed_in(request)
    steps = [step for step in engine.possible(row, user) if step.action in ACTS]
    offers = [
        (
            step.action,
            VERBS[step.action],
            form if step.action == tried else _form(step.action, row, user),
            step.action == tried,
        )
        for step in sorted(steps, key=lambda step: list(ACTS).index(step.action))
    ]
    return render(
        request,
        "incubator/support/case.html",
        {
            "row": row,
            "page": casepage.of(row, mine=bool(steps)),
            "facts": showing.request_facts(row),
            "offers": offers,
            "form": form,
            "until": queries.cancel_until(row.begins_at) if row.begins_at else None,
        },
    )
