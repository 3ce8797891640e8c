"""A project with everything the office can do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.ventures import contracting, operations, paying, queries, reporting
from incubator.ventures.enums import ProjectState
from incubator.ventures.forms import (
    AskForm,
    DefendForm,
    PassForm,
    ReturnForm,
    SignForm,
    WordsForm,
    add_refusal,
)
from incubator.ventures.models import VentureInstalment, VentureProject, VentureReturn
from incubator.ventures.showing import shown
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow.letters import access

WORDS = ("refuse", "absent", "return_contract", "mend", "fail", "return_statement",
         "return_receipt")  # fmt: skip
ACTS = ("check", "ask", "defend", "countersign", "pass", "accept", *WORDS)


@never_cache
def venture_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Plan, budget, instalments and reports, with the acts of this person."""
    user = signed_in(request)
    row = queries.visible_to(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    act = request.POST.get("act", "")
    found = {name: _form(request, row, name, act) for name in _acts(row, user)}
    if request.method == "POST" and act in found and _taken(request, row, act, found[act]):
        return redirect("venture_case", pk=pk)
    case = casepage.case_of(row)
    values = {
        "page": casepage.of(row, mine=bool(set(found) - {"fail"})),
        "forms": found,
        "tried": act,
        "error_form": found.get(act),
        "against": queries.against(row, user) if case.closed_at is None else (),
        "letters": access.of_case(user, case),
        **shown(row),
    }
    return render(request, "incubator/ventures/case.html", values)


def _acts(row: VentureProject, user: Any) -> list[str]:
    """Steps of the table, and what is done with instalments and with money that comes back."""
    found = [step.action for step in engine.possible(row, user) if step.action in ACTS]
    office = row.call.office_id
    if people.may(user, paying.PAY, body=office):
        found += ["order", "return_receipt"] if _ready(row) else []
        found += ["enter"] if row.status == ProjectState.RETURNING else []
    if row.status == ProjectState.RETURNING and people.may(user, reporting.CHECK, body=office):
        found.append("confirm")
    return found


def _ready(row: VentureProject) -> VentureInstalment | None:
    """The instalment whose receipt is here."""
    return next((p for p in row.instalments.all() if queries.stage_of(p) == "receipted"), None)


def _form(request: HttpRequest, row: VentureProject, name: str, act: str) -> forms.Form:
    sent = request.method == "POST" and name == act
    data = request.POST if sent else None
    if name == "ask":
        return AskForm(data)
    if name == "defend":
        return DefendForm(data, parts=operations.members(row))
    if name == "countersign":
        return SignForm(data, request.FILES if sent else None)
    if name == "enter":
        return ReturnForm(data)
    if name == "pass":
        return PassForm(data)
    return WordsForm(data) if name in WORDS else Form(data)


def _taken(request: HttpRequest, row: VentureProject, act: str, form: Any) -> bool:
    if not form.is_valid():
        return False
    try:
        _known(request, row, form.cleaned_data)[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True


def _known(
    request: HttpRequest, row: VentureProject, given: dict[str, Any]
) -> dict[str, Callable[[], object]]:  # fmt: skip
    user, part = signed_in(request), _ready(row)
    on: dict[str, Any] = {"project": row, "by": user}
    return {
        "check": lambda: operations.check(**on),
        "ask": lambda: operations.ask(**on, **given),
        "refuse": lambda: operations.refuse(**on, **given),
        "defend": lambda: operations.defend(**on, **given),
        "absent": lambda: operations.absent(**on, **given),
        "countersign": lambda: contracting.countersign(**on, upload=given["scan"]),
        "return_contract": lambda: contracting.return_contract(**on, **given),
        "pass": lambda: reporting.pass_(**on, **given),
        "mend": lambda: reporting.send_back(**on, **given),
        "return_statement": lambda: reporting.send_back(**on, **given),
        "fail": lambda: contracting.end_early(**on, **given),
        "accept": lambda: reporting.accept(**on),
        "order": lambda: part and paying.order(instalment=part, by=user),
        "return_receipt": lambda: part and paying.return_receipt(instalment=part, by=user, **given),
        "enter": lambda: reporting.enter_return(**on, **given),
        "confirm": lambda: reporting.confirm_return(money_back=_back(request, row), by=user),
    }


def _back(request: HttpRequest, row: VentureProject) -> VentureReturn:
    key = request.POST.get("back", "")
    known = key.isdecimal() and key.isascii() and len(key) < 18
    found = row.returns.filter(pk=int(key)).first() if known else None
    if found is None:
        raise Http404
    return found
