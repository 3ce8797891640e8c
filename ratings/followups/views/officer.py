"""Follow-ups as offices see them: the list with the draw, and a case with its acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import clock, credit_code
from portal.core.reasons import Refused, collect
from portal.organisations import casepage
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.letters import access
from ratings.followups import acts, opening, operations, queries, words
from ratings.followups.forms import (
    CheckForm,
    DrawForm,
    FilterForm,
    LowerForm,
    WordsForm,
    add_refusal,
)
from ratings.followups.models import FollowUp

PER_PAGE, SAMPLES = 25, 5
FORMS: dict[str, type[forms.Form]] = {
    "check": CheckForm,
    "keep": WordsForm,
    "lower": LowerForm,
    "drop": WordsForm,
}


@never_cache
def followups_kept(request: HttpRequest) -> HttpResponseBase:
    """The follow-ups of one's offices, those that wait for it first; here a sample is drawn."""
    user = signed_in(request)
    mine = {body.pk: body for body in queries.registries_of(user)}
    posted = request.method == "POST"
    draw = DrawForm(
        request.POST if posted else None,
        registries=[(key, body.name) for key, body in mine.items()],
    )
    if posted and draw.is_valid():
        given = draw.cleaned_data
        try:
            sample = opening.draw(registry=mine[given["registry"]], size=given["size"], by=user)
        except Refused as refusal:
            add_refusal(draw, refusal)
        else:
            messages.success(request, _("Drawn. The organisations have been told."))
            return redirect("followup_sample", pk=sample.pk)
    form = FilterForm(request.GET or None)
    found = _filtered(queries.of_offices(user), form)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "form": form,
        "draw": draw,
        "page": page,
        "pools": [_pool(key, body.name) for key, body in mine.items()],
        "samples": queries.samples_of(list(mine))[:SAMPLES],
        "level": queries.level(clock.today()),
    }
    return render(request, "ratings/followups/kept.html", values)


@never_cache
def followup_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A follow-up with everything the office can do about it."""
    user = signed_in(request)
    row = _found(request, pk)
    act = request.POST.get("act", "")
    shown = _forms(request, row, user, act)
    if act in shown and shown[act].is_valid() and _taken(row, act, shown[act], user):
        messages.success(request, _("Done. The organisation has been told."))
        return redirect("followup_case", pk=pk)
    case = casepage.case_of(row)
    reads = people.bodies_where(user, Permission.REGISTER_VIEW)
    values = {
        "row": row,
        "page": casepage.of(row, mine=bool(shown)),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        "facts": words.facts(row),
        "checked": list(words.checked(row)),
        "papers": papers(row),
        "letters": access.of_case(user, case),
        "record": reverse("record_detail", args=[row.organisation_id]) if reads else "",
        "regrading": reverse("regrading_case", args=[row.regrading_id])
        if row.regrading_id and reads
        else "",
    }
    return render(request, "ratings/followups/case.html", values)


def papers(row: FollowUp) -> list[dict[str, Any]]:
    """The files of a statement with their addresses."""
    return [
        {"file": one.stored, "url": reverse("followup_file", args=[row.pk, one.pk])}
        for one in row.papers.select_related("stored")
    ]


def _pool(registry: int, name: str) -> tuple[str, int, int]:
    population = len(queries.candidates(registry))
    return name, population, queries.least(population, clock.today())


def _filtered(found: QuerySet[FollowUp], form: FilterForm) -> QuerySet[FollowUp]:
    if form.is_valid():
        given = form.cleaned_data
        typed = given["q"].strip()
        if typed:
            found = found.filter(
                Q(organisation__body__name__icontains=typed)
                | Q(organisation__body__credit_code=credit_code.clean(typed))
                | Q(case__number__iexact=typed)
            )
        found = found.filter(status=given["state"]) if given["state"] else found
        found = found.filter(kind=given["kind"]) if given["kind"] else found
    elif form.is_bound:
        found = found.none()
    return found.order_by("case__closed_at", "case__due_on", "-pk")


def _found(request: HttpRequest, pk: int) -> FollowUp:
    found = queries.of_offices(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _forms(request: HttpRequest, row: FollowUp, user: User, act: str) -> dict[str, Any]:
    """A form for each act that is open; closing without a finding only where nothing is left."""
    possible = {step.action for step in engine.possible(row, user)}
    if "drop" in possible and act != "drop" and collect(acts.DROP, queries.facts(row, user)):
        possible.discard("drop")
    posted = request.method == "POST"

    def made(name: str) -> Any:
        given = request.POST if posted and act == name else None
        if name == "lower":
            return LowerForm(given, request.FILES if given is not None else None)
        return FORMS[name](given)

    return {name: made(name) for name in FORMS if name in possible}


def _taken(row: FollowUp, act: str, form: Any, user: User) -> bool:
    given = form.cleaned_data
    known: dict[str, Callable[[], object]] = {
        "check": lambda: operations.check(row=row, by=user, **given),
        "keep": lambda: operations.keep(row=row, words=given["words"], by=user),
        "lower": lambda: operations.lower(
            row=row, proposal=form.proposal, file=given["file"], by=user
        ),
        "drop": lambda: operations.drop(row=row, words=given["words"], by=user),
    }
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True
