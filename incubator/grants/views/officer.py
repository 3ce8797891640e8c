"""The office's claims: the list with its states and the queue, and one claim with its steps."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.grants import operations, queries, queues, showing, using
from incubator.grants.enums import ClaimState
from incubator.grants.forms import ProposeForm, WordsForm, add_refusal
from incubator.grants.models import Claim
from incubator.incentives.enums import entry_words
from portal import files
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock, downloads, money
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.organisations import casepage
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.approvals import queries as approvals

PER_PAGE = 50
EDIT = Permission.GRANT_EDIT
ACTS = ("check", "refuse", "return_receipt", "order", "stop", "return_report", "accept")
WORDS = ("refuse", "return_receipt", "stop", "return_report")
State = ClaimState
GROUPS: dict[str, tuple[str, ...]] = {
    "check": (State.CLAIMED, State.CHECKED),
    "public": (State.PUBLISHED,),
    "queue": (State.QUEUED,),
    "pay": (State.COMMITTED, State.RECEIPTED, State.ORDERED),
    "use": (State.REPORTING, State.REPORTED, State.RETURNING),
    "paid": (State.PAID, State.CLOSED),
    "offered": (State.OFFERED,),
    "ended": (State.REFUSED, State.WITHDRAWN, State.LAPSED),
}


@never_cache
def grants_kept(request: HttpRequest) -> HttpResponseBase:
    """The claims of the person's offices by where they stand."""
    clock.began()
    mine = queries.visible_to(signed_in(request))
    chosen = _chosen(request)
    found = _ordered(mine.filter(status__in=GROUPS[chosen]), chosen)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = mine.order_by().aggregate(
        **{name: Count("pk", filter=Q(status__in=states)) for name, states in GROUPS.items()},
        fen=Sum("amount", filter=Q(status__in=GROUPS[chosen])),
    )
    here, words = reverse("grants_kept"), _names()
    values = {
        "page": page,
        "rows": [(row, entry_words(row.scheme.measure, row.entry)) for row in page],
        "tabs": [
            Tab(words[name], f"{here}?show={name}", counts[name], name == chosen) for name in GROUPS
        ],
        "show": chosen,
        "total": counts["fen"] or 0,
    }
    return render(request, "incubator/grants/kept.html", values)


@never_cache
def grants_csv(request: HttpRequest) -> HttpResponseBase:
    """The list that is shown, as a table."""
    mine, chosen = queries.visible_to(signed_in(request)), _chosen(request)
    heads = [
        _("Number of the case"), _("Organisation"), _("Scheme"), _("Entry of the table"),
        _("Confirmed on"),
        _("Amount (yuan)"), _("State"), _("Paid on"),
    ]  # fmt: skip
    lines = (
        [
            str(row), row.organisation.body.name, row.scheme.title,
            entry_words(row.scheme.measure, row.entry), row.confirmed_on, money.yuan(row.amount),
            row.workflow.states(row.status).label, row.paid_on,
        ]
        for row in _ordered(mine.filter(status__in=GROUPS[chosen]), chosen)
    )  # fmt: skip
    return downloads.csv_file(f"{_('claims of money')}-{chosen}", heads, lines)


@never_cache
def grant_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A claim with everything the office can do about it."""
    user = signed_in(request)
    row = _seen(request, pk)
    possible = {step.action for step in engine.possible(row, user)}
    act = request.POST.get("act", "")
    proposal = approvals.standing(queries.ACT, queries.subject(row))
    again = row.status == State.CHECKED and proposal is not None and bool(proposal.result)
    names = [name for name in ACTS if name in possible] + (["again"] if again else [])
    shown = {name: _form(request, name, act) for name in names}
    if request.method == "POST" and act in shown and _taken(request, row, act, shown[act]):
        return redirect("grant_case", pk=pk)
    known, page = queries.facts(row, user), casepage.of(row, mine=bool(set(shown) - {"stop"}))
    values = {
        "row": row,
        "page": page,
        "steps": showing.steps(row, page.steps),
        "undone": queries.undone_transfer(row),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        "lines": showing.lines(row),
        "facts": showing.facts(row),
        "place": queues.shown_place(row),
        "against": known.due.reasons if row.case and row.case.closed_at is None else (),
        "lists_known": known.lists_known,
        "proposal": proposal,
        "entry": queries.page_of(row),
        "may_ask_back": row.paid > 0 and people.may(user, EDIT, body=row.scheme.office_id),
    }
    return render(request, "incubator/grants/case.html", values)


@never_cache
def grant_receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A paper of a claim, for the office: the receipt, or with ?of= the plan or report."""
    found = showing.paper(_seen(request, pk), request.GET.get("of", ""))
    if found is None:
        raise Http404
    return files.respond(found, request, inline=True)


def _seen(request: HttpRequest, pk: int) -> Claim:
    row = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _chosen(request: HttpRequest) -> str:
    given = request.GET.get("show", "")
    return given if given in GROUPS else "check"


def _ordered(rows: Any, chosen: str) -> Any:
    if chosen == "queue":
        return rows.order_by("scheme", "confirmed_on", "pk")
    return rows.order_by("case__due_on", "pk") if chosen == "check" else rows.order_by("-pk")


def _names() -> dict[str, str]:
    return {
        "check": _("to check and approve"), "public": _("public"), "queue": _("waiting for money"),
        "pay": _("to pay"), "use": _("use to be reported"), "paid": _("paid"),
        "offered": _("offered"), "ended": _("ended without money"),
    }  # fmt: skip


def _form(request: HttpRequest, name: str, act: str) -> forms.Form:
    data = request.POST if request.method == "POST" and name == act else None
    if name in ("check", "again"):
        return ProposeForm(data, prefix=None)
    return WordsForm(data) if name in WORDS else Form(data)


def _taken(request: HttpRequest, row: Claim, act: str, form: Any) -> bool:
    user = signed_in(request)
    if not form.is_valid():
        return False
    given, url = form.cleaned_data, reverse("grant_case", args=[row.pk])
    known: dict[str, Callable[[], object]] = {
        "check": lambda: operations.check(claim=row, url=url, by=user, **given),
        "again": lambda: operations.propose_again(claim=row, url=url, by=user, **given),
        "refuse": lambda: operations.refuse(claim=row, by=user, **given),
        "return_receipt": lambda: operations.return_receipt(claim=row, by=user, **given),
        "order": lambda: operations.order(claim=row, by=user),
        "stop": lambda: operations.stop(claim=row, by=user, **given),
        "return_report": lambda: using.send_back(claim=row, by=user, **given),
        "accept": lambda: using.accept(claim=row, by=user),
    }
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True
