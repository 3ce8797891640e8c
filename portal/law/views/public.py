"""The law as everybody may read it: the rows in force, their history, the working calendar."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.core import clock, workdays
from portal.core.dated import RuleRow
from portal.law import queries, words
from portal.law.forms import DeadlineForm, OnForm

RECENT = 4


def rules(request: HttpRequest) -> HttpResponse:
    """Every rule in force today, or on the day asked for (``?on=2026-03-01``)."""
    form = OnForm(request.GET if "on" in request.GET else None)
    today = clock.today()
    on = (form.is_valid() and form.cleaned_data["on"]) or today
    rows = queries.rules_in_force(on=on)
    groups = [
        (group, [said(row) for row in same])
        for group, same in groupby(rows, key=lambda row: row.group)
    ]
    values = {"form": form, "on": on, "is_today": on == today, "groups": groups}
    return render(request, "law/rules.html", values)


def rule(request: HttpRequest, key: str) -> HttpResponse:
    """All rows of a rule, the shipped and the local ones, newest first."""
    rows = queries.rows_of(key)
    if not rows:
        raise Http404
    today = clock.today()
    said_rows = [said(row) | {"now": row.in_force(today)} for row in rows]
    return render(request, "law/rule.html", {"rule": rows[0], "rows": said_rows})


def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """A year's holidays and worked weekends, and a reckoner of time limits."""
    found = queries.year_view(year or clock.today().year)
    if found is None:
        raise Http404
    form = DeadlineForm(request.GET if "start" in request.GET else None)
    years = queries.years()
    values = {
        "view": found,
        "recent": years[:RECENT],
        "earlier": years[RECENT:],
        "form": form,
        "start": form.cleaned_data["start"] if form.is_valid() else None,
        "deadline": reckon(form) if form.is_valid() else None,
    }
    return render(request, "law/calendar.html", values)


def reckon(form: DeadlineForm) -> workdays.Deadline:
    """The last day of the limit that was asked for."""
    asked = form.cleaned_data
    return workdays.deadline(asked["start"], asked["length"], asked["unit"])


def said(row: RuleRow) -> dict[str, Any]:
    """A row with the words a page needs."""
    return {
        "row": row,
        "value": words.value(row),
        "confidence": words.CONFIDENCE[row.confidence],
        "dated_by": words.DATED_BY[row.dated_by],
    }
