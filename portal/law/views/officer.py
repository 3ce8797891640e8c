"""Keeping the law: local rows and the working calendar."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.audit.operations import Person
from portal.core import clock
from portal.core.reasons import Refused
from portal.law import operations, queries, words
from portal.law.forms import ConfirmForm, DaysForm, EndForm, OverrideForm, ReopenForm, explain
from portal.law.views.public import RECENT, said


def keeping(request: HttpRequest) -> HttpResponse:
    """Every rule with its local row, and the years of the calendar."""
    rows = [said(row) for row in queries.rules_in_force(on=clock.today())]
    local = [
        (override, queries.rows_of(override.key)[0], words.UNITS[override.unit])
        for override in queries.overrides()
        if queries.rows_of(override.key)
    ]
    years = queries.years()
    values = {
        "rows": rows,
        "local": local,
        "recent": years[:RECENT],
        "earlier": years[RECENT:],
        "today": clock.today(),
    }
    return render(request, "law/keeping.html", values)


def override(request: HttpRequest, key: str) -> HttpResponse:
    """Put a local row in the place of one that ships."""
    rows = queries.rows_of(key)
    if not rows:
        raise Http404
    form = OverrideForm(rows[0], request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.override_rule(draft=form.draft(), by=_person(request))
        except Refused as refusal:
            explain(form, refusal)
        else:
            messages.success(request, _("The local row is saved and public."))
            return redirect("law_keeping")
    values = {"form": form, "rule": rows[0], "value": words.value(rows[0])}
    return render(request, "law/override.html", values)


def end_override(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a local row end."""
    found = queries.override(pk)
    if found is None:
        raise Http404
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_override(
                override_id=pk, last_day=form.cleaned_data["last_day"], by=_person(request)
            )
        except Refused as refusal:
            explain(form, refusal)
        else:
            messages.success(request, _("The local row ends on that day."))
            return redirect("law_keeping")
    rule = next(iter(queries.rows_of(found.key)), None)
    return render(request, "law/end_override.html", {"form": form, "found": found, "rule": rule})


def year(request: HttpRequest, year: int) -> HttpResponse:
    """A year of the calendar: enter days, confirm it, or take the confirmation back."""
    view = queries.year_view(year)
    if view is None:
        raise Http404
    sent = request.POST.get("act", "") if request.method == "POST" else ""
    days = DaysForm(request.POST if sent == "days" else None)
    other = ReopenForm if view.confirmed else ConfirmForm
    closing = other(request.POST if sent in ("confirm", "reopen") else None)
    form: forms.Form = days if sent == "days" else closing
    if sent and form.is_valid():
        try:
            _act(request, year, form)
        except Refused as refusal:
            explain(form, refusal)
        else:
            messages.success(request, _("Saved. All limits are counted by it from now on."))
            return redirect("law_year", year=year)
    values = {"view": view, "days": days, "closing": closing, "special": queries.special_days(year)}
    return render(request, "law/year.html", values)


def _act(request: HttpRequest, year: int, form: forms.Form) -> None:
    entered, by = form.cleaned_data, _person(request)
    if isinstance(form, DaysForm):
        first, last = entered["first"], entered["last"] or entered["first"]
        operations.set_days(
            year=year,
            first=first,
            last=last,
            works=entered["works"],
            note=entered["note"],
            by=by,
        )
    elif isinstance(form, ConfirmForm):
        operations.confirm_year(year=year, source=entered["source"], by=by)
    else:
        operations.reopen_year(year=year, why=entered["why"], by=by)


def _person(request: HttpRequest) -> Person:
    """Whoever is signed in; the gate lets nobody else in."""
    return cast(Person, request.user)
