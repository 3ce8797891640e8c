"""The list of changes, and one of them with what the reader may do about it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.ledger.budgets import queries as budgets
from portal.ledger.budgets import terms
from portal.ledger.budgets.enums import Source
from portal.ledger.budgets.models import Budget
from portal.ledger.changes import operations, queries
from portal.ledger.changes.enums import ChangeKind
from portal.ledger.changes.forms import EmptyForm, WordsForm, add_refusal
from portal.ledger.changes.models import Change
from portal.ledger.postings import yearend
from portal.organisations import casepage
from portal.workflow import engine

PER_PAGE = 50
OPEN, DECIDED = "open", "decided"


@never_cache
def changes(request: HttpRequest) -> HttpResponseBase:
    """The changes that wait for a decision, or those that were decided."""
    scope = DECIDED if request.GET.get("scope") == DECIDED else OPEN
    found = queries.visible_to(signed_in(request)).filter(case__closed_at__isnull=scope == OPEN)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("budget_changes")
    tabs = [
        Tab(_("To be decided"), here, None, scope == OPEN),
        Tab(_("Decided"), f"{here}?scope={DECIDED}", None, scope == DECIDED),
    ]
    return render(request, "ledger/changes.html", {"page": page, "tabs": tabs})


@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A change with everything the reader can do about it."""
    user = signed_in(request)
    row = queries.visible_to(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    possible = {step.action for step in engine.possible(row, user)}
    own = row.proposed_by_id == user.pk
    act = request.POST.get("act", "")
    shown: dict[str, Any] = {}
    for name in sorted(possible - ({"approve", "refuse"} if own else set())):
        data = request.POST if request.method == "POST" and act == name else None
        shown[name] = WordsForm(data) if name == "refuse" else EmptyForm(data)
    if request.method == "POST" and act in shown and _decided(request, row, act, shown[act]):
        return redirect("budget_change", pk=pk)
    closing = row.kind == ChangeKind.CLOSE
    values = {
        "row": row,
        "page": casepage.of(row, mine="approve" in shown),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        "own": own and "withdraw" in shown,
        **(rests(row.budget) if closing else {}),
    }
    return render(request, "ledger/change.html", values)


def _decided(request: HttpRequest, row: Change, act: str, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    user, given = signed_in(request), form.cleaned_data
    known: dict[str, Callable[[], object]] = {
        "approve": lambda: operations.approve(change=row, by=user),
        "refuse": lambda: operations.refuse(change=row, by=user, **given),
        "withdraw": lambda: operations.withdraw(change=row, by=user),
    }
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True


def rests(row: Budget) -> dict[str, Any]:
    """What closing does to each line, and which of its sources' rows are not confirmed yet."""
    lines = list(budgets.lines(row.body_id, row.year).filter(closed=False))
    there = {line.source for line in lines}
    doubtful = [Source(one).label for one in terms.doubtful_shares(row.year) if one in there]
    return {"rests": yearend.rests(row, lines), "doubtful": doubtful}
