"""Uploading a list of workers: the page, the preview, what is to mend, and the writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.workers import documents, faults, lists, queries
from incubator.workers.cells import COLUMNS
from incubator.workers.enums import ListPhase, Verdict
from incubator.workers.forms import ListForm, add_refusal
from incubator.workers.models import WorkerList
from incubator.workers.views import common
from incubator.workers.views.organisation import body_of
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

RUNNING = (ListPhase.READING, ListPhase.WRITING)


@never_cache
def worker_upload(request: HttpRequest, body: int) -> HttpResponseBase:
    """Choose the file; nothing is written before its preview was confirmed."""
    found = _edited(request, body)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = lists.upload(
                body=found, upload=form.cleaned_data["upload"], by=signed_in(request)
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("worker_list", body=body, pk=made.pk)
    values = {"body": found, "form": form, "columns": COLUMNS}
    return render(request, "incubator/workers/upload.html", values)


def worker_template(request: HttpRequest, body: int) -> HttpResponse:
    """The empty list as a workbook."""
    body_of(request, body)
    return _workbook(documents.template(), "社工名单模板.xlsx")


@never_cache
def worker_list(request: HttpRequest, body: int, pk: int) -> HttpResponseBase:
    """An uploaded list: how far the worker is, every faulty row, and the decision."""
    found = _edited(request, body)
    made = _list(found, pk)
    counts = queries.rows_by_verdict(made)
    verdict = request.GET.get("class", "")
    if verdict not in Verdict.values:
        verdict = Verdict.FAULTY if counts["faulty"] else Verdict.GOOD
    rows = made.rows.filter(verdict=verdict)
    page = Paginator(rows, common.PER_PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "body": found,
        "list": made,
        "running": made.phase in RUNNING,
        "counts": counts,
        "page": page,
        "rows": [(row, [faults.of(fault) for fault in row.reasons]) for row in page],
        "tabs": [
            Tab(label, f"?class={value}#rows", counts[value], current=value == verdict)
            for value, label in Verdict.choices
            if counts[value]
        ],
        "own": made.uploaded_by_id == request.user.pk and made.wiped_at is None,
    }
    return render(request, "incubator/workers/list.html", values)


@require_POST
def worker_list_confirm(request: HttpRequest, body: int, pk: int) -> HttpResponseBase:
    """Let the worker write the good rows."""
    made = _list(_edited(request, body), pk)
    return _done(request, made, lambda: lists.confirm(upload=made, by=signed_in(request)))


@require_POST
def worker_list_discard(request: HttpRequest, body: int, pk: int) -> HttpResponseBase:
    """Put the list away."""
    made = _list(_edited(request, body), pk)
    return _done(request, made, lambda: lists.discard(upload=made, by=signed_in(request)))


@never_cache
def worker_list_rows(request: HttpRequest, body: int, pk: int) -> HttpResponseBase:
    """The rows to mend as a workbook, for whoever uploaded them."""
    made = _list(_edited(request, body), pk)
    try:
        rows = lists.taken_away(upload=made, by=signed_in(request))
    except Refused as refusal:
        return _told(request, made, refusal)
    return _workbook(documents.to_mend(rows), "社工名单-待修改.xlsx")


def _done(request: HttpRequest, made: WorkerList, act: Any) -> HttpResponseBase:
    try:
        act()
    except Refused as refusal:
        return _told(request, made, refusal)
    return redirect("worker_list", body=made.body_id, pk=made.pk)


def _told(request: HttpRequest, made: WorkerList, refusal: Refused) -> HttpResponseBase:
    for reason in refusal.reasons:
        messages.error(request, str(reason))
    return redirect("worker_list", body=made.body_id, pk=made.pk)


def _edited(request: HttpRequest, pk: int) -> Body:
    found = body_of(request, pk)
    if not people.may(signed_in(request), Permission.ORGANISATION_EDIT, body=pk):
        raise Http404
    return found


def _list(body: Body, pk: int) -> WorkerList:
    made = WorkerList.objects.filter(body=body, pk=pk).select_related("uploaded_by").first()
    if made is None:
        raise Http404
    return made


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=common.WORKBOOK)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    return response
