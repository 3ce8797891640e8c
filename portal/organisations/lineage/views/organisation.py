"""The lineage of my organisation, and what we say against it."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.files import responses
from portal.organisations.claims.forms import add_refusal
from portal.organisations.lineage import objections, pages, queries
from portal.organisations.lineage.forms import ObjectForm
from portal.organisations.lineage.models import LineageLink
from portal.organisations.register.models import Organisation
from portal.permissions import Permission


@never_cache
def mine(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Where my organisation came from and what it became, every entry that names it."""
    user, organisation = signed_in(request), _organisation(request, pk)
    edits = people.may(user, Permission.ORGANISATION_EDIT, body=pk)
    links = list(queries.links_of(pk))
    said = queries.objections_to([link.pk for link in links])
    rows = [
        pages.row(link, [one for one in said.get(link.pk, ()) if one.organisation_id == pk])
        for link in links
    ]
    values = {
        "organisation": organisation,
        "family": pages.family(pk),
        "rows": rows,
        "edits": edits,
        "former_names": organisation.body.former_names.all(),
    }
    return render(request, "organisations/lineage/mine.html", values)


@never_cache
def object_to(request: HttpRequest, pk: int, link: int) -> HttpResponseBase:
    """Say in words that an entry about my organisation is wrong."""
    organisation, found = _organisation(request, pk), _link(pk, link)
    user = signed_in(request)
    if not people.may(user, Permission.ORGANISATION_EDIT, body=pk):
        raise Http404
    form = ObjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            objections.object_to(link=found, organisation=pk, by=user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Sent. The registry answers here, and you are told."))
            return redirect("lineage_mine", pk=pk)
    values = {
        "organisation": organisation,
        "link": found,
        "facts": pages.public_facts_of(found),
        "form": form,
    }
    return render(request, "organisations/lineage/object.html", values)


def my_document(request: HttpRequest, pk: int, link: int) -> HttpResponseBase:
    """The document behind an entry about my organisation."""
    _organisation(request, pk)
    return responses.respond(_link(pk, link).file, request, inline=True)


def _organisation(request: HttpRequest, pk: int) -> Organisation:
    rows = Organisation.objects.filter(pk=pk).select_related("body", "registry")
    row = rows.prefetch_related("body__former_names").first()
    if row is None or not people.may(signed_in(request), Permission.ORGANISATION_VIEW, body=pk):
        raise Http404
    return row


def _link(organisation: int, pk: int) -> LineageLink:
    found = queries.links_of(organisation).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
