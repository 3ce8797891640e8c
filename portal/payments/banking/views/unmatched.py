"""Receipts that fitted no order: how long they wait, and settling them by hand."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock, downloads, money
from portal.core.reasons import Reason, Refused
from portal.organisations.claims.forms import add_refusal
from portal.payments.banking import conditions, queries, receipts
from portal.payments.banking.conditions import Code
from portal.payments.banking.enums import Result, Standing
from portal.payments.banking.forms import MatchForm
from portal.payments.banking.models import Receipt
from portal.payments.banking.views.common import PER_PAGE, seen
from portal.permissions import Permission

OFFERED = 100
MOST = 10_000


@never_cache
def receipts_unmatched(request: HttpRequest) -> HttpResponseBase:
    """The receipts that wait, the oldest first, each with its reasons and its age."""
    found = queries.unmatched(seen(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    rows = [(row, queries.age(row, today), _reasons(row)) for row in page]
    values = {"page": page, "rows": rows}
    return render(request, "payments/banking/unmatched.html", values)


def receipts_csv(request: HttpRequest) -> HttpResponse:
    """The same receipts as a file for a spreadsheet; accounts masked."""
    today = clock.today()
    heads = (
        _("Serial number"), _("Order number"), _("Amount"), _("Account"), _("Day"), _("Result"),
        _("Days waiting"), _("Why it waits"),
    )  # fmt: skip
    lines = (
        (
            row.serial, row.reference, money.yuan(row.fen), row.shown, row.on,
            Result(row.result).label, queries.age(row, today),
            " ".join(reason.words for reason in _reasons(row)),
        )
        for row in queries.unmatched(seen(request))[:MOST]
    )  # fmt: skip
    return downloads.csv_file(f"receipts-{today:%Y%m%d}", heads, lines)


@never_cache
def receipt_match(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A receipt: match it with an order, or set it aside, with a reason."""
    user = seen(request)
    row = queries.receipts(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    checks = people.may(user, Permission.PAYMENT_CHECK, body=row.payer_id)
    fitting = {order.pk: order for order in queries.candidates(row, user)[:OFFERED]}
    form = MatchForm(
        request.POST or None,
        orders=[(key, f"{order.reference} · {order.body.name}") for key, order in fitting.items()],
    )
    if request.method == "POST" and form.is_valid() and _settled(request, row, form, fitting):
        return redirect("receipts_unmatched")
    values = {
        "row": row,
        "reasons": _reasons(row),
        "age": queries.age(row, clock.today()),
        "form": form if checks and row.standing == Standing.WAITING else None,
        "fitting": fitting,
        "error_form": form,
    }
    return render(request, "payments/banking/match.html", values)


def _settled(request: HttpRequest, row: Receipt, form: MatchForm, fitting: dict[int, Any]) -> bool:
    user, given = signed_in(request), form.cleaned_data
    order = fitting.get(given["order"])
    aside = request.POST.get("act") == "aside"
    if order is None and not aside:
        form.add_error("order", _("Choose the order, or set the receipt aside."))
        return False
    try:
        if aside or order is None:
            receipts.set_aside(receipt=row, why=given["why"], by=user)
        else:
            receipts.match(receipt=row, order=order, why=given["why"], by=user)
    except Refused as refusal:
        add_refusal(form, refusal)
        row.refresh_from_db()
        return False
    messages.success(request, _("Saved."))
    return True


def _reasons(row: Receipt) -> list[Reason]:
    return [conditions.reason(Code(one["code"], one["params"])) for one in row.reasons]
