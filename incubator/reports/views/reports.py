"""A report, as the organisation writes it and as the base reads it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.reports import prefill, queries, reporting
from incubator.reports.enums import READING, WRITING, Rating
from incubator.reports.forms import ReportForm, WordsForm
from incubator.reports.models import Report
from incubator.reports.questions import CHOICE, MONEY, QUESTIONS
from incubator.reports.views.common import done
from incubator.residence import queries as residences
from portal.accounts.queries import signed_in
from portal.core import money
from portal.core.ui import Fact
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow import queries as cases


@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write a report, or read what was handed in."""
    user = signed_in(request)
    row = queries.of_organisations(user).filter(pk=pk).first()
    if row is None or row.case is None:
        raise Http404
    writes = row.status in WRITING and residences.may_live(user, row.residence)
    form = None
    if writes:
        form = ReportForm(
            request.POST or None,
            answers=row.answers,
            version=row.version,
            whole=request.POST.get("action") != "save",
        )
        if request.method == "POST" and form.is_valid() and _kept(request, row, form):
            return redirect(*_where(request, row))
    values = _values(row, mine=writes)
    return render(request, "incubator/reports/report.html", values | {"form": form})


@never_cache
def report_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Read a report; accept it, or send it back with questions."""
    user = signed_in(request)
    row = cases.one_of(queries.kept_by(user), pk, user)
    if row is None or row.case is None:
        raise Http404
    possible = {step.action for step in engine.possible(row, user)}
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words, act = form.cleaned_data["words"], request.POST.get("action", "")
        acts = {
            "accept": lambda: reporting.accept(report=row, by=user, words=words),
            "send_back": lambda: reporting.send_back(report=row, words=words, by=user),
        }
        if act not in acts:
            form.add_error(None, _("Choose your answer."))
        elif done(request, acts[act], _("Done. The organisation has been told."), form):
            return redirect("residence_case", pk=row.residence_id)
    values = _values(row, mine=bool(possible) and row.status in READING)
    return render(
        request, "incubator/reports/report_case.html", values | {"form": form, "possible": possible}
    )


def _kept(request: HttpRequest, row: Report, form: ReportForm) -> bool:
    given: dict[str, Any] = {
        "report": row,
        "seen": form.cleaned_data["seen"],
        "answers": form.answers(),
        "by": signed_in(request),
    }
    if request.POST.get("action") == "hand_in":
        said = _("Handed in. Thank you; the base reads it next.")
        return done(request, lambda: reporting.hand_in(**given), said, form)
    said = _("Saved. Hand it in when it is complete.")
    return done(request, lambda: reporting.save(**given), said, form)


def _where(request: HttpRequest, row: Report) -> tuple[str, int]:
    if request.POST.get("action") == "hand_in":
        return "residence_home", row.residence_id
    return "report", row.pk


def _values(row: Report, *, mine: bool) -> dict[str, Any]:
    known = row.figures if row.handed_in_at and row.status not in WRITING else prefill.figures(row)
    return {
        "row": row,
        "residence": row.residence,
        "page": casepage.of(row, mine=mine),
        "known": prefill.facts(known),
        "answers": _answers(row),
    }


def _answers(row: Report) -> list[Fact]:
    found = []
    for question in QUESTIONS:
        value = row.answers.get(question.code)
        if value in (None, ""):
            continue
        words = str(value)
        if question.kind == CHOICE:
            words = str(dict(Rating.choices).get(str(value), value))
        elif question.kind == MONEY:
            words = _("%(amount)s yuan") % {"amount": money.yuan(int(str(value)))}
        found.append(Fact(question.label, words))
    return found
