"""A station's work with its pool: check, promise, hand over, receipt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from incubator.bases import queries as bases
from incubator.pool import documents, operations, queries
from incubator.pool.enums import MatchState, OfferState
from incubator.pool.forms import (
    CallerOfferForm,
    EmptyForm,
    HouseholdForm,
    SlipForm,
    WordsForm,
    add_refusal,
)
from incubator.pool.operations import Caller
from portal.accounts.queries import signed_in
from portal.core import clock, downloads
from portal.core.reasons import Refused, Text
from portal.core.ui import Tab
from portal.organisations import casepage
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.models import CaseModel

PER_PAGE = 50
USUAL = timedelta(days=60)
Lists = Mapping[str, tuple[Text, bool, dict[str, Any]]]
LISTS: Lists = {
    "check": (gettext_lazy("Offers to check"), True, {"status": OfferState.OFFERED}),
    "asked": (gettext_lazy("Asked for, to be answered"), False, {"status": MatchState.ASKED}),
    "hand": (gettext_lazy("To hand over"), False, {"status": MatchState.MATCHED}),
    "confirm": (gettext_lazy("Receipt awaited"), False, {"status": MatchState.HANDED}),
    "listed": (gettext_lazy("On offer"), True, {"status": OfferState.LISTED}),
    "done": (gettext_lazy("Received"), False, {"status": MatchState.RECEIVED}),
}


@dataclass(frozen=True, slots=True)
class Act:
    """A step as the station takes it: its button, its form, its operation."""

    title: Text
    form: type[forms.Form]
    take: Callable[..., Any]


OFFER_ACTS = {
    "list": Act(gettext_lazy("Take it into the pool"), EmptyForm, operations.take_in),
    "decline": Act(gettext_lazy("Do not take it"), WordsForm, operations.decline),
    "take_off": Act(gettext_lazy("Take it out of the pool"), WordsForm, operations.take_off),
}
MATCH_ACTS = {
    "match": Act(gettext_lazy("Promise it"), EmptyForm, operations.match),
    "refuse": Act(gettext_lazy("Do not promise it"), WordsForm, operations.refuse),
    "hand_over": Act(gettext_lazy("Handed over today"), EmptyForm, operations.hand_over),
    "call_off": Act(gettext_lazy("Call the gift off"), WordsForm, operations.call_off),
    "confirm_on_paper": Act(
        gettext_lazy("Receipt signed on paper"), SlipForm, operations.confirm_on_paper
    ),
}


@never_cache
def kept(request: HttpRequest) -> HttpResponseBase:
    """What the pool's people have to do, list by list."""
    user, chosen = signed_in(request), request.GET.get("list", "")
    chosen = chosen if chosen in LISTS else "check"
    _title, offers, wanted = LISTS[chosen]
    found: Any = queries.offers_kept(user) if offers else queries.gifts_kept(user)
    page = Paginator(found.filter(**wanted), PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("pool_kept")
    tabs = [Tab(LISTS[name][0], f"{here}?list={name}", None, name == chosen) for name in LISTS]
    values = {"page": page, "tabs": tabs, "offers": offers}
    return render(request, "incubator/pool/kept.html", values)


@never_cache
def enter(request: HttpRequest) -> HttpResponseBase:
    """Enter what somebody offers by telephone or at the counter."""
    user = signed_in(request)
    mine = bases.where(user, Permission.POOL_MANAGE).filter(active=True)
    form = CallerOfferForm(
        request.POST if request.method == "POST" else None,
        bases=[(base.pk, base.body.name) for base in mine],
        bodies=(),
        until=clock.today() + USUAL,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        base = mine.filter(pk=given.pop("base")).first()
        if base is None:
            raise Http404
        caller = Caller(given.pop("name"), given.pop("phone"))
        try:
            row = operations.offer(base=base, caller=caller, by=user, **given)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Entered. Now check it."))
            return redirect("pool_offer_case", pk=row.pk)
    return render(request, "incubator/pool/enter.html", {"form": form})


@never_cache
def offer_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An offer with everything a station can do about it."""
    row = queries.offers_kept(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    done, offers = _acts(request, row, OFFER_ACTS, "offer")
    if done:
        return redirect("pool_offer_case", pk=pk)
    values = {
        "row": row,
        "page": casepage.of(row, mine=bool(offers)),
        "acts": offers,
        "way": queries.way_of(row),
        "listed": row.status == OfferState.LISTED and row.left > 0,
    }
    return render(request, "incubator/pool/offer_case.html", values)


@never_cache
def household(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for a part of an offer for a household that telephones or comes."""
    user = signed_in(request)
    row = queries.offers_kept(user).filter(pk=pk, status=OfferState.LISTED).first()
    if row is None:
        raise Http404
    form = HouseholdForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        caller = Caller(given.pop("name"), given.pop("phone"))
        try:
            made = operations.ask(offer=row, household=caller, by=user, **given)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Entered. Promise it, if it fits."))
            return redirect("pool_match_case", pk=made.pk)
    return render(request, "incubator/pool/household.html", {"row": row, "form": form})


@never_cache
def match_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A part of an offer with everything a station can do about it."""
    row = queries.gifts_kept(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    done, offers = _acts(request, row, MATCH_ACTS, "match")
    if done:
        return redirect("pool_match_case", pk=pk)
    values = {"row": row, "page": casepage.of(row, mine=bool(offers)), "acts": offers}
    return render(request, "incubator/pool/match_case.html", values)


def slip(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The slip to be signed on paper."""
    row = queries.gifts_kept(signed_in(request)).filter(pk=pk).first()
    if row is None or row.status != MatchState.HANDED:
        raise Http404
    return downloads.pdf_page(str(row), documents.slip(row))


def _acts(
    request: HttpRequest, row: CaseModel, known: Mapping[str, Act], name: str
) -> tuple[bool, list[tuple[str, Text, forms.Form, bool]]]:
    """Take the step that was sent; whether it was taken, and the steps that are possible."""
    user, tried = signed_in(request), request.POST.get("act", "")
    possible = [step.action for step in engine.possible(row, user) if step.action in known]
    shown = []
    for action in possible:
        sent = request.method == "POST" and action == tried
        form = known[action].form(request.POST if sent else None, request.FILES if sent else None)
        if sent and form.is_valid():
            try:
                known[action].take(**{name: row}, by=user, **form.cleaned_data)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("Saved."))
                return True, []
        shown.append((action, known[action].title, form, sent))
    return False, shown
