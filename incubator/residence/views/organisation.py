"""The agreement and the residence as the organisation sees them."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.admission import queries as admission
from incubator.admission.models import Application
from incubator.residence import documents, operations, queries
from incubator.residence.forms import SignForm, add_refusal
from incubator.residence.models import Agreement
from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.files import responses
from portal.workflow import engine

FILES = ("made", "own", "both")


@never_cache
def agreement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The agreement: read, print, stamp, upload."""
    row = _own(request, pk)
    found = _agreement(row)
    may_sign = any(step.action == "sign" for step in engine.possible(row, signed_in(request)))
    form = SignForm(request.POST or None, request.FILES or None) if may_sign else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            operations.sign(
                application=row, upload=form.cleaned_data["scan"], by=signed_in(request)
            )
        except Refused as refusal:
            add_refusal(form, refusal.reasons, "scan")
        else:
            messages.success(request, _("Handed in. The office countersigns it next."))
            return redirect("agreement", pk=pk)
    values = {
        "row": row,
        "agreement": found,
        "form": form,
        "case": row.case,
        "left": _left(row),
        "returned": _returned(row),
    }
    return render(request, "incubator/residence/agreement.html", values)


@never_cache
def agreement_file(request: HttpRequest, pk: int, which: str) -> HttpResponseBase:
    """A file of the agreement: as made, with one stamp, with both."""
    if which not in FILES:
        raise Http404
    row = admission.visible_to(signed_in(request)).filter(pk=pk).first()
    found = queries.agreement_of(row) if row is not None else None
    if found is None:
        raise Http404
    if which == "made" and found.made is None:
        found = documents.make(found)
    stored = getattr(found, which)
    if stored is None:
        raise Http404
    return responses.respond(stored, request, inline=True)


@never_cache
def residence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The way from an application to the page of its residence."""
    found = queries.residence_for(signed_in(request), pk)
    if found is None or not admission.of_applicant(signed_in(request)).filter(pk=pk).exists():
        raise Http404
    return redirect("residence_home", pk=found.pk)


def _own(request: HttpRequest, pk: int) -> Application:
    row = admission.of_applicant(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _agreement(row: Application) -> Agreement:
    found = queries.agreement_of(row)
    if found is None:
        raise Http404
    return found


def _left(row: Application) -> int | None:
    case = row.case
    if case is None or case.due_on is None or case.closed_at is not None:
        return None
    return workdays.working_days_left(case.due_on, clock.today())


def _returned(row: Application) -> str:
    """What the office said when it sent the scan back, while it waits for another."""
    return queries.returned_words(row) if row.status == "agreement" else ""
