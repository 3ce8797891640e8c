"""Calendars of last days: of the office, of one's own cases, and the secret feed."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.permissions import Permission
from portal.site.calendar import feed, queries
from portal.workflow.desk import operations as desk
from portal.workflow.desk import queries as addresses


@never_cache
def work_calendar(request: HttpRequest) -> HttpResponse:
    """What ends this week in my offices."""
    items = queries.of_offices(signed_in(request))
    return _page(request, items, _("What ends in the office"), "work_calendar")


@never_cache
def my_calendar(request: HttpRequest) -> HttpResponse:
    """What ends this week in my own cases and those of my organisations."""
    items = queries.of_applicant(signed_in(request))
    return _page(request, items, _("What ends in my cases"), "my_calendar")


@never_cache
def calendar_address(request: HttpRequest) -> HttpResponse:
    """The secret address for a calendar program: make a new one (shown once) or end it."""
    user, shown = signed_in(request), ""
    if request.method == "POST" and "end" in request.POST:
        desk.end_calendar_address(by=user)
        return redirect("calendar_address")
    if request.method == "POST":
        secret = desk.new_calendar_address(by=user)
        shown = f"{settings.SITE_URL}{reverse('calendar_feed', args=[secret])}"
    values = {"address": addresses.calendar_address_of(user), "shown": shown}
    return render(request, "site/calendar_address.html", values)


@never_cache
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed behind a secret address; an ended one is a 404."""
    user = addresses.person_of_calendar(secret)
    if user is None:
        raise Http404
    items = queries.of_applicant(user)
    if people.may(user, Permission.CASES_VIEW):
        items = [*queries.of_offices(user), *items]
    once = {item.key: item for item in items}
    return HttpResponse(feed.render(once.values()), content_type="text/calendar; charset=utf-8")


def _page(request: HttpRequest, items: list[queries.Item], title: str, route: str) -> HttpResponse:
    first, today = queries.monday(request.GET.get("week", "")), clock.today()
    values = {
        "title": title,
        "route": reverse(route),
        "days": queries.week(items, first),
        "first": first,
        "before": first - queries.WEEK,
        "after": first + queries.WEEK,
        "late": [item for item in items if item.day < today],
        "today": today,
    }
    return render(request, "site/calendar.html", values)
