"""An application as its organisation follows it: steps, what is asked for, what was handed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from incubator.admission import queries as admission_queries
from incubator.admission.enums import AdmissionState as State
from incubator.admission.models import Application
from incubator.applying import contents, operations
from incubator.applying.views.supplying import hand_in, points_form, points_shown
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.letters import access
from portal.workflow.publicity import queries as publicity

QUESTIONS = {
    "withdraw": gettext_lazy("Withdraw the application?"),
    "decline": gettext_lazy("Give up the place?"),
    "extend": gettext_lazy("Take more time?"),
}


@never_cache
def admission(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The application's own page; what a return asks for is answered here."""
    row, user = _own(request, pk), signed_in(request)
    acts = _acts(request, row)
    form = points_form(request, row) if "supply" in acts else None
    if request.method == "POST" and form is not None and form.is_valid():
        if hand_in(request, row, form):
            messages.success(request, _("Handed in. The office looks at it again."))
            return redirect("admission", pk=pk)
        row = _own(request, pk)
    return render(
        request,
        "incubator/applying/application.html",
        {
            "application": row,
            "page": casepage.of(row, mine=bool({"supply", "sign"} & acts)),
            "form": form,
            "points": points_shown(row, form),
            "may_extend": "extend" in acts and not row.extended,
            "agreement": _agreement(row) if "sign" in acts else "",
            "withdraw": reverse("admission_withdraw", args=[pk]) if "withdraw" in acts else "",
            "decline": reverse("admission_decline", args=[pk]) if "decline" in acts else "",
            "letters": access.of_case(user, casepage.case_of(row)),
            "sections": contents.sections(row),
            "frozen": contents.frozen(row),
            "papers": contents.papers(row),
            "lists": contents.lists(row),
            "objections": publicity.objections_of(row.case_id or 0),
            "score": admission_queries.points(row.score) if row.status in TOLD else "",
        },
    )


@never_cache
def admission_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Handed in: the number, the query code (in this session only), what comes next."""
    row = _own(request, pk)
    case = casepage.case_of(row)
    return render(
        request,
        "incubator/applying/receipt.html",
        {
            "application": row,
            "case": case,
            "code": casepage.receipt_code(request, case.number),
            "own_address": reverse("admission", args=[pk]),
            "track_address": request.build_absolute_uri(reverse("track")),
            "papers": contents.papers(row),
        },
    )


@never_cache
def admission_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A page of its own before an application is taken back."""
    return _confirmed(request, pk, "withdraw", _("Your application has been withdrawn."))


@never_cache
def admission_decline(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A page of its own before a place, or a place on the reserve list, is given up."""
    return _confirmed(request, pk, "decline", _("You have given up the place."))


@never_cache
def admission_extend(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A page of its own before the one extension is taken."""
    return _confirmed(request, pk, "extend", _("You have more time now."))


def _confirmed(request: HttpRequest, pk: int, act: str, done: str) -> HttpResponseBase:
    row = _own(request, pk)
    _may_act(request, row)
    if request.method == "POST":
        operation: Any = getattr(operations, act)
        try:
            operation(application=row, by=signed_in(request))
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, done)
        return redirect("admission", pk=pk)
    values = {
        "application": row,
        "case": casepage.case_of(row),
        "act": act,
        "question": QUESTIONS[act],
        "back": reverse("admission", args=[pk]),
    }
    return render(request, "incubator/applying/confirm.html", values)


def _acts(request: HttpRequest, row: Application) -> set[str]:
    """What the person may do with it now."""
    return {step.action for step in engine.possible(row, signed_in(request))} & OWN_ACTS


def _may_act(request: HttpRequest, row: Application) -> None:
    if not people.may(signed_in(request), Permission.ORGANISATION_EDIT, body=row.body_id):
        raise Http404


def _agreement(row: Application) -> str:
    """The page of the agreement, where there is one."""
    try:
        return reverse("agreement", args=[row.pk])
    except NoReverseMatch:
        return ""


def _own(request: HttpRequest, pk: int) -> Application:
    found = admission_queries.of_applicant(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


OWN_ACTS = frozenset({"supply", "extend", "withdraw", "decline", "sign"})
TOLD = frozenset(
    {
        State.PUBLICITY,
        State.RESERVE,
        State.AGREEMENT,
        State.SIGNED,
        State.RESIDENT,
        State.NOT_SELECTED,
        State.RESERVE_EXPIRED,
    }
)
