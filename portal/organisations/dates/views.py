"""The legal dates of my organisation, and those a registry keeps an eye on."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.organisations.claims.forms import add_refusal
from portal.organisations.dates import operations, pages, queries
from portal.organisations.dates.enums import DateKind
from portal.organisations.dates.forms import TermForm
from portal.organisations.register.models import Organisation
from portal.permissions import Permission

PER_PAGE = 50
AHEAD = timedelta(days=183)
WATCHED = (DateKind.CERTIFICATE, DateKind.COUNCIL, DateKind.ABNORMAL, DateKind.DISHONEST)


@never_cache
def legal_dates(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the organisation must do by when, with the clause; the council's term is stated here."""
    user, today = signed_in(request), clock.today()
    row = Organisation.objects.filter(pk=pk).select_related("body", "registry").first()
    if row is None or not people.may(user, Permission.ORGANISATION_VIEW, body=pk):
        raise Http404
    edits = people.may(user, Permission.ORGANISATION_EDIT, body=pk)
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.state_term(organisation=row, by=user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Noted. We remind you before the term ends."))
            return redirect("legal_dates", pk=pk)
    values = {
        "organisation": row,
        "groups": pages.groups(queries.of_organisation(row, today), today),
        "term": queries.term_of(pk),
        "form": form,
        "edits": edits,
    }
    return render(request, "organisations/dates/mine.html", values)


@never_cache
def dates_kept(request: HttpRequest) -> HttpResponseBase:
    """The organisations of my registries with a date ahead, by kind, soonest first."""
    user, today = signed_in(request), clock.today()
    kind = request.GET.get("kind", "")
    chosen = DateKind(kind) if kind in WATCHED else DateKind.CERTIFICATE
    registries = people.bodies_where(user, Permission.REGISTER_VIEW)
    found = queries.to_watch(registries, chosen, today + AHEAD)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    known = queries.of_many(list(page.object_list), today)
    values = {
        "page": page,
        "rows": pages.watched(page.object_list, known, chosen, today),
        "tabs": [Tab(one.label, f"?kind={one}", None, one is chosen) for one in WATCHED],
        "chosen": chosen,
    }
    return render(request, "organisations/dates/kept.html", values)
