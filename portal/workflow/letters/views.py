"""A letter on screen (the printable twin of its PDF), its file, and the way to its stamped scan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal import files
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.workflow.letters import access, documents, operations
from portal.workflow.letters.forms import ScanForm
from portal.workflow.letters.models import Letter


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as a page; the office sees what is still to do."""
    found = access.readable(signed_in(request), pk)
    return _page(request, found, ScanForm())


def letter_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The version that counts; while there is none, the office gets the PDF to print."""
    found = access.readable(signed_in(request), pk)
    stored = found.effective or documents.make(found).pdf
    if stored is None:
        return redirect("letter", pk=pk)
    return files.respond(stored, request, inline=True)


def letter_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: the scan of the stamped paper."""
    user = signed_in(request)
    found = access.readable(user, pk)
    if request.method != "POST":
        return redirect("letter", pk=pk)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            operations.attach_scan(letter=found, upload=form.cleaned_data["scan"], by=user)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("scan", str(reason))
        else:
            messages.success(request, _("The letter is in force. Those it concerns can read it."))
            return redirect("letter", pk=pk)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Letter, form: ScanForm) -> HttpResponse:
    user = signed_in(request)
    office = access.of_office(user, found)
    return render(
        request,
        "workflow/letter_office.html" if office else "workflow/letter.html",
        {
            "letter": found,
            "paper": documents.document(found),
            "replacement": found.replacement,
            "may_stamp": access.may_stamp(user, found) and not found.in_force,
            "may_correct": access.may_stamp(user, found) and found.replacement is None,
            "form": form,
        },
        status=200 if not form.errors else 422,
    )
