"""Files of applications, each after its policy: evidence, scans, templates, the receipt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from incubator.admission import queries as admission
from incubator.admission.models import Application
from incubator.applying import documents, queries, questions
from incubator.applying.views import common
from portal.accounts.queries import signed_in
from portal.files import responses
from portal.files.enums import Kind
from portal.organisations import casepage


def admission_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """A paper of an application, for its organisation and the office's officials."""
    row = _visible(request, pk)
    found = row.papers.filter(pk=paper).select_related("stored").first()
    if found is None:
        raise Http404
    return responses.respond(found.stored, request, inline=True)


def admission_scan(request: HttpRequest, pk: int, scan: str) -> HttpResponseBase:
    """The scan or the signed slip of an application that came on paper."""
    row = _visible(request, pk)
    stored = {"paper": row.paper, "slip": row.slip}.get(scan)
    if stored is None:
        raise Http404
    return responses.respond(stored, request, inline=True)


def admission_draft_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file of a draft, for those who act for its organisation."""
    found = queries.draft_paper(signed_in(request), pk)
    if found is None:
        raise Http404
    return responses.respond(found.stored, request, inline=True)


def admission_template(request: HttpRequest, pk: int, item: str) -> HttpResponse:
    """An empty list to fill in, with the right headings and one example."""
    programme = common.programme_or_404(pk)
    wanted = next((row for row in questions.lists_of(programme) if row.code == item), None)
    if wanted is None:
        raise Http404
    content = documents.template(wanted.list_kind)
    return _file(content, f"{wanted.title}.xlsx", Kind.XLSX.content_type)


@never_cache
def admission_receipt_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt as PDF; the query code stands on it only in the session that handed in."""
    row = _visible(request, pk)
    code = casepage.receipt_code(request, str(row))
    return _file(documents.receipt(row, code), f"{row}.pdf", Kind.PDF.content_type)


def _visible(request: HttpRequest, pk: int) -> Application:
    found = admission.visible_to(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response
