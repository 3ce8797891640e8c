"""Bases as officials keep them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from incubator.bases import operations, queries, today
from incubator.bases.forms import BaseForm, NewBaseForm, add_refusal
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.permissions import Permission

FIELD_OF = {
    "base_above_wrong": "parent",
    "base_exists": "name",
    "hours_not_understood": "hours",
    "hours_backwards": "hours",
    "time_impossible": "hours",
}
PER_PAGE = 50
LONGEST = 60


def bases(request: HttpRequest) -> HttpResponse:
    """The bases that a person runs or is responsible for."""
    user = signed_in(request)
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = queries.where(user, Permission.BASE_KEEP).order_by("body__division__code", "pk")
    for word in words.split():
        found = found.filter(body__name__icontains=word)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    open_now = today.now_of([base.pk for base in page.object_list])
    return render(
        request,
        "incubator/bases/list.html",
        {
            "page": page,
            "rows": [(base, open_now[base.pk]) for base in page.object_list],
            "words": words,
            "may_manage": bool(people.bodies_where(user, Permission.BASE_MANAGE)),
            "may_import": bool(people.bodies_where(user, Permission.STATION_IMPORT)),
        },
    )


def add(request: HttpRequest) -> HttpResponseBase:
    """Add a base."""
    user = signed_in(request)
    offices = people.bodies_where(user, Permission.BASE_MANAGE)
    initial = {"office": next(iter(offices)) if len(offices) == 1 else None}
    form = NewBaseForm(request.POST or None, offices=offices, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = operations.add(
                office=given["office"].pk,
                name=given["name"],
                division=given["division"].pk,
                hours=given["hours"],
                by=user,
                **form.values,
            )
        except Refused as refusal:
            add_refusal(form, refusal, FIELD_OF)
        else:
            messages.success(request, _("The base is added."))
            return redirect("base_keep", pk=made.pk)
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
            add_refusal(form, refusal, FIELD_OF)
        else:
            messages.success(request, _("The base is saved."))
            return redirect("bases_kept")
    return render(request, "incubator/bases/edit.html", {"form": form, "base": found})
