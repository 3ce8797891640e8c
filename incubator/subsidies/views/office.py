"""The office's subsidies: lists to check, monthly batches, one list, one batch, its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.subsidies import batching, netting, operations, paying, queries, showing, tables
from incubator.subsidies.enums import PAID_CLAIMS, BatchState, ClaimState
from incubator.subsidies.forms import (
    CorrectForm,
    PayOutForm,
    ProposeForm,
    WhichForm,
    WordsForm,
    add_refusal,
)
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim, SubsidyLine
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock, money, workdays
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.organisations import casepage
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.approvals import queries as approvals

PER_PAGE = 50
State = ClaimState
GROUPS: dict[str, tuple[str, ...]] = {
    "check": (State.CONFIRMED,),
    "wait": (State.CHECKED,),
    "batch": (State.BATCHED, State.PUBLISHED),
    "pay": (State.CLEARED, State.ORDERED),
    "paid": PAID_CLAIMS,
    "ended": (State.RETURNED, State.WITHDRAWN),
}
CASE_ACTS = ("check", "send_back", "stop")
BATCH_ACTS = ("propose", "dissolve", "order", "pay_out")


@never_cache
def subsidies_kept(request: HttpRequest) -> HttpResponseBase:
    """The lists of the person's offices by where they stand, the batches, and beginning one."""
    user = signed_in(request)
    schemes = [(row.pk, row.shown_title) for row in queries.schemes_kept(user)]
    month = workdays.months_later(clock.today().replace(day=1), -1)
    form = WhichForm(request.POST or None, schemes, initial={"month": month})
    if request.method == "POST" and form.is_valid() and (made := _begun(request, form)):
        return redirect("subsidy_batch", pk=made.pk)
    mine, chosen = queries.visible_to(user), request.GET.get("show", "")
    chosen = chosen if chosen in GROUPS else "check"
    found = mine.filter(status__in=GROUPS[chosen]).order_by("case__due_on", "-pk")
    counts = mine.order_by().aggregate(
        **{name: Count("pk", filter=Q(status__in=states)) for name, states in GROUPS.items()}
    )
    here, words = reverse("subsidies_kept"), _names()
    values = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "tabs": [
            Tab(words[name], f"{here}?show={name}", counts[name], name == chosen) for name in GROUPS
        ],
        "form": form,
        "may_begin": bool(schemes),
        "batches": queries.batches_visible_to(user).order_by("-pk")[:12],
    }
    return render(request, "incubator/subsidies/kept.html", values)


@never_cache
def subsidy_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A list with everything the office can do about it."""
    user = signed_in(request)
    row = queries.visible_to(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    act, names = request.POST.get("act", ""), _case_acts(row, user)
    shown = {name: _case_form(request, row, name, act) for name in names}
    if request.method == "POST" and act in shown and _case_taken(request, row, act, shown[act]):
        return redirect("subsidy_case", pk=pk)
    page = Paginator(queries.lines_of(row), PER_PAGE).get_page(request.GET.get("page"))
    known = queries.facts(row, None)
    values = {
        "row": row,
        "page": casepage.of(row, mine="check" in shown),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        "lines": page,
        "people": showing.people(page),
        "nettings": showing.nettings(row),
        "facts": showing.facts(row),
        "against": (*known.due.reasons, *known.held)
        if casepage.case_of(row).closed_at is None
        else (),
        "lists_known": known.lists_known,
        "carried": netting.carried(row.scheme_id, row.organisation_id),
    }
    return render(request, "incubator/subsidies/case.html", values)


@never_cache
def subsidy_batch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A batch with its sums, its lists or its exceptions, and what can be done about it."""
    user, row = signed_in(request), _batch(request, pk)
    act, proposal = request.POST.get("act", ""), approvals.standing(queries.ACT, row.basis)
    possible = {step.action for step in engine.possible(row, user)}
    names = [name for name in BATCH_ACTS if name in possible]
    if row.status == BatchState.PROPOSED and proposal is not None and proposal.result:
        names.append("propose")
    shown = {name: _batch_form(request, name, act) for name in names}
    if request.method == "POST" and act in shown and _batch_taken(request, row, act, shown[act]):
        return redirect("subsidy_batch", pk=pk)
    values = {
        "row": row,
        "page": casepage.of(row, mine=bool(shown)),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        "facts": showing.batch_facts(row),
        "proposal": proposal,
        "short": queries.lacking(row) if _before_money(row) else 0,
        "left_out": showing.left_out(row),
        **_part(request, row),
    }
    return render(request, "incubator/subsidies/batch.html", values)


@never_cache
def subsidy_batch_table(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A batch as CSV, or with ``form=xlsx`` as a workbook."""
    row = _batch(request, pk)
    if request.GET.get("form") == "xlsx":
        return tables.xlsx_file(row)
    return tables.csv_file(row)


def _batch(request: HttpRequest, pk: int) -> SubsidyBatch:
    row = queries.batches_visible_to(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _before_money(row: SubsidyBatch) -> bool:
    waiting = (BatchState.BUILT, BatchState.PROPOSED, BatchState.PUBLISHED, BatchState.SHORT)
    return row.status in waiting


def _part(request: HttpRequest, row: SubsidyBatch) -> dict[str, Any]:
    """The lists of a batch, or everybody on them who is not paid."""
    exceptions = queries.exceptions_of(row)
    claims = row.claims.select_related("organisation__body", "case").order_by("pk")
    chosen = "exceptions" if request.GET.get("show") == "exceptions" else "lists"
    found: Any = exceptions if chosen == "exceptions" else claims
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("subsidy_batch", args=[row.pk])
    return {
        "show": chosen,
        "lines": page,
        "rows": list(zip(page, showing.people(page), strict=True)) if found is exceptions else (),
        "tabs": [
            Tab(_("Lists"), here, claims.count(), chosen == "lists"),
            Tab(
                _("Not paid, with the reason"), f"{here}?show=exceptions", exceptions.count(),
                chosen == "exceptions",
            ),
        ],
    }  # fmt: skip


def _begun(request: HttpRequest, form: WhichForm) -> SubsidyBatch | None:
    user, given = signed_in(request), form.cleaned_data
    scheme = next(row for row in queries.schemes_kept(user) if row.pk == given["scheme"])
    try:
        made = batching.begin(scheme=scheme, month=given["month"], by=user)
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    messages.success(request, _("Begun. The lists are gathered now; this takes a few seconds."))
    return made


def _names() -> dict[str, str]:
    return {
        "check": _("to check"), "wait": _("checked, for the next batch"),
        "batch": _("in a batch or public"), "pay": _("to pay"), "paid": _("paid"),
        "ended": _("ended without money"),
    }  # fmt: skip


def _case_acts(row: SubsidyClaim, user: Any) -> list[str]:
    possible = {step.action for step in engine.possible(row, user)}
    found = [name for name in CASE_ACTS if name in possible]
    may = people.may(user, Permission.GRANT_EDIT, body=row.scheme.office_id)
    if row.status in PAID_CLAIMS and may and _correctable(row):
        found.append("correct")
    return found


def _correctable(row: SubsidyClaim) -> list[tuple[int, str]]:
    lines = row.lines.filter(counts=True).select_related("worker").order_by("pk")
    return [(line.pk, _choice(line)) for line in lines]


def _choice(line: SubsidyLine) -> str:
    left = money.yuan(line.fen - line.corrected)
    return f"{line.worker.name} {line.worker.id_shown[-4:]} · {left}"


def _case_form(request: HttpRequest, row: SubsidyClaim, name: str, act: str) -> forms.Form:
    data = request.POST if request.method == "POST" and name == act else None
    if name == "correct":
        return CorrectForm(data, _correctable(row))
    return WordsForm(data) if name in ("send_back", "stop") else Form(data)


def _case_taken(request: HttpRequest, row: SubsidyClaim, act: str, form: Any) -> bool:
    user = signed_in(request)
    if not form.is_valid():
        return False
    given = form.cleaned_data
    known: dict[str, Callable[[], object]] = {
        "check": lambda: operations.check(claim=row, by=user),
        "send_back": lambda: operations.send_back(claim=row, by=user, **given),
        "stop": lambda: paying.stop(claim=row, by=user, **given),
        "correct": lambda: netting.correct(
            line=row.lines.get(pk=given["line"]), fen=given["fen"], words=given["words"], by=user
        ),
    }
    return _done(request, form, known[act])


def _batch_form(request: HttpRequest, name: str, act: str) -> forms.Form:
    data = request.POST if request.method == "POST" and name == act else None
    known: dict[str, Callable[[Any], forms.Form]] = {
        "propose": ProposeForm, "dissolve": WordsForm, "pay_out": PayOutForm,
    }  # fmt: skip
    return known.get(name, Form)(data)


def _batch_taken(request: HttpRequest, row: SubsidyBatch, act: str, form: Any) -> bool:
    user = signed_in(request)
    if not form.is_valid():
        return False
    given, url = form.cleaned_data, reverse("subsidy_batch", args=[row.pk])
    known: dict[str, Callable[[], object]] = {
        "propose": lambda: batching.propose(batch=row, url=url, by=user, **given),
        "dissolve": lambda: batching.dissolve(batch=row, by=user, **given),
        "order": lambda: _ordered(request, row),
        "pay_out": lambda: paying.pay_out(
            batch=row, number=given["number"], on=given["paid_on"], by=user
        ),
    }
    return _done(request, form, known[act])


def _ordered(request: HttpRequest, row: SubsidyBatch) -> None:
    _done_row, left = paying.order(batch=row, by=signed_in(request))
    for reason in paying.named(left):
        messages.warning(request, str(reason))


def _done(request: HttpRequest, form: Any, act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True
