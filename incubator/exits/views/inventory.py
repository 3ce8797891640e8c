"""What was lent and the support money, as the base keeps them."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.exits import part, queries, returning
from incubator.exits.forms import LendForm, MoneyForm, ReceiveForm
from incubator.exits.views import frame
from incubator.residence import queries as residences
from portal.accounts.queries import signed_in
from portal.core import days, money
from portal.core.ui import Fact


@never_cache
def exit_inventory(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is lent, what is back; and something more that is lent."""
    row, user = frame.kept(request, pk), signed_in(request)
    form = LendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def lend(given: Mapping[str, Any]) -> object:
            names = ("kind", "what", "number", "since")
            return returning.lend(residence=row, by=user, **{name: given[name] for name in names})

        if frame.done(form, lend):
            return redirect("exit_inventory", pk=pk)
    values = part.inventory(row) | {
        "form": form,
        "possible": frame.possible(request, row),
        "may_keep": residences.may_keep(user, row),
    }
    status = 422 if form.errors else 200
    return render(request, "incubator/exits/inventory.html", values, status=status)


def exit_receive(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """Receive something back, or note what replaces it."""
    row, user = frame.kept(request, pk), signed_in(request)
    found = queries.lent_to(row).filter(pk=key).first()
    if found is None:
        raise Http404
    return frame.form_page(
        request,
        row,
        ReceiveForm(request.POST or None),
        lambda given: returning.receive(
            lent=found, on=given["on"], instead=given["instead"], by=user
        ),
        said=_("Received."),
        title=str(found),
        button=_("Receive it"),
        office=True,
        back="exit_inventory",
        facts=[Fact(_("Lent on"), days.date_words(found.since))],
    )


def exit_money(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter a receipt for support money."""
    row, user = frame.kept(request, pk), signed_in(request)
    now = queries.money_of(row)
    return frame.form_page(
        request,
        row,
        MoneyForm(request.POST or None, request.FILES or None),
        lambda given: returning.enter_money(
            residence=row,
            what=given["what"],
            amount_fen=given["amount"],
            on=given["on"],
            words=given["words"],
            upload=given["paper"],
            by=user,
        ),
        said=_("Entered."),
        title=_("Account for support money"),
        button=_("Enter the receipt"),
        office=True,
        back="exit_inventory",
        facts=[
            Fact(_("Paid out"), money.yuan(now.paid)),
            Fact(_("Still to be accounted for"), money.yuan(now.open)),
        ],
    )


@require_POST
def exit_hand_over(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: everything is back."""
    row, user = frame.kept(request, pk), signed_in(request)
    said = _("Everything is handed back. The organisation has been told.")
    if frame.tried(request, lambda: returning.hand_over(residence=row, by=user), said):
        return redirect("exit_case", pk=pk)
    return redirect("exit_inventory", pk=pk)
