"""A spreadsheet for a draft: hand it in, see what it would change, take it over."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused, collect
from ratings.schemes import columns, contents, importing, queries, storing
from ratings.schemes.enums import Evidence
from ratings.schemes.forms import ImportForm
from ratings.schemes.models import Version
from ratings.schemes.shown import shown
from ratings.schemes.views.frame import drafts_only, frame, tell


@drafts_only
def upload(request: HttpRequest, version: Version) -> HttpResponseBase:
    """Hand in a spreadsheet."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = importing.take_in(
                version=version, upload=form.cleaned_data["sheet"], by=signed_in(request)
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error("sheet", str(reason))
        else:
            return redirect("scheme_upload", pk=version.pk, upload=kept.pk)
    values = {
        "form": form,
        "heads": [head.heading for head in columns.HEADS.values()],
        "papers": [columns.evidence_words(code) for code in Evidence.values],
    }
    template = "ratings/schemes/import.html"
    return render(request, template, frame(request, version, "scheme_import") | values)


@drafts_only
def preview(request: HttpRequest, version: Version, upload: int) -> HttpResponseBase:
    """What the spreadsheet would make of the draft, and what is wrong with it."""
    kept = queries.upload(version, upload)
    if kept is None:
        raise Http404
    if request.method == "POST":
        try:
            importing.take_over(upload=kept, by=signed_in(request))
        except Refused as refusal:
            tell(request, refusal)
            return redirect("scheme_upload", pk=version.pk, upload=upload)
        messages.success(request, _("The draft is now as in the spreadsheet."))
        return redirect("scheme_work", pk=version.pk)
    sheet = importing.sheet_of(kept)
    faults = importing.faults_of(kept)
    broken = [] if faults else collect((storing.storable,), sheet)
    values = {
        "kept": kept,
        "faults": faults,
        "broken": broken,
        "doubts": [] if faults or broken else queries.faults(sheet),
        "difference": contents.difference(queries.content(version), sheet),
        "sheet": shown(sheet),
    }
    template = "ratings/schemes/upload.html"
    return render(request, template, frame(request, version, "scheme_import") | values)
