"""Giving, and following where a gift goes."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.bases import queries as bases
from incubator.pool import documents, operations, queries
from incubator.pool.enums import MatchState
from incubator.pool.forms import EmptyForm, OfferForm, add_refusal
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import clock, downloads
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.workflow import engine

PER_PAGE = 50
USUAL = timedelta(days=60)


@never_cache
def give(request: HttpRequest) -> HttpResponseBase:
    """Offer something to a station."""
    user = signed_in(request)
    form = OfferForm(
        request.POST if request.method == "POST" else None,
        bases=[(base.pk, base.body.name) for base in queries.stations()],
        bodies=queries.bodies_of(user),
        until=clock.today() + USUAL,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        body, base = given.pop("body", ""), bases.base(given.pop("base"))
        if base is None:
            raise Http404
        try:
            row = operations.offer(
                base=base, body=bodies.body(body) if body else None, by=user, **given
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Thank you. The station looks at it and tells you."))
            return redirect("my_offer", pk=row.pk)
    return render(request, "incubator/pool/give.html", {"form": form})


@never_cache
def mine(request: HttpRequest) -> HttpResponseBase:
    """What I gave and what I asked for."""
    user = signed_in(request)
    page = Paginator(queries.gifts_of(user), PER_PAGE).get_page(request.GET.get("page"))
    offers = queries.offers_of(user)[:PER_PAGE]
    return render(request, "incubator/pool/mine.html", {"page": page, "offers": offers})


@never_cache
def my_offer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An offer of mine with its way, and taking it back."""
    user = signed_in(request)
    row = queries.offers_of(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = EmptyForm(request.POST or None)
    if request.method == "POST":
        try:
            operations.withdraw(offer=row, by=user)
        except Refused as refusal:
            form.is_valid()
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Taken back."))
            return redirect("my_offer", pk=pk)
    possible = {step.action for step in engine.possible(row, user)}
    values = {
        "row": row,
        "page": casepage.of(row, mine=False),
        "way": queries.way_of(row),
        "given": queries.number_given(row),
        "may_withdraw": "withdraw" in possible,
        "form": form,
    }
    return render(request, "incubator/pool/my_offer.html", values)


def receipt(request: HttpRequest, pk: int, match: int) -> HttpResponseBase:
    """The receipt of a part that arrived, for the giver."""
    offers = queries.offers_of(signed_in(request)).filter(pk=pk)
    row = queries.with_offer(offers).filter(pk=match, status=MatchState.RECEIVED).first()
    if row is None:
        raise Http404
    return downloads.pdf_page(row.receipt, documents.receipt(row))
