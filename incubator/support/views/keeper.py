"""Keeping the menu."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from incubator.bases import queries as bases
from incubator.support import keeping, queries
from incubator.support.forms import ItemForm, NewItemForm, add_refusal
from incubator.support.models import SupportItem
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.bodies.enums import OFFICES
from portal.core.reasons import Refused
from portal.permissions import Permission

PER_PAGE = 50
OF_BASE, OF_OFFICE = "base", "office"


def items(request: HttpRequest) -> HttpResponseBase:
    """The items one keeps, hidden ones too."""
    found = queries.kept_by(signed_in(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "incubator/support/items.html", {"page": page})


def add(request: HttpRequest) -> HttpResponseBase:
    """Add an item to the menu of a base or of the city."""
    user = signed_in(request)
    data = request.POST if request.method == "POST" else None
    form = NewItemForm(data, places=_places(user))
    return _keep(request, form, None)


def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change an item."""
    item = queries.kept_by(signed_in(request)).filter(pk=pk).first()
    if item is None:
        raise Http404
    form = ItemForm(request.POST if request.method == "POST" else None, instance=item)
    return _keep(request, form, item)


def _keep(request: HttpRequest, form: ItemForm, item: SupportItem | None) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kind, _colon, key = given.pop("where", "").partition(":")
        user = signed_in(request)
        try:
            keeping.save_item(
                item=item,
                by=user,
                base=bases.base(int(key)) if kind == OF_BASE else None,
                office=bodies.body(int(key)) if kind == OF_OFFICE else None,
                **given,
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("menu_kept")
    return render(request, "incubator/support/edit.html", {"form": form, "item": item})


def _places(user: User) -> list[tuple[str, str]]:
    """The bases in which one keeps the menu, then the offices that offer something city-wide."""
    found = bases.where(user, Permission.MENU_MANAGE).filter(active=True)
    places = [(f"{OF_BASE}:{base.pk}", base.body.name) for base in found]
    offices = people.kept_bodies(user, Permission.MENU_MANAGE)
    return places + [
        (f"{OF_OFFICE}:{office.pk}", _("the whole area (%(office)s)") % {"office": office.name})
        for office in offices
        if office.kind in OFFICES
    ]
