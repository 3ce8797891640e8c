"""The formats of bank files, with a preview before one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.organisations.claims.forms import add_refusal
from portal.payments.banking import layout, operations, queries
from portal.payments.banking.forms import FormatForm, format_initial
from portal.payments.banking.layout import Layout, Line
from portal.payments.banking.models import BankFormat
from portal.payments.banking.views.common import payer_of, seen
from portal.payments.orders import queries as orders
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

SAMPLE = 3


@never_cache
def bank_formats(request: HttpRequest) -> HttpResponseBase:
    """The formats of the person's offices."""
    user = seen(request)
    values = {"rows": queries.formats(user)[:100], "makes": orders.makes(user)}
    return render(request, "payments/banking/formats.html", values)


@never_cache
def bank_format_new(request: HttpRequest) -> HttpResponseBase:
    """A new format."""
    return _page(request, payer_of(request), None)


@never_cache
def bank_format(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a format; files that went out keep theirs."""
    user = signed_in(request)
    row = queries.formats(user).filter(pk=pk).first()
    if row is None or not people.may(user, Permission.PAYMENT_MAKE, body=row.payer_id):
        raise Http404
    return _page(request, row.payer, row)


def _page(request: HttpRequest, payer: Body, row: BankFormat | None) -> HttpResponseBase:
    known = format_initial(row.name if row else "", row.layout if row else Layout())
    form = FormatForm(request.POST or None, initial=known)
    found = (row.layout if row else Layout()) if request.method != "POST" else None
    if request.method == "POST" and form.is_valid():
        found = form.layout()
        if request.POST.get("act") != "preview" and _saved(request, payer, row, form):
            return redirect("bank_formats")
    preview = layout.text(found, _sample(payer)) if found else ""
    values = {"form": form, "row": row, "payer": payer, "preview": preview}
    return render(request, "payments/banking/format.html", values)


def _saved(request: HttpRequest, payer: Body, row: BankFormat | None, form: FormatForm) -> bool:
    try:
        operations.save_format(
            payer=payer,
            name=form.cleaned_data["name"],
            layout=form.layout(),
            by=signed_in(request),
            row=row,
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("The format is kept."))
    return True


def _sample(payer: Body) -> list[Line]:
    """The next orders for the bank, masked; an invented one when there is none."""
    found = orders.for_the_bank(payer.pk)[:SAMPLE]
    lines = [operations.line_of(order, payer.name, masked=True) for order in found]
    return lines or [
        Line(
            "FK2026-00001", "某某社会工作服务中心", "****1234", "中国农业银行鄂尔多斯东胜支行",
            "103205000011", 1_000_550, "首次等级评估奖励", "2026-11-30", payer.name,
        )
    ]  # fmt: skip
