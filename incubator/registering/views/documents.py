"""Documents of a registration, as the team hands them in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.registering import checklist, entering
from incubator.registering.forms import (
    DocumentForm,
    add_reasons,
)
from incubator.registering.views.entries import row_of
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused


@never_cache
def registration_document(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """Bring a document of the list, or say that the original is in hand."""
    row = row_of(request, pk)
    wanted = {one.code: one for one in checklist.wanted(row.kind, row.mode)}
    if code not in wanted or not row.documents.all():
        raise Http404
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            entering.keep_document(
                registration=row,
                code=code,
                by=signed_in(request),
                upload=form.cleaned_data["file"] or None,
            )
        except Refused as refusal:
            add_reasons(form, refusal.reasons, "file")
        else:
            messages.success(request, _("Saved."))
            return redirect("registration", pk=pk)
    values = {"row": row, "form": form, "one": wanted[code]}
    return render(request, "incubator/registering/document.html", values)
