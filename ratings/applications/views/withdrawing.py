"""Taking an application back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from ratings.applications import operations, queries

if TYPE_CHECKING:
    from ratings.applications.models import Application


@never_cache
def rating_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the application back."""
    row = own_rating(request, pk)
    if request.method == "POST":
        try:
            operations.withdraw(application=row, by=signed_in(request))
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("Withdrawn."))
        return redirect("my_rating", pk=pk)
    back = reverse("my_rating", args=[pk])
    return render(request, "organisations/withdraw.html", {"case": row.case, "back": back})


def own_rating(request: HttpRequest, pk: int) -> Application:
    """A rating of one's own organisation; the same 404 for an absent and another's one."""
    found = queries.own(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
