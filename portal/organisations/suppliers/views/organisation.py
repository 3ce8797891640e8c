"""Joining as a supplier or as a founding team, as the applicant does it."""

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
from portal.core.reasons import Reason, Refused, collect
from portal.core.ui import Fact, Step
from portal.files import responses
from portal.organisations import casepage
from portal.organisations.claims.forms import AnswerForm, DeclarationForm, add_refusal
from portal.organisations.suppliers import conditions, operations, queries
from portal.organisations.suppliers.enums import OPEN, SupplierState
from portal.organisations.suppliers.forms import LicenceForm, SupplierForm, TeamForm
from portal.organisations.suppliers.models import SupplierApplication, SupplierDraft
from portal.workflow.letters import access

ENTERED = (
    "kind",
    "institution_class",
    "credit_code",
    "name",
    "legal_representative",
    "phone",
)
STEPS = (
    ("supplier_start", gettext_lazy("Who you are")),
    ("supplier_licence", gettext_lazy("Licence")),
    ("supplier_check", gettext_lazy("Check and hand in")),
)


@never_cache
def team_found(request: HttpRequest) -> HttpResponseBase:
    """Set up a founding team; no decision is needed."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            team = operations.found_team(
                name=form.cleaned_data["name"],
                plan=form.cleaned_data["plan"],
                division=form.cleaned_data["division"],
                founders=form.founders,
                by=signed_in(request),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your founding team has joined. You are its owner."))
            return redirect("my_organisation", pk=team.pk)
    return render(request, "organisations/suppliers/team.html", {"form": form})


@never_cache
def supplier_start(request: HttpRequest) -> HttpResponseBase:
    """Step 1: kind, code, name, place. What is wrong with the code is said at once."""
    user = signed_in(request)
    draft = queries.draft_of(user)
    form = SupplierForm(request.POST or None, initial=_initial(draft))
    if request.method == "POST" and form.is_valid():
        entered = {name: form.cleaned_data[name] for name in ENTERED}
        draft = operations.save_draft(by=user, division_id=form.cleaned_data["division"], **entered)
        blocked = [reason for reason in _reasons(draft) if reason.code != "licence_missing"]
        if not blocked:
            return redirect("supplier_licence")
        for reason in blocked:
            form.add_error(None, str(reason))
    return _step(request, "supplier_start", {"form": form, "draft": draft})


@never_cache
def supplier_licence(request: HttpRequest) -> HttpResponseBase:
    """Step 2: the licence."""
    user = signed_in(request)
    draft = queries.draft_of(user)
    if draft is None:
        return redirect("supplier_start")
    form = LicenceForm(request.POST or None, request.FILES or None)
    form.fields["licence"].required = draft.licence_id is None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["licence"]
        try:
            if upload is not None:
                operations.attach(draft=draft, upload=upload, by=user)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error("licence", str(reason))
        if draft.licence_id is None and not form.errors:
            missing = conditions.papers_are_there(queries.supplier_facts(draft))
            form.add_error("licence", str(next(iter(missing))))
        if not form.errors:
            return redirect("supplier_check")
    return _step(request, "supplier_licence", {"form": form, "draft": draft})


@never_cache
def supplier_check(request: HttpRequest) -> HttpResponseBase:
    """Step 3: everything once more, and the handing in."""
    user = signed_in(request)
    draft = queries.draft_of(user)
    if draft is None:
        return redirect("supplier_start")
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            application, code = operations.submit(draft=draft, by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            number = casepage.case_of(application).number
            casepage.remember_receipt(request, number, code)
            return redirect("supplier_receipt", pk=application.pk)
    office = queries.office_for(draft.division_id or "")
    return _step(
        request,
        "supplier_check",
        {
            "form": form,
            "draft": draft,
            "facts": _draft_facts(draft),
            "office": office,
            "blocked": [] if form.errors else _reasons(draft),
        },
    )


@never_cache
def supplier_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Handed in: the number, the query code (in this session only), what comes next."""
    case = casepage.case_of(_own(request, pk))
    return render(
        request,
        "organisations/receipt.html",
        {
            "case": case,
            "code": casepage.receipt_code(request, case.number),
            "own_address": reverse("supplier", args=[pk]),
            "track_address": request.build_absolute_uri(reverse("track")),
        },
    )


@never_cache
def supplier(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The application as its applicant follows it."""
    row = _own(request, pk)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.supply(
                application=row,
                by=signed_in(request),
                words=form.cleaned_data["words"],
                upload=form.cleaned_data["paper"],
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Handed in. The bureau looks at it again."))
            return redirect("supplier", pk=pk)
    asked = row.status == SupplierState.SUPPLEMENT
    withdraw = reverse("supplier_withdraw", args=[pk]) if row.status in OPEN else ""
    return render(
        request,
        "organisations/suppliers/supplier.html",
        {
            "application": row,
            "page": casepage.of(row, mine=asked),
            "form": form if asked else None,
            "asked_for": row.asked_for,
            "letters": access.of_case(signed_in(request), casepage.case_of(row)),
            "facts": application_facts(row),
            "withdraw_address": withdraw,
        },
    )


@never_cache
def supplier_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A page of its own before an application is taken back."""
    row = _own(request, pk)
    if request.method == "POST":
        try:
            operations.withdraw(application=row, by=signed_in(request))
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("Your application has been withdrawn."))
        return redirect("supplier", pk=pk)
    values = {"case": casepage.case_of(row), "back": reverse("supplier", args=[pk])}
    return render(request, "organisations/withdraw.html", values)


def supplier_file(request: HttpRequest, pk: int, paper: str) -> HttpResponseBase:
    """A paper of an application, for the applicant and the bureau's officials."""
    row = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    stored = {"licence": row and row.licence, "addition": row and row.added}.get(paper)
    if not stored:
        raise Http404
    return responses.respond(stored, request, inline=True)


def application_facts(row: SupplierApplication) -> list[Fact]:
    """What the applicant handed in."""
    facts = [
        Fact(_("Kind"), row.get_kind_display(), note=row.get_institution_class_display()),
        Fact(_("Full name"), row.name),
        Fact(_("Credit code"), row.credit_code),
        Fact(_("Location"), row.division.name),
        Fact(_("Legal representative or person in charge"), row.legal_representative),
        Fact(
            _("Licence"), row.licence.name, url=reverse("supplier_file", args=[row.pk, "licence"])
        ),
    ]
    if row.added:
        address = reverse("supplier_file", args=[row.pk, "addition"])
        facts.append(Fact(_("Added later"), row.added.name, url=address))
    return facts


def _reasons(draft: SupplierDraft) -> list[Reason]:
    found = collect(conditions.SUBMIT, queries.supplier_facts(draft))
    return [reason for reason in found if reason.blocks]


def _own(request: HttpRequest, pk: int) -> SupplierApplication:
    found = queries.of_applicant(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _initial(draft: SupplierDraft | None) -> dict[str, Any]:
    if draft is None:
        return {}
    return {name: getattr(draft, name) for name in ENTERED} | {"division": draft.division_id}


def _draft_facts(draft: SupplierDraft) -> list[Fact]:
    return [
        Fact(_("Kind"), draft.get_kind_display(), note=draft.get_institution_class_display()),
        Fact(_("Full name"), draft.name),
        Fact(_("Credit code"), draft.credit_code),
        Fact(_("Location"), draft.division.name if draft.division else ""),
        Fact(_("Legal representative or person in charge"), draft.legal_representative),
        Fact(_("Telephone"), draft.phone),
        Fact(_("Licence"), draft.licence.name if draft.licence else ""),
    ]


def _step(request: HttpRequest, name: str, values: dict[str, Any]) -> HttpResponse:
    names = [step for step, _label in STEPS]
    now, wrong = names.index(name), bool(values["form"].errors)
    here = "error" if wrong else "now"
    values["steps"] = [
        Step(
            label,
            "done" if index < now else here if index == now else "later",
            url=reverse(step),
        )
        for index, (step, label) in enumerate(STEPS)
    ]
    template = name.removeprefix("supplier_")
    return render(request, f"organisations/suppliers/{template}.html", values)
