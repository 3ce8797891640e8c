"""Asking money back: the list, opening one for a paid claim, and one with its steps."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.clawbacks import operations, queries
from incubator.clawbacks.enums import ClawbackState
from incubator.clawbacks.forms import (
    EmptyForm,
    InstalmentsForm,
    RepaymentForm,
    WordsForm,
    add_refusal,
)
from incubator.clawbacks.models import Clawback
from incubator.clawbacks.views.common import shown
from incubator.grants import queries as grants
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.workflow import engine

PER_PAGE = 50
WORDS = ("decide", "drop", "take_back")


@never_cache
def clawbacks(request: HttpRequest) -> HttpResponseBase:
    """The clawbacks of the person's offices, those still open first."""
    found = queries.visible_to(signed_in(request)).order_by("case__closed_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "incubator/clawbacks/list.html", {"page": page})


@never_cache
def clawback_open(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask back what the organisation of a paid claim was paid."""
    user = signed_in(request)
    claim = grants.visible_to(user).filter(pk=pk, paid__gt=0).first()
    if claim is None:
        raise Http404
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = operations.open_for(claim=claim, words=form.cleaned_data["words"], by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Opened. The organisation may speak; another decides."))
            return redirect("clawback_case", pk=row.pk)
    total = sum(fen for _pk, fen in queries.paid_claims(claim))
    values = {"claim": claim, "form": form, "total": total}
    return render(request, "incubator/clawbacks/open.html", values)


@never_cache
def clawback_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A clawback with everything the office can do about it."""
    user = signed_in(request)
    row = queries.visible_to(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    act = request.POST.get("act", "")
    found = {name: _form(request, name, act) for name in _acts(row, user)}
    if request.method == "POST" and act in found and _taken(request, row, act, found[act]):
        return redirect("clawback_case", pk=pk)
    values = {
        "row": row,
        "page": casepage.of(row, mine="decide" in found),
        "forms": found,
        "tried": act,
        "error_form": found.get(act),
        **shown(row),
    }
    return render(request, "incubator/clawbacks/case.html", values)


def _acts(row: Clawback, user: Any) -> list[str]:
    """What the person may do now: steps of the table, and entering and confirming money."""
    found = [step.action for step in engine.possible(row, user) if step.action != "speak"]
    if row.status == ClawbackState.DECIDED:
        office = row.scheme.office_id
        found += ["enter"] if people.may(user, operations.MAKE, body=office) else []
        found += ["confirm"] if people.may(user, operations.CHECK, body=office) else []
    return found


def _form(request: HttpRequest, name: str, act: str) -> forms.Form:
    data = request.POST if request.method == "POST" and name == act else None
    if name == "enter":
        return RepaymentForm(data)
    if name == "instalments":
        return InstalmentsForm(data)
    return WordsForm(data) if name in WORDS else EmptyForm(data)


def _taken(request: HttpRequest, row: Clawback, act: str, form: Any) -> bool:
    user = signed_in(request)
    if not form.is_valid():
        return False
    given = form.cleaned_data
    known: dict[str, Callable[[], object]] = {
        "decide": lambda: operations.decide(clawback=row, by=user, **given),
        "drop": lambda: operations.drop(clawback=row, by=user, **given),
        "take_back": lambda: operations.take_back(clawback=row, by=user, **given),
        "instalments": lambda: operations.agree_instalments(
            clawback=row, plan=form.plan(), by=user
        ),
        "enter": lambda: operations.enter_repayment(clawback=row, by=user, **given),
        "confirm": lambda: _confirm(request, row),
    }
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True


def _confirm(request: HttpRequest, row: Clawback) -> object:
    key = request.POST.get("repayment", "")
    one = row.repayments.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 18 else None
    if one is None:
        raise Http404
    return operations.confirm_repayment(repayment=one, by=signed_in(request))
