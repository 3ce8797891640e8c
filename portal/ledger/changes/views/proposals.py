"""Proposing changes of a budget: a new line, more or less, a transfer, the end of a year."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.ledger.budgets import queries as budgets
from portal.ledger.budgets.models import Budget, Line
from portal.ledger.changes import operations, queries
from portal.ledger.changes.enums import ChangeKind
from portal.ledger.changes.forms import (
    ChangeForm,
    LineForm,
    TransferForm,
    WordsForm,
    add_refusal,
)
from portal.ledger.changes.models import Change
from portal.ledger.changes.operations import Proposal
from portal.ledger.changes.views.deciding import rests

SENT = gettext_lazy("Proposed. Whoever may approve it has been told.")


@never_cache
def line_add(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a line to a year and propose its first allotment."""
    row = _kept_budget(request, pk)
    form = LineForm(request.POST if request.method == "POST" else None)
    return _proposing(
        request, form, {"row": row, "title": _("Add a line")},
        lambda: operations.add_line(budget=row, by=signed_in(request), **form.cleaned_data),
    )  # fmt: skip


@never_cache
def line_change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Propose more or less money for a line; the first time it is its allotment."""
    row = _kept_line(request, pk)
    form = ChangeForm(request.POST if request.method == "POST" else None)

    def act() -> Change:
        first = queries.never_allotted(row)
        kind = ChangeKind.ALLOT if first else ChangeKind.CHANGE
        return _propose(request, row.budget, Proposal(kind, form.change(), line=row, **_why(form)))

    values = {"row": row.budget, "line": row, "title": _("Change a line")}
    return _proposing(request, form, values, act)


@never_cache
def line_transfer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Propose to move money from this line to another one of the same year."""
    row = _kept_line(request, pk)
    others = budgets.lines(row.budget.body_id, row.budget.year).exclude(pk=pk)
    form = TransferForm(
        request.POST if request.method == "POST" else None,
        lines=[(one.pk, f"{one.get_source_display()} · {one}") for one in others],
    )

    def act() -> Change:
        target = others.get(pk=form.cleaned_data["target"])
        fen = form.cleaned_data["fen"]
        asked = Proposal(ChangeKind.TRANSFER, fen, line=target, source_line=row, **_why(form))
        return _propose(request, row.budget, asked)

    values = {"row": row.budget, "line": row, "title": _("Move money to another line")}
    return _proposing(request, form, values, act)


@never_cache
def close(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Propose to close a year, with what that does to each line."""
    row = _kept_budget(request, pk)
    form = WordsForm(request.POST if request.method == "POST" else None)
    values = {
        "row": row,
        "title": _("Close the year"),
        **rests(row),
    }
    return _proposing(
        request, form, values,
        lambda: _propose(request, row, Proposal(ChangeKind.CLOSE, **_why(form))),
    )  # fmt: skip


def _proposing(
    request: HttpRequest, form: forms.Form, values: dict[str, Any], act: Callable[[], Change]
) -> HttpResponseBase:
    """The page of a proposal: the form again with every reason, or the proposal's own page."""
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, SENT)
            return redirect("budget_change", pk=made.pk)
    return render(request, "ledger/propose.html", {"form": form, **values})


def _propose(request: HttpRequest, row: Budget, proposal: Proposal) -> Change:
    return operations.propose(budget=row, proposal=proposal, by=signed_in(request))


def _why(form: forms.Form) -> dict[str, Any]:
    given = form.cleaned_data
    return {"words": given["words"], "document": given.get("document", "")}


def _kept_budget(request: HttpRequest, pk: int) -> Budget:
    row = budgets.kept_by(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _kept_line(request: HttpRequest, pk: int) -> Line:
    row = budgets.kept_lines(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
