"""The pool as everybody reads it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.pool import queries
from incubator.pool.enums import GiftKind
from portal.core import clock
from portal.core.ui import Tab

PER_PAGE = 50


def pool(request: HttpRequest) -> HttpResponse:
    """What is on offer today, by kind."""
    kind = request.GET.get("kind", "")
    found = queries.on_offer(clock.today())
    if kind in GiftKind.values:
        found = found.filter(kind=kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    here = reverse("pool")
    tabs = [Tab(_("Everything"), here, None, kind not in GiftKind.values)]
    tabs += [Tab(one.label, f"{here}?kind={one}", None, one == kind) for one in GiftKind]
    return render(request, "incubator/pool/pool.html", {"page": page, "tabs": tabs})


def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing on offer: what, how many are left, where, until when."""
    row = queries.on_offer(clock.today()).filter(pk=pk).first()
    if row is None:
        raise Http404
    return render(request, "incubator/pool/offer.html", {"row": row})
