"""Bank accounts as the bureau compares and confirms them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Reason, Refused, collect
from portal.core.ui import Tab
from portal.organisations import casepage
from portal.organisations.claims.forms import add_refusal
from portal.payments.payees import operations, queries
from portal.payments.payees.enums import AccountState
from portal.payments.payees.forms import CheckForm, RevealForm
from portal.payments.payees.models import Account
from portal.permissions import Permission

PER_PAGE = 50
SCOPES = ("waiting", "force", "all")


@never_cache
def payee_accounts(request: HttpRequest) -> HttpResponseBase:
    """The accounts of the person's offices: those that wait first."""
    user = signed_in(request)
    if not queries.offices_seen(user):
        raise Http404
    scope = request.GET.get("scope", "")
    scope = scope if scope in SCOPES else "waiting"
    known = queries.of_offices(user)
    found = {
        "waiting": known.filter(status=AccountState.PROPOSED).order_by("case__due_on", "pk"),
        "force": known.filter(in_force=True).order_by("body__name", "pk"),
        "all": known.order_by("-pk"),
    }
    labels = {"waiting": _("To be confirmed"), "force": _("Account in force"), "all": _("All")}
    values = {
        "page": Paginator(found[scope], PER_PAGE).get_page(request.GET.get("page")),
        "scope": scope,
        "tabs": [
            Tab(labels[name], f"?scope={name}", found[name].count(), name == scope)
            for name in SCOPES
        ],
    }
    return render(request, "payments/payees/list.html", values)


@never_cache
def payee_account(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An account with the paper of the bank, and the decision."""
    user = signed_in(request)
    row = queries.of_offices(user).filter(pk=pk).first()
    if row is None or row.case is None:
        raise Http404
    act = request.POST.get("act", "")
    form, reveal, number = CheckForm(), RevealForm(), ""
    if request.method == "POST" and act == "reveal":
        reveal = RevealForm(request.POST)
        number = _revealed(row, reveal, request)
    elif request.method == "POST":
        form = CheckForm(request.POST)
        if form.is_valid() and _decided(row, form, request):
            return redirect("payee_account", pk=pk)
    checks = people.may(user, Permission.PAYMENT_CHECK, body=row.case.holder_id)
    open_now = row.status == AccountState.PROPOSED
    values = {
        "row": row,
        "page": casepage.of(row, mine=open_now and checks),
        "form": form if open_now and checks else None,
        "reveal": reveal if checks else None,
        "number": number,
        "tried": act,
        "error_form": reveal if act == "reveal" else form,
        "former": _former(row),
        "open_checks": _against(row, request) if open_now else [],
        "permit": reverse("account_permit", args=[pk]) if checks else "",
    }
    return render(request, "payments/payees/case.html", values)


def _revealed(row: Account, form: RevealForm, request: HttpRequest) -> str:
    if not form.is_valid():
        return ""
    try:
        return operations.reveal(account=row, why=form.cleaned_data["why"], by=signed_in(request))
    except Refused as refusal:
        add_refusal(form, refusal)
        return ""


def _decided(row: Account, form: CheckForm, request: HttpRequest) -> bool:
    user, given = signed_in(request), form.cleaned_data
    try:
        if given["action"] == "confirm":
            operations.confirm(account=row, by=user)
        else:
            operations.refuse(account=row, by=user, words=given["words"])
    except Refused as refusal:
        add_refusal(form, refusal)
        row.refresh_from_db()
        return False
    messages.success(request, _("Done. The organisation has been told."))
    return True


def _against(row: Account, request: HttpRequest) -> list[Reason]:
    """What stands against confirming now."""
    facts: Any = queries.decision_facts(row, signed_in(request))
    step = row.workflow.step("confirm", row.status)
    return list(collect(step.conditions if step else (), facts))


def _former(row: Account) -> Account | None:
    found = queries.account_of(row.body_id)
    return found if found is not None and found.pk != row.pk else None
