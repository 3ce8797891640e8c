"""A claim as the bureau checks and decides it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import masking
from portal.core.reasons import Reason, Refused, Severity, collect
from portal.core.ui import Fact
from portal.organisations import casepage
from portal.organisations.claims import operations, queries
from portal.organisations.claims.enums import ClaimState
from portal.organisations.claims.forms import DecisionForm, add_refusal
from portal.organisations.claims.models import Claim
from portal.workflow.letters import access

HINTS = {
    "approve": gettext_lazy("The claimant becomes the owner at once and is told."),
    "ask_more": gettext_lazy("One complete list, once; our days stop until it is handed in."),
    "refuse": gettext_lazy("With the reason and what can be done; a letter goes out."),
    "uphold": gettext_lazy("All posts held until now end; the claimant becomes the owner."),
    "dismiss": gettext_lazy("Nothing changes; the claimant gets the reason."),
}
ACTS: dict[str, Callable[..., Claim]] = {
    "approve": operations.approve,
    "ask_more": operations.ask_more,
    "refuse": operations.refuse,
    "uphold": operations.uphold,
    "dismiss": operations.dismiss,
}


@never_cache
def claim_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything about a claim, and the decision."""
    user = signed_in(request)
    claim = queries.of_offices(user).filter(pk=pk).first()
    if claim is None:
        raise Http404
    form = _form(request, claim)
    if request.method == "POST" and form.is_valid():
        try:
            ACTS[form.cleaned_data["action"]](
                claim=claim, by=user, words=form.cleaned_data["words"]
            )
        except Refused as refusal:
            add_refusal(form, refusal)
            claim.refresh_from_db()
        else:
            messages.success(request, _("Done. The claimant has been told."))
            return redirect("claim_case", pk=pk)
    return _page(request, claim, form)


@never_cache
def claim_letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: the letter as it would go out with these words; nothing is decided yet."""
    claim = queries.of_offices(signed_in(request)).filter(pk=pk).first()
    if claim is None:
        raise Http404
    return casepage.preview(request, claim, to=claim.name, name=claim.organisation.body.name)


def _form(request: HttpRequest, claim: Claim) -> DecisionForm:
    offered = casepage.choices(claim, signed_in(request), HINTS)
    return DecisionForm(request.POST or None, offered=offered, known=ACTS)


def _page(request: HttpRequest, claim: Claim, form: DecisionForm) -> HttpResponse:
    user = signed_in(request)
    mine = bool(casepage.choices(claim, user, HINTS))
    page = casepage.of(claim, mine=mine, among=queries.of_offices(user))
    open_one, met = _checks(claim, request)
    return render(
        request,
        "organisations/claims/case.html",
        {
            "claim": claim,
            "page": page,
            "form": form,
            "letters": access.of_case(user, page.case),
            "preview": reverse("claim_letter", args=[claim.pk]),
            "open_checks": open_one,
            "met_checks": met,
            "papers": _papers(claim),
            "facts": _facts(claim),
            "dispute": getattr(claim, "dispute", None),
        },
    )


def _checks(claim: Claim, request: HttpRequest) -> tuple[list[Reason], list[tuple[str, str]]]:
    """What the system found: open points as reasons, met ones with their source."""
    facts = queries.decision_facts(claim, signed_in(request))
    organisation = claim.organisation
    step = claim.workflow.step(
        "uphold" if claim.status == ClaimState.DISPUTED else "approve", claim.status
    )
    found = list(collect(step.conditions if step else (), facts))
    if not _same_name(claim):
        found.append(_other_name(claim))
    met = []
    if not facts.struck_off:
        met.append((_("The organisation stands on the register"), casepage.source(organisation)))
    if not facts.owned:
        met.append((_("Nobody acts for it on the portal yet"), _("this system")))
    if not facts.own_case:
        met.append((_("You are not a party to the case"), _("this system")))
    if _same_name(claim):
        met.append((_("The claimant is the legal representative"), casepage.source(organisation)))
    return found, met


def _same_name(claim: Claim) -> bool:
    return claim.name.strip() == claim.organisation.legal_representative.strip()


def _other_name(claim: Claim) -> Reason:
    return Reason(
        "not_legal_representative",
        _("The claimant is not the legal representative of the register (%(name)s)."),
        _("Compare seal, name and signature on the authorisation."),
        severity=Severity.INFO,
        params={"name": claim.organisation.legal_representative or "–"},
    )


def _papers(claim: Claim) -> list[dict[str, Any]]:
    evidence = claim.dispute.evidence if hasattr(claim, "dispute") else None
    stored = [
        (_("Registration certificate"), "certificate", claim.certificate),
        (_("Sealed authorisation"), "authorisation", claim.authorisation),
        (_("Added later"), "addition", claim.added),
        (_("Evidence of the present owner"), "evidence", evidence),
    ]
    return [
        {"label": label, "file": file, "url": reverse("claim_file", args=[claim.pk, paper])}
        for label, paper, file in stored
        if file is not None
    ]


def _facts(claim: Claim) -> list[Fact]:
    organisation = claim.organisation
    return [
        Fact(_("Organisation"), organisation.body.name),
        Fact(_("Credit code"), organisation.body.credit_code or ""),
        Fact(_("Legal representative"), organisation.legal_representative),
        Fact(_("Claimant"), claim.name, note=claim.get_relation_display()),
        Fact(_("Telephone"), masking.phone(claim.phone)),
        Fact(_("What the claimant added"), claim.addition)
        if claim.addition
        else Fact(_("Asked for more"), claim.asked_for or _("not yet")),
    ]
