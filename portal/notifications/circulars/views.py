"""Circulars for their senders and their readers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock, downloads
from portal.core.reasons import Refused
from portal.notifications.circulars import audiences, operations, queries
from portal.notifications.circulars.enums import CircularState
from portal.notifications.circulars.forms import CircularForm
from portal.notifications.circulars.tasks import deliver
from portal.permissions import Permission

PER_PAGE = 30


def circulars(request: HttpRequest) -> HttpResponse:
    """What my offices have written and sent."""
    found = queries.of_offices(signed_in(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/circulars/list.html", {"page": page})


@never_cache
def circular_new(request: HttpRequest) -> HttpResponseBase:
    """Write one; it is shown before it is sent."""
    user = signed_in(request)
    offices = people.kept_bodies(user, Permission.CIRCULAR_SEND)
    form = CircularForm(
        request.POST or None,
        offices=[(str(body.pk), body.name) for body in offices],
        audiences=audiences.offered(),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        code, _sign, choice = given["audience"].partition(":")
        try:
            made = operations.write(
                office=int(given["office"]),
                title=given["title"],
                words=given["words"],
                audience=code,
                params={"choice": choice} if choice else {},
                wants_confirmation=given["wants_confirmation"],
                by=user,
            )
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, str(reason))
        else:
            return redirect("circular", pk=made.pk)
    status = 422 if form.errors else 200
    return render(request, "notifications/circulars/new.html", {"form": form}, status=status)


@never_cache
def circular(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A circular: before sending with the number of recipients, afterwards who has seen it."""
    user = signed_in(request)
    found = get_object_or_404(queries.of_offices(user), pk=pk)
    draft = found.state == CircularState.DRAFT
    page = Paginator(queries.receipts(found), PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "circular": found,
        "audience": audiences.named(found.audience).title,
        "draft": draft,
        "count": len(queries.recipients(found)) if draft else 0,
        "page": page,
    }
    return render(request, "notifications/circulars/circular.html", values)


@require_POST
def circular_send(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: send it."""
    user = signed_in(request)
    found = get_object_or_404(queries.of_offices(user), pk=pk)
    try:
        operations.send(circular=found, by=user)
    except Refused as refused:
        _complain(request, refused)
    else:
        deliver.enqueue(found.pk)
        messages.success(request, _("It is on its way. Here you see who has read it."))
    return redirect("circular", pk=pk)


@require_POST
def circular_remind(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: tell those again who have not answered."""
    user = signed_in(request)
    found = get_object_or_404(queries.of_offices(user), pk=pk)
    try:
        count = operations.remind(circular=found, by=user)
    except Refused as refused:
        _complain(request, refused)
    else:
        words = ngettext("%(n)s person reminded.", "%(n)s people reminded.", count)
        messages.success(request, words % {"n": count})
    return redirect("circular", pk=pk)


def circular_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has read and confirmed, as CSV (UTF-8 with BOM, formulas defused)."""
    found = get_object_or_404(queries.of_offices(signed_in(request)), pk=pk)
    lines = []
    for one in queries.receipts(found):
        times = (one.read_at, one.confirmed_at, one.reminded_at)
        shown = [f"{t.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}" if t else "" for t in times]
        lines.append([one.person.get_full_name(), *shown])
    heads = ("name", "read", "confirmed", "reminded")
    return downloads.csv_file(f"circular-{found.pk}", heads, lines)


def circulars_received(request: HttpRequest) -> HttpResponse:
    """What I received."""
    found = queries.received(signed_in(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/circulars/received.html", {"page": page})


@never_cache
def circular_received(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One that I received; opening is reading, POST confirms."""
    user = signed_in(request)
    found = get_object_or_404(queries.received(user), pk=pk)
    if request.method == "POST":
        operations.confirm(receipt=found, by=user)
        messages.success(request, _("Thank you. The office sees that you have seen it."))
        return redirect("circular_received", pk=pk)
    operations.open_received(receipt=found, by=user)
    return render(request, "notifications/circulars/read.html", {"receipt": found})


def _complain(request: HttpRequest, refused: Refused) -> None:
    for reason in refused.reasons:
        messages.error(request, str(reason))
