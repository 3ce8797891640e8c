"""The organisation's projects: the list, the form of a draft, and one project with its acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.ventures import applying, contracting, operations, paying, queries, reporting
from incubator.ventures.enums import ProjectState
from incubator.ventures.forms import ReceiptForm, ReportForm, SignForm, add_refusal
from incubator.ventures.models import VentureInstalment, VentureProject
from incubator.ventures.projectform import ProjectForm
from incubator.ventures.projectform import add_refusal as put
from incubator.ventures.showing import shown
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.organisations.register import queries as register
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.letters import access

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation

PER_PAGE = 25
EDIT, MONEY = Permission.ORGANISATION_EDIT, Permission.ORGANISATION_MONEY
ACTS = ("sign", "report", "state", "withdraw")


@never_cache
def my_ventures(request: HttpRequest) -> HttpResponseBase:
    """The projects of the organisations in which the person is a member, newest first."""
    page = Paginator(queries.own(signed_in(request)).order_by("-pk"), PER_PAGE)
    values = {"page": page.get_page(request.GET.get("page"))}
    return render(request, "incubator/ventures/mine.html", values)


@never_cache
def venture_apply(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The form of a project for a call: kept as a draft, or handed in."""
    user = signed_in(request)
    call = queries.public_calls().filter(pk=pk).first()
    organisation = _organisation(request)
    if call is None:
        raise Http404
    if organisation is None:
        words = _("Projects come from registered organisations; yours is not on the register yet.")
        messages.error(request, words)
        return redirect("venture_call", pk=pk)
    draft = applying.find(call, organisation)
    if draft is not None and not applying.may_be_written(draft):
        return redirect("my_venture", pk=draft.pk)
    sent = request.method == "POST"
    form = ProjectForm(
        request.POST if sent else None,
        call=call,
        needs=queries.needs_of(call),
        kept=applying.prefilled(draft),
    )
    if sent and form.is_valid():
        try:
            row = applying.save(call=call, organisation=organisation, by=user, **form.answers())
            return _kept(request, row)
        except Refused as refusal:
            put(form, refusal)
    values = {"call": call, "organisation": organisation, "form": form, "draft": draft}
    return render(request, "incubator/ventures/apply.html", values)


def _kept(request: HttpRequest, row: VentureProject) -> HttpResponseBase:
    """Hand in what was kept, when that was asked; a project sent back is handed in again."""
    user = signed_in(request)
    if request.POST.get("act") != "hand_in":
        words = _("Kept. Hand it in again when everything is there.") if row.status else _(
            "Kept as a draft. Nobody else sees it yet."
        )  # fmt: skip
        messages.success(request, words)
        return redirect("my_ventures")
    if row.status:
        made = applying.complete(project=row, by=user)
        messages.success(request, _("Handed in again. The office goes on with its check."))
    else:
        made, code = applying.hand_in(project=row, by=user)
        casepage.remember_receipt(request, str(made), code)
        messages.success(request, _("Handed in. The office checks it now."))
    return redirect("my_venture", pk=made.pk)


@never_cache
def my_venture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A project with what its organisation can do about it; a draft leads to its form."""
    user = signed_in(request)
    row = queries.own(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    if not row.status:
        return redirect("venture_apply", pk=row.call_id)
    act = request.POST.get("act", "")
    found = {name: _form(request, row, name, act) for name in _acts(row, user)}
    if request.method == "POST" and act in found and _taken(request, row, act, found[act]):
        return redirect("my_venture", pk=pk)
    case, to_complete = casepage.case_of(row), _completes(row, user)
    values = {
        "page": casepage.of(row, mine=to_complete or bool(set(found) - {"withdraw"})),
        "forms": found,
        "tried": act,
        "error_form": found.get(act),
        "letters": access.of_case(user, case),
        "code": casepage.receipt_code(request, str(row)),
        "to_complete": to_complete,
        **shown(row),
    }
    return render(request, "incubator/ventures/my_venture.html", values)


def _organisation(request: HttpRequest) -> Organisation | None:
    """The organisation that is meant: the one named, else the first for which one may apply."""
    user = signed_in(request)
    mine = people.bodies_where(user, EDIT) or people.bodies_where(
        user, Permission.ORGANISATION_VIEW
    )
    found = register.all_organisations().filter(pk__in=mine).select_related("body").order_by("pk")
    named = request.GET.get("organisation", "")
    if named.isdecimal() and named.isascii() and len(named) < 18:
        found = found.filter(pk=int(named))
    return found.first()


def _acts(row: VentureProject, user: Any) -> list[str]:
    """Steps of the table that the person may take, and handing in a receipt."""
    found = [step.action for step in engine.possible(row, user) if step.action in ACTS]
    if people.may(user, MONEY, body=row.organisation_id) and _due(row) is not None:
        found.append("receipt")
    return found


def _completes(row: VentureProject, user: Any) -> bool:
    """Whether the project was sent back and the person may complete it."""
    return any(step.action == "complete" for step in engine.possible(row, user))


def _due(row: VentureProject) -> VentureInstalment | None:
    return next((p for p in row.instalments.all() if queries.stage_of(p) == "due"), None)


def _form(request: HttpRequest, row: VentureProject, name: str, act: str) -> forms.Form:
    sent = request.method == "POST" and name == act
    data, files = (request.POST, request.FILES) if sent else (None, None)
    if name == "sign":
        return SignForm(data, files)
    if name == "receipt":
        part = _due(row)
        return ReceiptForm(data, files, known=bool(part and part.receipt_file_id))
    if name in ("report", "state"):
        kind = reporting.KINDS[ProjectState(row.status)]
        kept = row.reports.filter(kind=kind).first() or row.reports.last()
        return ReportForm(data, project=row, kept=kept)
    return Form(data)


def _taken(request: HttpRequest, row: VentureProject, act: str, form: Any) -> bool:
    user = signed_in(request)
    if not form.is_valid():
        return False
    part = _due(row)
    known: dict[str, Callable[[], object]] = {
        "sign": lambda: contracting.sign(
            project=row, upload=form.cleaned_data["scan"], by=user
        ),
        "report": lambda: reporting.file(project=row, by=user, **form.report()),
        "state": lambda: reporting.file(project=row, by=user, **form.report()),
        "withdraw": lambda: operations.withdraw(project=row, by=user),
        "receipt": lambda: part and paying.hand_in_receipt(
            instalment=part, paper=form.paper(), by=user
        ),
    }  # fmt: skip
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True
