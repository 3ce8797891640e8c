"""The organisation's claims: what waits to be claimed, where each stands, its receipt."""

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

from incubator.grants import applying, operations, queries, queues, showing, using
from incubator.grants.forms import ApplicationForm, ReceiptForm, ReportForm, add_refusal
from incubator.grants.models import Claim
from incubator.incentives import queries as schemes
from incubator.incentives.models import SchemeVersion
from incubator.incentives.needs import in_words
from portal import files
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.organisations import casepage

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation

PER_PAGE = 25
ACTS = ("claim", "withdraw", "receipt", "report", "close")


@never_cache
def my_grants(request: HttpRequest) -> HttpResponseBase:
    """The claims of the organisations in which the person is a member, newest first."""
    found = queries.own(signed_in(request)).order_by("-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "incubator/grants/mine.html", {"page": page})


@never_cache
def my_grant(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A claim with what its organisation can do about it."""
    user = signed_in(request)
    row = _own(request, pk)
    steps = {step.action for step in row.workflow.steps_from(row.status)}
    act = request.POST.get("act", "")
    shown = {name: _form(request, row, name, act) for name in ACTS if name in steps}
    if request.method == "POST" and act in shown and _taken(request, row, act, shown[act]):
        return redirect("my_grant", pk=pk)
    may_act = queries.may_handle_money(user, row.organisation_id)
    page = casepage.of(row, mine=bool(set(shown) - {"withdraw"}) and may_act)
    values = {
        "row": row,
        "page": page,
        "steps": showing.steps(row, page.steps),
        "undone": queries.undone_transfer(row),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        "may_act": may_act,
        "lines": showing.lines(row),
        "facts": showing.facts(row),
        "place": queues.shown_place(row),
        "account": queries.account_shown(row),
        "against": queries.facts(row, None).due.reasons if "claim" in shown else (),
        "entry": queries.page_of(row),
    }
    return render(request, "incubator/grants/my_grant.html", values)


@never_cache
def grant_apply(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Apply for a grant: what would be due, what stands against it, and the form."""
    clock.began()
    user, version = signed_in(request), schemes.version_on(pk, clock.today())
    if version is None or not applying.applicable(version):
        raise Http404
    ours = {row.pk: row for row in queries.organisations_of(user)}
    sent = request.method == "POST"
    form = ApplicationForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        organisations=[(key, row.body.name) for key, row in ours.items()],
        asks=version.asks,
    )
    if sent and form.is_valid() and (made := _applied(form, version, ours, user)):
        messages.success(request, _("Handed in. The office checks it now; you see every step."))
        return redirect("my_grant", pk=made.pk)
    only = next(iter(ours.values())) if len(ours) == 1 else None
    values = {
        "version": version,
        "form": form,
        "ours": ours,
        "needs": in_words(version.needs),
        "seen": applying.preview(version, only) if only and not sent else None,
        "most": version.highest,
    }
    return render(request, "incubator/grants/apply.html", values)


@never_cache
def my_grant_receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A paper that the organisation handed in: the receipt, or with ?of= the plan or report."""
    found = showing.paper(_own(request, pk), request.GET.get("of", ""))
    if found is None:
        raise Http404
    return files.respond(found, request, inline=True)


def _applied(
    form: ApplicationForm, version: SchemeVersion, ours: dict[int, Organisation], user: User
) -> Claim | None:
    try:
        return applying.apply_for(
            version=version,
            organisation=ours[form.cleaned_data["organisation"]],
            application=form.application(),
            by=user,
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return None


def _own(request: HttpRequest, pk: int) -> Claim:
    row = queries.own(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _form(request: HttpRequest, row: Claim, name: str, act: str) -> forms.Form:
    sent = request.method == "POST" and name == act
    data = request.POST if sent else None
    if name == "report":
        return ReportForm(
            data, request.FILES if sent else None, known=bool(row.report_file_id), uses=row.report
        )
    if name == "receipt":
        return ReceiptForm(data, request.FILES if sent else None, known=bool(row.receipt_file_id))
    return Form(data)


def _taken(request: HttpRequest, row: Claim, act: str, form: Any) -> bool:
    user = signed_in(request)
    if not form.is_valid():
        return False
    known: dict[str, tuple[Callable[[], object], str]] = {
        "claim": (
            lambda: operations.claim(claim=row, by=user),
            _("Claimed. The office checks it now; you see every step here."),
        ),
        "withdraw": (
            lambda: operations.withdraw(claim=row, by=user), _("The claim is withdrawn."),
        ),
        "receipt": (
            lambda: operations.hand_in_receipt(claim=row, paper=form.paper(), by=user),
            _("The receipt is here. The payment is prepared next."),
        ),
        "report": (
            lambda: using.report(claim=row, use=form.use(), by=user),
            _("The report is here. The office looks at it."),
        ),
        "close": (
            lambda: operations.confirm_arrival(claim=row, by=user),
            _("Thank you. The claim is closed."),
        ),
    }  # fmt: skip
    do, said = known[act]
    try:
        do()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, said)
    return True
