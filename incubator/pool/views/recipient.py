"""Asking for a gift, and acknowledging it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.pool import operations, queries
from incubator.pool.forms import AskForm, ThanksForm, add_refusal
from incubator.pool.models import PoolMatch
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.workflow import engine


@never_cache
def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for a part of what is on offer."""
    user = signed_in(request)
    row = queries.on_offer(clock.today()).filter(pk=pk).first()
    if row is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, bodies=queries.bodies_of(user))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        body = given.pop("body", "")
        try:
            made = operations.ask(
                offer=row, body=bodies.body(body) if body else None, by=user, **given
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Asked. The station answers; see below by when."))
            return redirect("my_gift", pk=made.pk)
    return render(request, "incubator/pool/ask.html", {"row": row, "form": form})


@never_cache
def my_gift(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What I asked for: where it stands, acknowledging it, no longer needing it."""
    user = signed_in(request)
    row = queries.gifts_of(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = ThanksForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(request, row, user, form):
        return redirect("my_gift", pk=pk)
    possible = {step.action for step in engine.possible(row, user)}
    values: dict[str, Any] = {
        "row": row,
        "page": casepage.of(row, mine="confirm" in possible),
        "possible": possible,
        "form": form,
    }
    return render(request, "incubator/pool/my_gift.html", values)


def _done(request: HttpRequest, row: PoolMatch, user: User, form: ThanksForm) -> bool:
    try:
        if request.POST.get("act") == "cancel":
            operations.cancel(match=row, by=user)
            messages.success(request, _("Cancelled. Somebody else may have it."))
        else:
            operations.confirm(match=row, by=user, thanks=form.cleaned_data["thanks"])
            messages.success(request, _("Thank you. The giver reads that it arrived."))
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True
