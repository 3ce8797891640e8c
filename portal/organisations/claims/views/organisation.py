"""A claim as its claimant follows it, and a dispute as the present owner sees it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import masking
from portal.core.reasons import Refused
from portal.core.ui import Fact
from portal.files import responses
from portal.organisations import casepage
from portal.organisations.claims import operations, queries
from portal.organisations.claims.enums import OPEN, ClaimState
from portal.organisations.claims.forms import (
    AnswerForm,
    add_refusal,
)
from portal.organisations.claims.models import Claim
from portal.workflow.letters import access

PAPERS = ("certificate", "authorisation")


@never_cache
def claim_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Handed in: the number, the query code (in this session only), what comes next."""
    claim = _own(request, pk)
    case = casepage.case_of(claim)
    return render(
        request,
        "organisations/receipt.html",
        {
            "case": case,
            "code": casepage.receipt_code(request, case.number),
            "disputed": claim.status == ClaimState.DISPUTED,
            "own_address": reverse("claim", args=[claim.pk]),
            "track_address": request.build_absolute_uri(reverse("track")),
        },
    )


@never_cache
def claim(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The claim as its claimant follows it; what is asked for is answered here."""
    row = _own(request, pk)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.supply(
                claim=row,
                by=signed_in(request),
                words=form.cleaned_data["words"],
                upload=form.cleaned_data["paper"],
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Handed in. The bureau looks at it again."))
            return redirect("claim", pk=pk)
    asked = row.status == ClaimState.SUPPLEMENT
    return render(
        request,
        "organisations/claims/claim.html",
        {
            "claim": row,
            "page": casepage.of(row, mine=asked),
            "form": form if asked else None,
            "facts": claim_facts(row),
            "asked_for": row.asked_for,
            "letters": access.of_case(signed_in(request), casepage.case_of(row)),
            "withdraw_address": reverse("claim_withdraw", args=[pk]) if row.status in OPEN else "",
        },
    )


@never_cache
def claim_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A page of its own before a claim is taken back."""
    row = _own(request, pk)
    if request.method == "POST":
        try:
            operations.withdraw(claim=row, by=signed_in(request))
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("Your claim has been withdrawn."))
        return redirect("claim", pk=pk)
    values = {"case": casepage.case_of(row), "back": reverse("claim", args=[pk])}
    return render(request, "organisations/withdraw.html", values)


def claim_file(request: HttpRequest, pk: int, paper: str) -> HttpResponseBase:
    """A paper of a claim, for the claimant and the bureau's officials."""
    row = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    stored = {
        "certificate": row and row.certificate,
        "authorisation": row and row.authorisation,
        "addition": row and row.added,
        "evidence": row and _evidence(row, request),
    }.get(paper)
    if not stored:
        raise Http404
    return responses.respond(stored, request, inline=True)


@never_cache
def dispute(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the present owner sees of a dispute, and says to it."""
    user = signed_in(request)
    found = queries.disputes_of_owner(user).filter(claim=pk).first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None, request.FILES or None, initial={"words": found.answer})
    if request.method == "POST" and form.is_valid():
        try:
            operations.answer(
                dispute=found,
                by=user,
                words=form.cleaned_data["words"],
                upload=form.cleaned_data["paper"],
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The section head now has your answer."))
            return redirect("dispute", pk=pk)
    page = casepage.of(found.claim, mine=found.answered_at is None)
    return render(
        request,
        "organisations/claims/dispute.html",
        {
            "dispute": found,
            "form": form,
            "page": page,
            "claimant": masking.name(found.claim.name),
        },
    )


def claim_facts(row: Claim) -> list[Fact]:
    """What the claimant handed in, with links to the papers."""
    return [
        Fact(_("Organisation"), row.organisation.body.name),
        Fact(_("Credit code"), row.organisation.body.credit_code or ""),
        Fact(_("What you are to it"), row.get_relation_display()),
        Fact(_("Person's name"), row.name),
        Fact(_("Telephone"), row.phone),
        *(_paper_fact(row, paper) for paper in PAPERS),
        *([_paper_fact(row, "addition")] if row.added else []),
    ]


def _paper_fact(row: Claim, paper: str) -> Fact:
    labels = {
        "certificate": _("Registration certificate"),
        "authorisation": _("Sealed authorisation"),
        "addition": _("Added later"),
    }
    stored = getattr(row, "added" if paper == "addition" else paper)
    return Fact(labels[paper], stored.name, url=reverse("claim_file", args=[row.pk, paper]))


def _evidence(row: Claim, request: HttpRequest) -> Any:
    """The owner's evidence is for the bureau, not for the rival."""
    if row.claimant_id == request.user.pk or not hasattr(row, "dispute"):
        return None
    return row.dispute.evidence


def _own(request: HttpRequest, pk: int) -> Claim:
    found = queries.of_claimant(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
