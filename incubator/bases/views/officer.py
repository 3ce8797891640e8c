"""Bases as officials keep them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from incubator.bases import operations, queries
from incubator.bases.forms import BaseForm, NewBaseForm
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.permissions import Permission

FIELD_OF = {"base_above_wrong": "parent", "base_exists": "name"}


def bases(request: HttpRequest) -> HttpResponse:
    """The bases of the official's offices."""
    found = queries.kept_by(signed_in(request)).order_by("body__division__code", "pk")
    return render(request, "incubator/bases/list.html", {"bases": found})


def add(request: HttpRequest) -> HttpResponseBase:
    """Add a base."""
    user = signed_in(request)
    offices = people.bodies_where(user, Permission.BASE_MANAGE)
    initial = {"office": next(iter(offices)) if len(offices) == 1 else None}
    form = NewBaseForm(request.POST or None, offices=offices, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.add(
                office=given["office"].pk,
                name=given["name"],
                division=given["division"].pk,
                by=user,
                **form.values,
            )
        except Refused as refusal:
            _add_refusal(form, refusal)
        else:
            messages.success(request, _("The base is added."))
            return redirect("bases_kept")
    return render(request, "incubator/bases/edit.html", {"form": form})


def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a base."""
    user = signed_in(request)
    found = queries.kept_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = BaseForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            operations.save(base=found, by=user, **form.values)
        except Refused as refusal:
            _add_refusal(form, refusal)
        else:
            messages.success(request, _("The base is saved."))
            return redirect("bases_kept")
    return render(request, "incubator/bases/edit.html", {"form": form, "base": found})


def _add_refusal(form: BaseForm, refusal: Refused) -> None:
    for reason in refusal.reasons:
        name = FIELD_OF.get(reason.code, "")
        form.add_error(name if name in form.fields else None, str(reason))
