"""A claim as it is made: three steps, each kept as it is entered."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core.reasons import Reason, Refused, collect
from portal.core.ui import Fact, Step
from portal.organisations import casepage
from portal.organisations.claims import conditions, operations, queries
from portal.organisations.claims.forms import (
    ClaimantForm,
    DeclarationForm,
    PapersForm,
    add_refusal,
)
from portal.organisations.claims.models import ClaimDraft
from portal.organisations.register.models import Organisation

PAPERS = ("certificate", "authorisation")
STEPS = (
    ("claim_start", gettext_lazy("Who you are")),
    ("claim_papers", gettext_lazy("Certificate and authorisation")),
    ("claim_check", gettext_lazy("Check and hand in")),
)


def claim_start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Step 1: the known facts, what stands in the way, and who claims."""
    user, organisation = signed_in(request), _organisation(pk)
    draft = queries.draft_of(user, organisation)
    facts = queries.submit_facts(user, organisation, draft)
    reasons = collect((*conditions.BEGIN, conditions.owned_by_another), facts)
    form = ClaimantForm(request.POST or None, initial=_initial(draft, user.name, user.phone))
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_draft(organisation=organisation, by=user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("claim_papers", pk=pk)
    return _step(
        request,
        "claim_start",
        organisation,
        {"form": form, "blocked": [r for r in reasons if r.blocks], "warnings": _mild(reasons)},
    )


def claim_papers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Step 2: the two papers; each is kept as soon as it has come."""
    user, organisation = signed_in(request), _organisation(pk)
    draft = queries.draft_of(user, organisation)
    if draft is None or not draft.relation:
        return redirect("claim_start", pk=pk)
    kept = [paper for paper, stored in _papers(draft).items() if stored]
    form = PapersForm(request.POST or None, request.FILES or None).exchange(kept)
    if request.method == "POST":
        if request.POST.get("remove") in PAPERS:
            operations.detach(draft=draft, paper=request.POST["remove"])
            return redirect("claim_papers", pk=pk)
        if form.is_valid() and _keep_papers(form, draft, request):
            return redirect("claim_check", pk=pk)
    return _step(
        request,
        "claim_papers",
        organisation,
        {"form": form, "draft": draft, "papers": _papers(draft)},
    )


@never_cache
def claim_check(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Step 3: everything once more, the declaration, and the handing in."""
    user, organisation = signed_in(request), _organisation(pk)
    draft = queries.draft_of(user, organisation)
    if draft is None or not draft.relation:
        return redirect("claim_start", pk=pk)
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            claim, code = operations.submit(draft=draft, by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            casepage.remember_receipt(request, str(claim), code)
            return redirect("claim_receipt", pk=claim.pk)
    reasons = collect(conditions.SUBMIT, queries.submit_facts(user, organisation, draft))
    return _step(
        request,
        "claim_check",
        organisation,
        {
            "form": form,
            "facts": _draft_facts(draft),
            "blocked": [] if form.errors else [r for r in reasons if r.blocks],
            "warnings": _mild(reasons),
        },
    )


def claim_authorisation_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The authorisation to print, fill in and seal."""
    organisation = _organisation(pk)
    draft = queries.draft_of(signed_in(request), organisation)
    values = {"organisation": organisation, "draft": draft}
    return render(request, "organisations/claims/authorisation.html", values)


def _organisation(pk: int) -> Organisation:
    found = Organisation.objects.select_related("body__division", "registry").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _initial(draft: ClaimDraft | None, name: str, phone: str | None) -> dict[str, str]:
    if draft is None:
        return {"name": name, "phone": phone or ""}
    return {"relation": draft.relation, "name": draft.name, "phone": draft.phone}


def _mild(reasons: tuple[Reason, ...]) -> list[Reason]:
    return [reason for reason in reasons if not reason.blocks]


def _keep_papers(form: PapersForm, draft: ClaimDraft, request: HttpRequest) -> bool:
    """Store each paper that came; a refused one does not cost the other. True when all is well."""
    for paper in PAPERS:
        upload = form.cleaned_data[paper]
        if upload is not None:
            try:
                operations.attach(draft=draft, paper=paper, upload=upload, by=signed_in(request))
            except Refused as refusal:
                for reason in refusal.reasons:
                    form.add_error(paper, str(reason))
    facts = queries.submit_facts(signed_in(request), draft.organisation, draft)
    for reason in conditions.papers_are_there(facts):
        paper = reason.code.removesuffix("_missing")
        if paper not in form.errors:
            form.add_error(paper, str(reason))
    return not form.errors


def _papers(draft: ClaimDraft) -> dict[str, Any]:
    return {paper: getattr(draft, paper) for paper in PAPERS}


def _draft_facts(draft: ClaimDraft) -> list[tuple[str, list[Fact]]]:
    pk = draft.organisation_id
    papers = _papers(draft)
    return [
        (
            reverse("claim_start", args=[pk]),
            [
                Fact(_("What you are to it"), draft.get_relation_display()),
                Fact(_("Person's name"), draft.name),
                Fact(_("Telephone"), draft.phone),
            ],
        ),
        (
            reverse("claim_papers", args=[pk]),
            [
                Fact(_("Registration certificate"), getattr(papers["certificate"], "name", "")),
                Fact(_("Sealed authorisation"), getattr(papers["authorisation"], "name", "")),
            ],
        ),
    ]


def _step(
    request: HttpRequest, name: str, organisation: Organisation, values: dict[str, Any]
) -> HttpResponse:
    names = [step for step, _label in STEPS]
    now = names.index(name)
    steps = [
        Step(
            label,
            "done"
            if index < now
            else "error"
            if index == now and values["form"].errors
            else "now"
            if index == now
            else "later",
            url=reverse(step, args=[organisation.pk]),
        )
        for index, (step, label) in enumerate(STEPS)
    ]
    values |= {"organisation": organisation, "steps": steps, "known": _known(organisation)}
    return render(request, f"organisations/claims/{name.removeprefix('claim_')}.html", values)


def _known(organisation: Organisation) -> list[Fact]:
    body = organisation.body
    return [
        Fact(_("Organisation"), body.name),
        Fact(_("Credit code"), body.credit_code or ""),
        Fact(_("Registered by"), organisation.registry.name if organisation.registry else ""),
        Fact(_("Legal representative"), organisation.legal_representative),
    ]
