"""Agreements that came back, as the office sees them."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.admission import queries as admission
from incubator.admission.models import Application
from incubator.residence import operations, queries
from incubator.residence.forms import CountersignForm, ReturnForm, add_refusal
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.workflow import engine


@never_cache
def agreement_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Countersign the agreement that came back, or send it back."""
    row = _row(request, pk)
    found = queries.agreement_of(row)
    if found is None:
        raise Http404
    act = request.POST.get("act", "")
    countersign = CountersignForm(
        request.POST if act == "countersign" else None,
        request.FILES if act == "countersign" else None,
        today=clock.today(),
    )
    back = ReturnForm(request.POST if act == "return" else None)
    if request.method == "POST" and _done(request, row, act, countersign, back):
        return redirect("admission_case", pk=pk)
    values = {
        "row": row,
        "case": row.case,
        "agreement": found,
        "countersign": countersign,
        "back": back,
        "latest": queries.latest_begin(clock.today()),
        "possible": {step.action for step in engine.possible(row, signed_in(request))},
    }
    return render(request, "incubator/residence/agreement_case.html", values)


def _row(request: HttpRequest, pk: int) -> Application:
    row = admission.of_offices(signed_in(request)).select_related("body").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _done(
    request: HttpRequest,
    row: Application,
    act: str,
    countersign: CountersignForm,
    back: ReturnForm,
) -> bool:
    user, form = signed_in(request), countersign if act == "countersign" else back
    if act not in ("countersign", "return") or not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        if act == "countersign":
            operations.countersign(
                application=row, upload=given["scan"], begins_on=given["begins_on"], by=user
            )
            messages.success(request, _("In residence. The letter of welcome goes out."))
        else:
            operations.return_agreement(application=row, by=user, words=given["words"])
            messages.success(request, _("Sent back. The applicant has been told."))
    except Refused as refusal:
        add_refusal(form, refusal.reasons)
        return False
    return True
