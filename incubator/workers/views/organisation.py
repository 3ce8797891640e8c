"""The register as an organisation keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from incubator.workers import operations, queries
from incubator.workers.forms import (
    EndForm,
    ExamForm,
    JobForm,
    MonthsForm,
    PaperForm,
    ReasonForm,
    StudyForm,
    WorkerForm,
    add_refusal,
)
from incubator.workers.models import Employment, WorkerList
from incubator.workers.views import common
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

TITLES = {
    "change": gettext_lazy("Change the entry"),
    "certificate": gettext_lazy("Certificate or renewal"),
    "months": gettext_lazy("Prove insured months"),
    "study": gettext_lazy("Continuing education"),
    "exam": gettext_lazy("Examination"),
    "end": gettext_lazy("End the entry"),
}
FORMS: dict[str, Callable[..., Any]] = {
    "certificate": PaperForm,
    "months": MonthsForm,
    "study": StudyForm,
    "exam": ExamForm,
    "end": EndForm,
}


@never_cache
def workers(request: HttpRequest, body: int) -> HttpResponse:
    """Everybody in an organisation's register, with what is proven this year."""
    found = body_of(request, body)
    left = request.GET.get("left") == "1"
    page, rows = common.listed(queries.of_body(found.pk, ended=left), request.GET.get("page"))
    counts = queries.numbers(found.pk)
    values = {
        "body": found,
        "page": page,
        "rows": rows,
        "left": left,
        "year": clock.today().year,
        "edits": _edits(request, found),
        "insured": queries.insured_full_time(found.pk, clock.today()),
        "tabs": [
            Tab(_("At work"), request.path, counts["there"], current=not left),
            Tab(_("Have left"), f"{request.path}?left=1", counts["left"], current=left),
        ],
        "lists": WorkerList.objects.filter(body=found)[:5],
    }
    return render(request, "incubator/workers/workers.html", values)


@never_cache
def workers_csv(request: HttpRequest, body: int) -> HttpResponse:
    """The figures of a year, masked."""
    found = body_of(request, body)
    return common.figures(queries.of_body(found.pk), common.year_of(request), "workers")


@never_cache
def worker_add(request: HttpRequest, body: int) -> HttpResponseBase:
    """Enter a person."""
    found = _edited(request, body)
    form = WorkerForm(request.POST or None, initial={"full_time": True})
    if request.method == "POST" and form.is_valid():
        try:
            row = operations.register(body=found, entered=form.entered, by=signed_in(request))
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Entered. Now prove the insured months."))
            return redirect("worker", body=body, pk=row.pk)
    return render(request, "incubator/workers/add.html", {"body": found, "form": form})


@never_cache
def worker(request: HttpRequest, body: int, pk: int) -> HttpResponse:
    """One entry: facts, certificates, months, education, exams; numbers masked."""
    found = body_of(request, body)
    row = _row(found, pk)
    values = {**common.details(row), "body": found, "edits": _edits(request, found)}
    return render(request, "incubator/workers/worker.html", values)


@never_cache
def worker_act(request: HttpRequest, body: int, pk: int, act: str) -> HttpResponseBase:
    """One change of an entry, on a page of its own."""
    found = _edited(request, body)
    row = _row(found, pk)
    if act not in TITLES:
        raise Http404
    form = _form(act, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _do(act, row, form, signed_in(request))
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Kept."))
            return redirect("worker", body=body, pk=pk)
    values = {"body": found, "row": row, "form": form, "title": TITLES[act], "act": act}
    return render(request, "incubator/workers/act.html", values)


@never_cache
def worker_month(request: HttpRequest, body: int, pk: int, month: int) -> HttpResponseBase:
    """Strike out a month that was entered by mistake, with the reason."""
    found = _edited(request, body)
    row = _row(found, pk)
    one = row.insured_months.filter(pk=month).first()
    if one is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.strike_month(
                month=one, words=form.cleaned_data["words"], by=signed_in(request)
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The month was struck out."))
            return redirect("worker", body=body, pk=pk)
    title = _("Strike out %(month)s") % {"month": one}
    values = {"body": found, "row": row, "form": form, "title": title, "act": "month"}
    return render(request, "incubator/workers/act.html", values)


def body_of(request: HttpRequest, pk: int) -> Body:
    """The organisation, for those who belong to it; 404 for everybody else."""
    found = queries.body_seen(signed_in(request), pk)
    if found is None:
        raise Http404
    return found


def _edited(request: HttpRequest, pk: int) -> Body:
    found = body_of(request, pk)
    if not _edits(request, found):
        raise Http404
    return found


def _edits(request: HttpRequest, body: Body) -> bool:
    return people.may(signed_in(request), Permission.ORGANISATION_EDIT, body=body.pk)


def _row(body: Body, pk: int) -> Employment:
    row = queries.shown(Employment.objects.filter(body=body, pk=pk)).first()
    if row is None:
        raise Http404
    return row


def _form(act: str, row: Employment, data: Any) -> Any:
    return JobForm.of(row, data) if act == "change" else FORMS[act](data)


def _do(act: str, row: Employment, form: Any, by: User) -> None:
    typed = form.cleaned_data
    acts: dict[str, Callable[[], object]] = {
        "change": lambda: operations.change(
            employment=row, name=typed["name"].strip(), job=form.job, by=by
        ),
        "certificate": lambda: operations.keep_certificate(employment=row, paper=form.paper, by=by),
        "months": lambda: operations.add_months(employment=row, months=form.months, by=by),
        "study": lambda: operations.add_study(employment=row, by=by, **typed),
        "exam": lambda: operations.keep_exam(employment=row, by=by, **typed),
        "end": lambda: operations.end(employment=row, by=by, **typed),
    }
    acts[act]()
