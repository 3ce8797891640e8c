"""The zip and the binder of a case, for the office."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from portal import files
from portal.accounts.queries import signed_in
from portal.workflow.binder import archive, operations, queries, registry
from portal.workflow.binder.enums import BinderState
from portal.workflow.binder.tasks import make_binder
from portal.workflow.desk import queries as desk
from portal.workflow.models import Case

SHOWN = 10


def case_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All files of the case in the order of its list."""
    case = _case(request, pk)
    packed = archive.pack(registry.papers(case, signed_in(request)))
    response = FileResponse(
        packed, as_attachment=True, filename=f"{case.number}.zip", content_type="application/zip"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
def binder(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The binders made so far, with progress; POST asks for a new one."""
    user, case = signed_in(request), _case(request, pk)
    if request.method == "POST":
        made = operations.ask(case=case, by=user)
        if made.state == BinderState.WAITING:
            make_binder.enqueue(made.pk)
        return redirect("binder", pk=pk)
    found = list(queries.of_case(case)[:SHOWN])
    states = {one.state for one in found}
    values = {
        "case": case,
        "back": desk.office_url(case),
        "binders": found,
        "making": bool(states & {BinderState.WAITING, BinderState.MAKING}),
        "papers": registry.papers(case, user),
    }
    return render(request, "workflow/binder/binder.html", values)


def binder_file(request: HttpRequest, pk: int, binder: int) -> HttpResponseBase:
    """The PDF."""
    case = _case(request, pk)
    made = get_object_or_404(queries.of_case(case).filter(file__isnull=False), pk=binder)
    if made.file is None:
        raise Http404
    return files.respond(made.file, request, inline=True)


def _case(request: HttpRequest, pk: int) -> Case:
    case = get_object_or_404(desk.visible_to(signed_in(request)), pk=pk)
    if not registry.is_known(case.workflow):
        raise Http404
    return case
