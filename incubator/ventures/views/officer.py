"""The calls of an office: the list, and one call with its terms, needs, panel and result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.incentives import queries as lines
from incubator.ventures import calling, conditions, queries, rounds
from incubator.ventures.enums import ProjectState
from incubator.ventures.forms import AppointForm, BeginForm, NeedForm, TermsForm, add_refusal
from incubator.ventures.models import VentureCall, VentureProject
from incubator.ventures.showing import phase
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import money
from portal.core.forms import Form
from portal.core.reasons import Refused, collect
from portal.permissions import Permission

PER_PAGE = 50
State = ProjectState
MOST_PLACES = 2000


@never_cache
def ventures_kept(request: HttpRequest) -> HttpResponseBase:
    """The calls of the person's offices; a new one is begun here."""
    user = signed_in(request)
    mine = {body.pk: body for body in bodies.of_ids(people.bodies_where(user, queries.EDIT))}
    sent = request.method == "POST"
    names = [(pk, body.name) for pk, body in mine.items()]
    form = BeginForm(request.POST if sent else None, offices=names)
    if sent and form.is_valid():
        given = form.cleaned_data
        try:
            made = calling.begin(office=mine[given["office"]], title=given["title"], by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("venture_call_kept", pk=made.pk)
    found = Paginator(queries.visible_calls(user).order_by("-pk"), PER_PAGE)
    page = found.get_page(request.GET.get("page"))
    counts = queries.counts([call.pk for call in page])
    rows = [(call, *phase(call), counts.get(call.pk, 0)) for call in page]
    values = {"page": page, "rows": rows, "form": form if mine else None}
    return render(request, "incubator/ventures/kept.html", values)


@never_cache
def venture_call_kept(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A call with everything the office can do about it, and its projects."""
    user = signed_in(request)
    call = queries.visible_calls(user).filter(pk=pk).first()
    if call is None:
        raise Http404
    act = request.POST.get("act", "")
    found = {name: _form(request, call, name, act) for name in _acts(call, user)}
    if request.method == "POST" and act in found and _taken(request, call, act, found[act]):
        return redirect("venture_call_kept", pk=pk)
    projects = queries.visible_to(user).filter(call=call).order_by("rank", "turn", "pk")
    page = Paginator(projects, PER_PAGE).get_page(request.GET.get("page"))
    words, look = phase(call)
    draft = call.published_at is None
    placed = {one.pk: one for one in queries.ranking(call)} if "decide" in found else {}
    values = {
        "call": call,
        "forms": found,
        "tried": act,
        "error_form": found.get(act),
        "needs": queries.needs_of(call),
        "lacks": list(collect(conditions.PUBLISH, queries.call_facts(call))) if draft else (),
        "page": page,
        "rows": [(row, placed.get(row.pk), rounds.points(row.score)) for row in page],
        "panel": queries.panel_of(call),
        "phase": words,
        "look": look,
        "room": queries.room(call),
    }
    return render(request, "incubator/ventures/call_kept.html", values)


def _acts(call: VentureCall, user: Any) -> list[str]:
    """What the person may do with the call now."""
    office = call.office_id
    edits = people.may(user, queries.EDIT, body=office)
    approves = people.may(user, queries.APPROVE, body=office)
    if call.published_at is None:
        own = ["save", "add_need", "drop_need"] if edits else []
        return own + (["publish"] if approves and call.prepared_by_id != user.pk else [])
    waits = set(
        VentureProject.objects.filter(call=call, status__in=(*rounds.OPEN, State.SCORED))
        .order_by().values_list("status", flat=True).distinct()
    )  # fmt: skip
    found = []
    if State.CHECKED in waits and people.may(user, Permission.PANEL_CONVENE, body=office):
        found.append("convene")
    if State.DEFENCE in waits and edits:
        found.append("appoint")
    if State.SCORED in waits and approves:
        found.append("decide")
    return found


def _form(request: HttpRequest, call: VentureCall, name: str, act: str) -> forms.Form:
    data = request.POST if request.method == "POST" and name == act else None
    if name == "save":
        choices = [_line(line) for line in lines.lines_to_choose(call.office_id)]
        return TermsForm(data, call=call, lines=choices)
    if name == "add_need":
        places = bodies.divisions_under(call.office.division_id)[:MOST_PLACES]
        return NeedForm(data, places=places)
    if name == "appoint":
        return AppointForm(data)
    return Form(data)


def _taken(request: HttpRequest, call: VentureCall, act: str, form: Any) -> bool:
    user = signed_in(request)
    if not form.is_valid():
        return False
    known: dict[str, Callable[[], object]] = {
        "save": lambda: calling.save(call=call, by=user, **form.terms()),
        "add_need": lambda: calling.add_need(call=call, by=user, **form.need()),
        "drop_need": lambda: calling.drop_need(
            call=call, need=_key(request.POST.get("need", "")), by=user
        ),
        "publish": lambda: calling.publish(call=call, by=user),
        "convene": lambda: rounds.convene(call=call, by=user),
        "appoint": lambda: rounds.appoint(call=call, by=user, **form.cleaned_data),
        "decide": lambda: rounds.decide(call=call, by=user),
    }
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True


def _key(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 18 else 0


def _line(line: Any) -> tuple[int, str]:
    words = f"{line.get_source_display()} {line.code} {line.name}"
    return line.pk, _("%(line)s (free: %(yuan)s yuan)") % {
        "line": words, "yuan": money.yuan(line.free),
    }  # fmt: skip
