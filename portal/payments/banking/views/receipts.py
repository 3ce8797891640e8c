"""The bank's lists of results: upload, preview, taking in."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import masking
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.organisations.claims.forms import add_refusal
from portal.payments.banking import conditions, queries, receipts
from portal.payments.banking.enums import Phase, Result, Verdict
from portal.payments.banking.forms import UploadForm
from portal.payments.banking.models import ReceiptList
from portal.payments.banking.reading import HEADINGS, NEEDED
from portal.payments.banking.views.common import PER_PAGE, payer_of, seen
from portal.payments.orders import queries as orders
from portal.permissions import Permission


@never_cache
def receipt_lists(request: HttpRequest) -> HttpResponseBase:
    """The files of receipts that were uploaded, newest first."""
    user = seen(request)
    values = {
        "page": Paginator(queries.lists(user), PER_PAGE).get_page(request.GET.get("page")),
        "makes": orders.makes(user),
        "waiting": queries.unmatched(user).count(),
    }
    return render(request, "payments/banking/lists.html", values)


@never_cache
def receipt_upload(request: HttpRequest) -> HttpResponseBase:
    """Choose the file; nothing is taken in before its preview was confirmed."""
    payer = payer_of(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = receipts.upload(
                payer=payer, upload=form.cleaned_data["upload"], by=signed_in(request)
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("receipt_list", pk=made.pk)
    columns = [(many[0], key in NEEDED) for key, many in HEADINGS.items()]
    values = {"form": form, "payer": payer, "columns": columns}
    return render(request, "payments/banking/upload.html", values)


@never_cache
def receipt_list(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An uploaded file: what each row would do, and the decision; later what was done."""
    user = seen(request)
    found = _list(request, pk)
    judged = queries.judged(found.payer_id, receipts.rows_of(found))
    counts = Counter(one.verdict for one in judged)
    chosen = request.GET.get("class", "")
    if chosen not in Verdict.values:
        chosen = next((v.value for v in Verdict if counts[v]), Verdict.FITS.value)
    rows = [one for one in judged if one.verdict == chosen]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "list": found,
        "page": page,
        "rows": [_shown(one) for one in page],
        "tabs": [
            Tab(label, f"?class={value}#rows", counts[Verdict(value)], value == chosen)
            for value, label in Verdict.choices
            if counts[Verdict(value)]
        ],
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
        "done": [(Verdict(key).label, n) for key, n in sorted(found.counts.items())],
        "decides": found.phase == Phase.CHECKED
        and people.may(user, Permission.PAYMENT_MAKE, body=found.payer_id),
        "running": found.phase == Phase.WRITING,
    }
    return render(request, "payments/banking/list.html", values)


@require_POST
def receipt_list_confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let the worker take the list in."""
    return _done(request, pk, receipts.confirm)


@require_POST
def receipt_list_discard(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put the list away."""
    return _done(request, pk, receipts.discard)


def _shown(one: queries.Judged) -> dict[str, Any]:
    row = one.row
    return {
        "line": row.line,
        "serial": row.serial,
        "reference": row.reference,
        "fen": row.fen,
        "account": masking.bank(row.account),
        "on": row.on,
        "result": Result(row.result).label if row.result else "",
        "words": row.words,
        "order": one.order,
        "reasons": [conditions.reason(code) for code in one.reasons],
    }


def _list(request: HttpRequest, pk: int) -> ReceiptList:
    found = queries.lists(seen(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, pk: int, act: Callable[..., object]) -> HttpResponseBase:
    found = _list(request, pk)
    try:
        act(row=found, by=signed_in(request))
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, _("Saved."))
    return redirect("receipt_list", pk=pk)
