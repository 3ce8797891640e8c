"""Files for the bank: making one of checked orders, and taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import money
from portal.core.reasons import Refused
from portal.organisations.claims.forms import add_refusal
from portal.payments.banking import operations, queries
from portal.payments.banking.forms import FileForm
from portal.payments.banking.layout import Layout
from portal.payments.banking.views.common import PER_PAGE, payer_of, seen
from portal.payments.orders import queries as orders
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

STANDARD = "standard"


@never_cache
def bank_files(request: HttpRequest) -> HttpResponseBase:
    """The files that went out, newest first."""
    user = seen(request)
    values = {
        "page": Paginator(queries.files(user), PER_PAGE).get_page(request.GET.get("page")),
        "makes": orders.makes(user),
    }
    return render(request, "payments/banking/files.html", values)


@never_cache
def bank_file_make(request: HttpRequest) -> HttpResponseBase:
    """Choose checked orders and a format; the file is made and the orders are on their way."""
    payer = payer_of(request)
    ready = {row.pk: row for row in orders.for_the_bank(payer.pk)[: operations.MOST]}
    known = {str(row.pk): row for row in queries.formats_of(payer.pk)}
    form = FileForm(
        request.POST or None,
        formats=[*((key, row.name) for key, row in known.items()), (STANDARD, _("Standard"))],
        orders=[
            (row.pk, f"{row.reference} · {row.body.name} · {money.yuan(row.fen)}")
            for row in ready.values()
        ],
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        row = known.get(given["format"])
        try:
            made = operations.make_file(
                payer=payer,
                picked=[ready[key] for key in given["orders"]],
                layout_=row.layout if row else Layout(),
                by=signed_in(request),
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The file is made. Take it to the bank."))
            return redirect("bank_file", pk=made.pk)
    values: dict[str, Any] = {
        "form": form if ready else None,
        "payer": payer,
        "payers": _payers(request),
        "total": sum(row.fen for row in ready.values()),
    }
    return render(request, "payments/banking/make.html", values)


@never_cache
def bank_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file with its orders, masked."""
    user = seen(request)
    found = queries.files(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    rows = orders.of_offices(user).filter(bank_file=found).order_by("id")
    values = {
        "row": found,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "takes": people.may(user, Permission.PAYMENT_MAKE, body=found.payer_id),
    }
    return render(request, "payments/banking/file.html", values)


@never_cache
def bank_file_content(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, with whole account numbers; who takes it is noted."""
    user = seen(request)
    found = queries.files(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        content = operations.content(row=found, by=user)
    except Refused as refusal:
        raise Http404 from refusal
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Cache-Control"] = "private, no-store"
    name = content_disposition_header(as_attachment=True, filename=f"{found.number}.csv")
    answer["Content-Disposition"] = name or "attachment"
    return answer


def _payers(request: HttpRequest) -> list[Body]:
    return people.kept_bodies(signed_in(request), Permission.PAYMENT_MAKE)
