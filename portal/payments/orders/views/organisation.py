"""Payments to us: what comes, what we still owe for it, what arrived."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.files import responses
from portal.organisations import casepage
from portal.payments.orders import papers, queries
from portal.payments.orders.models import Order
from portal.payments.orders.views.making import paper_page
from portal.payments.payees import queries as payees
from portal.payments.payees.views.organisation import body_of
from portal.permissions import Permission

PER_PAGE = 30


@never_cache
def payments_to_us(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every payment to the organisation, newest first, with what is still to be done for it."""
    body = body_of(request, pk)
    rows = queries.to_body(pk)
    values = {
        "body": body,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "paid": queries.paid_to(pk),
        "account": payees.account_of(pk),
        "keeps": people.may(signed_in(request), Permission.ORGANISATION_MONEY, body=pk),
    }
    return render(request, "payments/orders/ours.html", values)


@never_cache
def payment_to_us(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One payment to the organisation."""
    row = _own(request, pk)
    keeps = people.may(signed_in(request), Permission.ORGANISATION_MONEY, body=row.body_id)
    values = {
        "row": row,
        "page": casepage.of(row, mine=False),
        "enters": keeps and row.status in papers.OPEN,
        "keeps": keeps,
    }
    return render(request, "payments/orders/our_payment.html", values)


@never_cache
def payment_our_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Our receipt or invoice, before the money comes."""
    row = _own(request, pk)
    if not people.may(signed_in(request), Permission.ORGANISATION_MONEY, body=row.body_id):
        raise Http404
    return paper_page(request, row, back="payment_to_us")


def payment_scan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scan of a receipt or invoice, for the office and the payee's money people."""
    user = signed_in(request)
    row = queries.visible_to(user).filter(pk=pk).first()
    if row is None or row.paper_file is None:
        raise Http404
    office = row.payer_id in payees.offices_seen(user)
    if not office and not people.may(user, Permission.ORGANISATION_MONEY, body=row.body_id):
        raise Http404
    return responses.respond(row.paper_file, request, inline=True)


def _own(request: HttpRequest, pk: int) -> Order:
    user = signed_in(request)
    own = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    found = queries.visible_to(user).filter(pk=pk, body__in=own).first()
    if found is None:
        raise Http404
    return found
