"""A supplier's application as the bureau checks and decides it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import credit_code, masking
from portal.core.reasons import Reason, Refused, collect
from portal.core.ui import Fact
from portal.organisations import casepage
from portal.organisations.claims.forms import DecisionForm, add_refusal
from portal.organisations.suppliers import operations, queries
from portal.organisations.suppliers.models import SupplierApplication
from portal.workflow.letters import access

HINTS = {
    "approve": gettext_lazy("The body joins, and the applicant becomes its owner."),
    "ask_more": gettext_lazy("One complete list, once; our days stop until it is handed in."),
    "refuse": gettext_lazy("With the reason and what can be done; a letter goes out."),
}
ACTS: dict[str, Callable[..., SupplierApplication]] = {
    "approve": operations.approve,
    "ask_more": operations.ask_more,
    "refuse": operations.refuse,
}


@never_cache
def supplier_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything about an application, and the decision."""
    user = signed_in(request)
    row = queries.of_offices(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    offered = casepage.choices(row, user, HINTS)
    form = DecisionForm(request.POST or None, offered=offered, known=ACTS)
    if request.method == "POST" and form.is_valid():
        try:
            ACTS[form.cleaned_data["action"]](
                application=row, by=user, words=form.cleaned_data["words"]
            )
        except Refused as refusal:
            add_refusal(form, refusal)
            row.refresh_from_db()
        else:
            messages.success(request, _("Done. The applicant has been told."))
            return redirect("supplier_case", pk=pk)
    return _page(request, row, form)


@never_cache
def supplier_letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: the letter as it would go out with these words; nothing is decided yet."""
    row = queries.of_offices(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return casepage.preview(request, row, to=row.name, name=row.name)


def _page(request: HttpRequest, row: SupplierApplication, form: DecisionForm) -> HttpResponse:
    user = signed_in(request)
    mine = bool(casepage.choices(row, user, HINTS))
    page = casepage.of(row, mine=mine, among=queries.of_offices(user))
    open_checks, met_checks = _checks(row, request)
    stored = [(_("Licence"), "licence", row.licence), (_("Added later"), "addition", row.added)]
    papers = [
        {"label": label, "file": file, "url": reverse("supplier_file", args=[row.pk, paper])}
        for label, paper, file in stored
        if file is not None
    ]
    return render(
        request,
        "organisations/case.html",
        {
            "page": page,
            "form": form,
            "letters": access.of_case(user, page.case),
            "preview": reverse("supplier_letter", args=[row.pk]),
            "open_checks": open_checks,
            "met_checks": met_checks,
            "papers": papers,
            "facts": _facts(row),
        },
    )


def _checks(
    row: SupplierApplication, request: HttpRequest
) -> tuple[list[Reason], list[tuple[str, str]]]:
    facts = queries.join_facts(row, signed_in(request))
    step = row.workflow.step("approve", row.status)
    found = list(collect(step.conditions if step else (), facts))
    checked = credit_code.check(row.credit_code)
    found += checked.reasons
    met = []
    if not checked.reasons:
        met.append((_("The credit code is well formed"), credit_code.GB_32100))
    if checked.kind is not None and checked.kind.value == row.kind:
        met.append((_("Code and kind agree"), credit_code.GB_32100))
    if not facts.code_taken:
        met.append((_("Nobody has joined with this code"), _("this system")))
    return found, met


def _facts(row: SupplierApplication) -> list[Fact]:
    return [
        Fact(_("Kind"), row.get_kind_display(), note=row.get_institution_class_display()),
        Fact(_("Full name"), row.name),
        Fact(_("Credit code"), row.credit_code),
        Fact(_("Location"), row.division.name),
        Fact(_("Legal representative or person in charge"), row.legal_representative),
        Fact(_("Applicant"), row.applicant.get_full_name()),
        Fact(_("Telephone"), masking.phone(row.phone)),
        Fact(_("Asked for more"), row.asked_for or _("not yet")),
        *([Fact(_("What the applicant added"), row.addition)] if row.addition else []),
    ]
