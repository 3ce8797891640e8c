"""Hours of training by base and month, and the list behind each figure."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from incubator.allowances import amounts
from incubator.bases import queries as bases
from incubator.training import queries, statistics
from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.permissions import Permission

PER_PAGE = 50
MONTHS = 12
HOUR = 60


@never_cache
def hours(request: HttpRequest) -> HttpResponse:
    """The last twelve months at the bases where the reader keeps training."""
    names = _names(request)
    last = clock.today()
    first = workdays.months_later(last.replace(day=1), 1 - MONTHS)
    found = statistics.hours(names, first, last)
    by_month: dict[date, int] = defaultdict(int)
    for row in found:
        by_month[row.month] += row.minutes
    months = [workdays.months_later(first, number) for number in range(MONTHS)]
    values = {
        "bars": [(f"{one.year}-{one.month:02}", by_month[one] // HOUR) for one in months],
        "rows": [_figure(row, names) for row in reversed(found)],
        "total": amounts.hours(sum(by_month.values())),
        "first": first,
        "last": last,
    }
    return render(request, "incubator/training/figures.html", values)


def _figure(row: statistics.Hours, names: dict[int, str]) -> dict[str, Any]:
    query = urlencode({"base": row.base_id, "month": f"{row.month:%Y-%m}"})
    return {
        "base": names[row.base_id],
        "month": row.month,
        "hours": amounts.hours(row.minutes),
        "people": row.people,
        "url": f"{reverse('training_attended')}?{query}",
    }


@never_cache
def attended(request: HttpRequest) -> HttpResponse:
    """Who came to what in a month: the rows that a figure counts."""
    names = _names(request)
    first = _month(request.GET.get("month", ""))
    last = workdays.months_later(first, 1) - timedelta(days=1)
    base = request.GET.get("base", "")
    chosen = [pk for pk in names if base == str(pk)] if base else list(names)
    found = queries.attended_in(chosen, first, last).order_by("session__starts_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    total = found.order_by().aggregate(total=Sum("minutes"))["total"] or 0
    values = {
        "page": page,
        "month": first,
        "base": names.get(chosen[0], "") if base and chosen else "",
        "total": amounts.hours(total),
    }
    return render(request, "incubator/training/attended.html", values)


def _names(request: HttpRequest) -> dict[int, str]:
    found = bases.where(signed_in(request), Permission.TRAINING_MANAGE)
    return {base.pk: base.body.name for base in found.order_by("pk")}


def _month(words: str) -> date:
    try:
        found = date.fromisoformat(f"{words}-01")
    except ValueError:
        return clock.today().replace(day=1)
    return found if 2000 <= found.year <= 2100 else clock.today().replace(day=1)
