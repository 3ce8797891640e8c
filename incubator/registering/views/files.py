"""The papers of a registration as files, for the team and for those who help it."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.registering import queries
from incubator.registering.models import Registration
from portal.accounts.queries import signed_in
from portal.files import responses


@never_cache
def registration_paper(request: HttpRequest, pk: int, paper: int, form: str) -> HttpResponseBase:
    """One paper as PDF or DOCX, of today or of an earlier version."""
    row = _row(request, pk).papers.select_related("pdf", "docx").filter(pk=paper).first()
    if row is None or form not in ("pdf", "docx"):
        raise Http404
    stored = row.pdf if form == "pdf" else row.docx
    return responses.respond(stored, request, inline=form == "pdf")


@never_cache
def registration_document_file(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """A document that the team brought."""
    row = _row(request, pk).documents.select_related("file").filter(code=code).first()
    if row is None or row.file is None:
        raise Http404
    return responses.respond(row.file, request, inline=True)


@never_cache
def registration_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list and the papers of today as PDF and DOCX, then what the team brought."""
    row = _row(request, pk)
    written = queries.current(row)
    made = [written[sheet] for sheet in queries.sheets(row) if sheet in written]
    brought = row.documents.select_related("file").exclude(file=None)
    stored = [file for paper in made for file in (paper.pdf, paper.docx)]
    stored += [document.file for document in brought if document.file is not None]
    name = _("%(name)s registration papers.zip") % {"name": row.name}
    return responses.archive(stored, name)


def _row(request: HttpRequest, pk: int) -> Registration:
    row = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
