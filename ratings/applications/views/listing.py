"""The list of an office's ratings with its filters, as a page and as a table."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import credit_code, days, downloads
from ratings.applications import queries
from ratings.applications.enums import RatingState
from ratings.applications.filters import FilterForm
from ratings.applications.models import Application
from ratings.rounds import queries as rounds

PER_PAGE, MOST = 25, 5000


@never_cache
def ratings_kept(request: HttpRequest) -> HttpResponseBase:
    """The ratings of one's office, those that wait for it first."""
    form, found = _filtered(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    values = {"form": form, "page": page, "query": kept.urlencode()}
    return render(request, "ratings/applications/kept.html", values)


@never_cache
def ratings_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a table, up to 5,000 rows."""
    _form, found = _filtered(request)
    heads = (
        _("Number"), _("Organisation"), _("Credit code"), _("Kind"), _("Round of ratings"),
        _("State"), _("Received on"), _("To be done by"), _("Handled by"),
    )  # fmt: skip
    lines = (
        (
            str(row),
            row.organisation.body.name,
            row.organisation.body.credit_code,
            str(row.sheet),
            row.round.title,
            RatingState(row.status).label,
            days.date_words(row.submitted_at),
            days.date_words(row.case.due_on) if row.case and row.case.due_on else "",
            row.case.handler.get_full_name() if row.case and row.case.handler else "",
        )
        for row in found[:MOST]
    )
    return downloads.csv_file(_("ratings"), heads, lines)


def _filtered(request: HttpRequest) -> tuple[FilterForm, QuerySet[Application]]:
    user = signed_in(request)
    found = queries.of_offices(user)
    known = rounds.of_registries(found.order_by().values("round__registry"))
    form = FilterForm(request.GET or None, states=RatingState.choices, rounds=known)
    if form.is_valid():
        given = form.cleaned_data
        words = given["q"].strip()
        if words:
            found = found.filter(
                Q(organisation__body__name__icontains=words)
                | Q(organisation__body__credit_code=credit_code.clean(words))
                | Q(case__number__iexact=words)
            )
        if given["state"]:
            found = found.filter(status=given["state"])
        if given["round"]:
            found = found.filter(round=given["round"])
    elif form.is_bound:
        found = found.none()
    return form, found.order_by("case__closed_at", "case__due_on", "-pk")
