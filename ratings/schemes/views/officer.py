"""Indicator sets as officials keep them: list, overview, preview, publishing, copying."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from ratings.schemes import documents, operations, queries
from ratings.schemes.contents import SheetContent
from ratings.schemes.examples import example
from ratings.schemes.forms import EXAMPLE, BeginForm, add_refusal
from ratings.schemes.queries import EDIT
from ratings.schemes.shown import file_name, shown
from ratings.schemes.views.frame import CHIPS, frame, kept, tell

PER_PAGE = 25
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def schemes(request: HttpRequest) -> HttpResponse:
    """The indicator sets of the official's offices, every version, newest first."""
    user = signed_in(request)
    if not queries.offices(user):
        raise Http404
    page = Paginator(queries.kept_by(user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, (CHIPS[row.phase], row.phase.label)) for row in page.object_list]
    values = {"page": page, "rows": rows, "edits": bool(people.bodies_where(user, EDIT))}
    return render(request, "ratings/schemes/list.html", values)


def begin(request: HttpRequest) -> HttpResponseBase:
    """Begin the indicators of an office for a legal type."""
    user = signed_in(request)
    offices = people.kept_bodies(user, EDIT)
    form = BeginForm(request.POST or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kind, _slash, sub_kind = given["kind"].partition("/")
        ready = example(kind) if given["start"] == EXAMPLE else None
        try:
            version = operations.begin(
                office=next(body for body in offices if str(body.pk) == given["office"]),
                kind=kind,
                sub_kind=sub_kind,
                name=given["name"],
                by=user,
                sheet=ready.sheet if ready else SheetContent(),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("scheme_work", pk=version.pk)
    return render(request, "ratings/schemes/begin.html", {"form": form})


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """A version: its state, everything that is wrong with it, its lines, what can be done."""
    found = kept(request, pk)
    user, sheet = signed_in(request), queries.content(found)
    faults = queries.faults(sheet) if found.published_at is None else ()
    values = {
        "sheet": shown(sheet),
        "blocking": [reason for reason in faults if reason.blocks],
        "doubts": [reason for reason in faults if not reason.blocks],
        "own": found.changed_by_id == user.pk,
        "copies": people.may(user, EDIT, body=found.scheme.office_id),
    }
    template = "ratings/schemes/version.html"
    return render(request, template, frame(request, found, "scheme_work") | values)


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as an organisation and as an expert will see it."""
    found = kept(request, pk)
    expert = request.GET.get("as") == "expert"
    values = {"sheet": shown(queries.content(found)), "expert": expert}
    template = "ratings/schemes/preview.html"
    return render(request, template, frame(request, found, "scheme_preview") | values)


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as a workbook that can be imported again."""
    found = kept(request, pk)
    return workbook(documents.workbook(queries.content(found)), file_name(found))


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to take away."""
    return HttpResponse(
        content,
        content_type=SPREADSHEET,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Publish a draft that somebody else prepared."""
    found = kept(request, pk)
    if request.POST.get("seen") != found.changed_at.isoformat():
        messages.error(request, _("The draft has changed since you opened it. Look at it again."))
        return redirect("scheme_work", pk=pk)
    try:
        operations.publish(version=found, by=signed_in(request), seen=found.changed_at)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Published. It never changes from now on."))
    return redirect("scheme_work", pk=pk)


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A new draft from this version."""
    try:
        made = operations.copy(version=kept(request, pk), by=signed_in(request))
    except Refused as refusal:
        tell(request, refusal)
        return redirect("scheme_work", pk=pk)
    messages.success(request, _("A new draft with everything of this version."))
    return redirect("scheme_work", pk=made.pk)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Offer a version no longer for new rounds."""
    try:
        operations.retire(version=kept(request, pk), by=signed_in(request))
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("No longer offered for new rounds. Who uses it keeps it."))
    return redirect("scheme_work", pk=pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Throw a draft away."""
    try:
        operations.discard(version=kept(request, pk), by=signed_in(request))
    except Refused as refusal:
        tell(request, refusal)
        return redirect("scheme_work", pk=pk)
    messages.success(request, _("The draft is discarded."))
    return redirect("schemes_kept")
