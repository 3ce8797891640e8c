"""Evaluating: the list of a year, and one base's year from the account to publicity."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.admission import queries as admission
from incubator.yearly import operations, queries
from incubator.yearly.forms import EmptyForm, OpenForm, SheetForm, VisitForm, WordsForm, add_refusal
from incubator.yearly.models import Evaluation
from incubator.yearly.views.common import result
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow.letters import access

PER_PAGE = 50
YEARS = 3
ACTS = ("visit", "return_account", "score", "publish", "call_off")


@never_cache
def evaluations(request: HttpRequest) -> HttpResponseBase:
    """The bases of a year, each with where its evaluation stands."""
    user = signed_in(request)
    years, given = _years(), request.GET.get("year", "")
    year = int(given) if given.isdecimal() and int(given) in years else years[0]
    found = queries.visible_to(user).filter(year=year).order_by("case__due_on", "base__body__name")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("evaluations")
    values = {
        "page": page,
        "rows": [(row, admission.points(row.score), row.proposed) for row in page],
        "tabs": [Tab(str(one), f"{here}?year={one}", None, one == year) for one in years],
        "year": year,
    }
    return render(request, "incubator/yearly/evaluations.html", values)


@never_cache
def evaluation_open(request: HttpRequest) -> HttpResponseBase:
    """Open the evaluation of a base's year."""
    user = signed_in(request)
    mine = queries.to_evaluate(user)
    form = OpenForm(
        request.POST if request.method == "POST" else None,
        bases=[(base.pk, base.body.name) for base in mine],
        years=_years(),
    )
    if request.method == "POST" and form.is_valid():
        base = mine.filter(pk=form.cleaned_data["base"]).first()
        if base is None:
            raise Http404
        try:
            row = operations.open_year(base=base, year=form.cleaned_data["year"], by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Opened. The base has been asked for its account."))
            return redirect("evaluation_case", pk=row.pk)
    return render(request, "incubator/yearly/open.html", {"form": form})


@never_cache
def evaluation_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A base's year with everything the office can do about it."""
    user = signed_in(request)
    row = queries.visible_to(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    possible = {step.action for step in engine.possible(row, user)}
    act = request.POST.get("act", "")
    shown = {name: _form(request, row, name, act) for name in ACTS if name in possible}
    if request.method == "POST" and act in shown and _taken(request, row, act, shown[act]):
        return redirect("evaluation_case", pk=pk)
    page = casepage.of(row, mine=bool(shown))
    values = {
        "row": row,
        "page": page,
        "letters": access.of_case(user, page.case),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        **result(row),
    }
    return render(request, "incubator/yearly/case.html", values)


def _form(request: HttpRequest, row: Evaluation, name: str, act: str) -> forms.Form:
    data = request.POST if request.method == "POST" and name == act else None
    if name == "score":
        return SheetForm(data, lines=queries.lines(row), points=row.points)
    if name == "visit":
        return VisitForm(data)
    return EmptyForm(data) if name == "publish" else WordsForm(data)


def _taken(request: HttpRequest, row: Evaluation, act: str, form: Any) -> bool:
    user = signed_in(request)
    if not form.is_valid():
        return False
    given = form.cleaned_data
    known: dict[str, Callable[[], object]] = {
        "visit": lambda: operations.visit(evaluation=row, by=user, **given),
        "return_account": lambda: operations.return_account(evaluation=row, by=user, **given),
        "score": lambda: operations.score(
            evaluation=row, points=form.typed("points"), words=form.typed("words"), by=user
        ),
        "publish": lambda: operations.publish(evaluation=row, by=user),
        "call_off": lambda: operations.call_off(evaluation=row, by=user, **given),
    }
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True


def _years() -> list[int]:
    """The year to evaluate now, and the two before it."""
    newest = queries.year_now()
    return [newest - back for back in range(YEARS)]
