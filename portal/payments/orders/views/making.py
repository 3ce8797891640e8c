"""Preparing an order, and entering its receipt or invoice, as the accountant does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.ledger.postings import queries as ledger
from portal.organisations.claims.forms import add_refusal
from portal.payments.orders import operations, papers, purposes, queries
from portal.payments.orders.forms import PaperForm, PrepareForm, paper_initial
from portal.payments.orders.models import Order
from portal.payments.orders.views.officer import order_of
from portal.permissions import Permission

OFFERED = 200


@never_cache
def payment_prepare(request: HttpRequest) -> HttpResponseBase:
    """Prepare an order from a commitment of the person's office."""
    user = signed_in(request)
    offices = people.bodies_where(user, Permission.PAYMENT_MAKE)
    found = ledger.payable(offices)[:OFFERED]
    elsewhere = purposes.on_own_page(found)
    rows = {row.pk: row for row in found if row.pk not in elsewhere}
    form = PrepareForm(request.POST or None, commitments=purposes.in_words(rows.values()))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        payee = queries.payee(given["payee"])
        if payee is None:
            form.add_error("payee", _("No body has this code or name. Check it, sign by sign."))
        else:
            row = rows[given["commitment"]]
            try:
                made = operations.prepare(
                    commitment=row, body=payee, fen=given["fen"], basis=row.basis,
                    words=given["words"], by=user,
                )  # fmt: skip
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("Prepared. Enter the receipt or invoice next."))
                return redirect("payment_order", pk=made.pk)
    values = {"form": form if rows else None, "elsewhere": elsewhere.values()}
    return render(request, "payments/orders/prepare.html", values)


@never_cache
def payment_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The receipt or invoice of an order, entered by its maker."""
    row = order_of(request, pk)
    if not people.may(signed_in(request), Permission.PAYMENT_MAKE, body=row.payer_id):
        raise Http404
    return paper_page(request, row, back="payment_order")


def paper_page(request: HttpRequest, row: Order, *, back: str) -> HttpResponseBase:
    """The form of a paper; ``back`` is the page it leads to."""
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        initial=paper_initial(row.body.name, row.fen),
    )
    if request.method == "POST" and form.is_valid():
        try:
            papers.enter(order=row, receipt=form.receipt(), by=signed_in(request))
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Entered. The order can be checked now."))
            return redirect(back, pk=row.pk)
    values: dict[str, Any] = {"row": row, "form": form, "back": back}
    return render(request, "payments/orders/paper.html", values)
