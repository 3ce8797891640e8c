"""Decisions about grades as officials see them."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused, collect
from portal.files import responses
from portal.organisations import casepage
from portal.organisations.claims.forms import DecisionForm, add_refusal
from portal.organisations.record import queries as records
from portal.organisations.regrading import operations, pages, queries
from portal.organisations.regrading.forms import ProposalForm
from portal.organisations.regrading.models import Regrading
from portal.workflow.letters import access

HINTS = {
    "confirm": gettext_lazy("The record changes at once, and the letter is issued."),
    "reject": gettext_lazy("Nothing changes. Say why."),
    "cancel": gettext_lazy("Only by whoever proposed it. Say why."),
}


@never_cache
def propose(request: HttpRequest, pk: int, day: str) -> HttpResponseBase:
    """Propose to lower, cancel or restore the grade announced on a day."""
    user = signed_in(request)
    organisation = records.visible_to(user).filter(pk=pk).first()
    if organisation is None or not queries.competent(user, organisation):
        raise Http404
    found = queries.grade_of(pk, _day(day))
    if found is None:
        raise Http404
    grade, standing = found
    form = ProposalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = operations.propose(
                organisation=organisation,
                announced_on=grade.announced_on,
                proposal=form.proposal,
                file=form.cleaned_data["file"],
                by=user,
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Proposed. The organisation was told and may answer."))
            return redirect("regrading_case", pk=row.pk)
    values = {"organisation": organisation, "grade": grade, "standing": standing, "form": form}
    return render(request, "organisations/regrading/propose.html", values)


@never_cache
def case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A proposal about a grade, and the second official's decision."""
    user, row = signed_in(request), _row(request, pk)
    offered = casepage.choices(row, user, HINTS)
    form = DecisionForm(request.POST or None, offered=offered, known=HINTS)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(row, request, form)
        except Refused as refused:
            add_refusal(form, refused)
            row = _row(request, pk)
        else:
            messages.success(request, _("Done. The organisation was told."))
            return redirect("regrading_case", pk=pk)
    return _page(request, row, form)


def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The document behind a proposal, for officials who may read the record."""
    return responses.respond(_row(request, pk).file, request, inline=True)


def _row(request: HttpRequest, pk: int) -> Regrading:
    found = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as wrong:
        raise Http404 from wrong


def _decide(row: Regrading, request: HttpRequest, form: DecisionForm) -> None:
    user, words = signed_in(request), form.cleaned_data["words"]
    acts: dict[str, Callable[[], Regrading]] = {
        "confirm": lambda: operations.confirm(row=row, by=user),
        "reject": lambda: operations.reject(row=row, by=user, words=words),
        "cancel": lambda: operations.cancel(row=row, by=user, words=words),
    }
    acts[form.cleaned_data["action"]]()


def _page(request: HttpRequest, row: Regrading, form: DecisionForm) -> HttpResponse:
    user = signed_in(request)
    mine = bool(casepage.choices(row, user, HINTS))
    step = row.workflow.step("confirm", row.status)
    known = queries.decision_facts(row, user)
    address = reverse("regrading_document", args=[row.pk])
    return render(
        request,
        "organisations/regrading/case.html",
        {
            "page": casepage.of(row, mine=mine),
            "form": form,
            "row": row,
            "open_checks": collect(step.conditions if step else (), known),
            "met_checks": [],
            "papers": [{"label": row.document, "file": row.file, "url": address}],
            "facts": pages.officials_of(row),
            "letters": access.of_case(user, casepage.case_of(row)),
            "facts_title": _("What is to be decided"),
        },
    )
