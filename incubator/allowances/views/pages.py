"""The allowances of an organisation: for its own people, and for who looks after it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from incubator.allowances import holds, queries, showing
from incubator.allowances.models import Allowance, Entry
from incubator.bases import queries as bases
from incubator.bases.models import Base
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.permissions import Permission

PER_PAGE = 50
MOST_LINES = 5000


def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The allowances of one's own organisation."""
    rows = queries.of_own(signed_in(request), pk)
    return _page(request, rows, "allowances", "incubator/allowances/own.html")


def own_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The ledger of one's own organisation as CSV."""
    return _ledger_file(request, queries.of_own(signed_in(request), pk))


def of(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The allowances of an organisation in a base where one works."""
    rows = queries.of_kept(signed_in(request), pk)
    return _page(request, rows, "allowances_of", "incubator/allowances/kept.html")


def of_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The ledger of an organisation in a base where one works, as CSV."""
    return _ledger_file(request, queries.of_kept(signed_in(request), pk))


def base(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What runs in a base today: every organisation with every kind of support."""
    user, today = signed_in(request), clock.today()
    found = bases.where(user, Permission.RESIDENCE_KEEP).filter(pk=pk).first()
    if found is None:
        raise Http404
    rows = queries.in_base(user, pk, today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "base": found,
        "page": page,
        "lines": showing.lines(list(page.object_list), today),
        "totals": showing.picture_of(queries.totals(rows)),
        "heads": showing.HEADS,
        "file": reverse("allowances_kept_file", args=[pk]),
    }
    return render(request, "incubator/allowances/base.html", values)


def base_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as CSV."""
    user, today = signed_in(request), clock.today()
    if not bases.where(user, Permission.RESIDENCE_KEEP).filter(pk=pk).exists():
        raise Http404
    rows = list(queries.in_base(user, pk, today)[:MOST_LINES])
    return showing.lines_file(rows, today, f"allowances-{pk}")


def _page(
    request: HttpRequest, found: QuerySet[Allowance], name: str, template: str
) -> HttpResponseBase:
    rows, today = list(found), clock.today()
    if not rows:
        raise Http404
    running = [row for row in rows if row.begins_on <= today <= row.ends_on]
    chosen = next((row for row in rows if str(row.pk) == request.GET.get("row")), None)
    entries = _entries([chosen] if chosen else rows)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    body = rows[-1].body
    here = reverse(name, args=[body.pk])
    return render(
        request,
        template,
        {
            "body": body,
            "residence": max((row.residence for row in rows), key=lambda one: one.begins_on),
            "chart": showing.picture(running, here),
            "heads": showing.HEADS,
            "lines": showing.lines(rows, today),
            "chosen": chosen,
            "page": page,
            "entries": showing.booked(page.object_list),
            "frozen": _frozen(body.pk),
            "change_tier": _may_change_tier(request, rows[-1].residence.base),
            "here": here,
            "file": reverse(f"{name}_file", args=[body.pk]),
        },
    )


def _may_change_tier(request: HttpRequest, where: Base) -> bool:
    return bases.may(signed_in(request), Permission.RESIDENCE_DECIDE, where)


def _frozen(body_id: int) -> dict[str, Any]:
    """What pauses new support today: the credit lists, and what higher subjects say."""
    today = clock.today()
    return {"lists": queries.frozen(body_id, today), "holds": holds.reasons(body_id, today)}


def _entries(rows: list[Allowance]) -> QuerySet[Entry]:
    found = Entry.objects.filter(allowance__in=[row.pk for row in rows])
    return found.select_related("allowance", "by").order_by("-at", "-pk")


def _ledger_file(request: HttpRequest, found: QuerySet[Allowance]) -> HttpResponse:
    rows = list(found)
    if not rows:
        raise Http404
    return showing.entries_file(_entries(rows)[:MOST_LINES], f"ledger-{rows[0].body_id}")
