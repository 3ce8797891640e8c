"""A person's own notices."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext

from portal.accounts.queries import signed_in
from portal.notifications import operations, queries

PER_PAGE = 20


def inbox(request: HttpRequest) -> HttpResponse:
    """All notices, newest first."""
    user = signed_in(request)
    page = Paginator(queries.inbox(user), PER_PAGE).get_page(request.GET.get("page"))
    unread = queries.unread_count(user)
    return render(request, "notifications/inbox.html", {"page": page, "unread": unread})


def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice; opening it is reading it."""
    user = signed_in(request)
    found = get_object_or_404(queries.inbox(user), pk=pk)
    operations.mark_read(notice=found, by=user)
    return render(request, "notifications/notice.html", {"notice": found})


def inbox_read(request: HttpRequest) -> HttpResponse:
    """POST: everything is read."""
    if request.method == "POST":
        count = operations.mark_all_read(by=signed_in(request))
        words = ngettext("%(n)s message marked as read.", "%(n)s messages marked as read.", count)
        messages.success(request, words % {"n": count})
    return redirect("inbox")
