"""The record of organisations as officials see it, and the page to confirm a fact."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.files import responses
from portal.organisations.claims.forms import add_refusal
from portal.organisations.record import operations, pages, queries
from portal.organisations.record.enums import FactKind
from portal.organisations.record.forms import ConfirmForm
from portal.organisations.record.holdings import MODELS
from portal.organisations.record.models import ListCheck
from portal.organisations.register.models import Organisation

PER_PAGE = 25


def find(request: HttpRequest) -> HttpResponse:
    """Find an organisation whose record the official may open."""
    words = request.GET.get("q", "").strip()[:120]
    found = queries.find(signed_in(request), words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/record/find.html", {"words": words, "page": page})


@never_cache
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything on record about an organisation, each fact with its source."""
    organisation = _organisation(request, pk)
    record, today = queries.of_body(pk), clock.today()
    return render(
        request,
        "organisations/record/detail.html",
        {
            "organisation": organisation,
            "sections": pages.sections(record),
            "listed": record.listed(today),
            "lists_known": record.lists_known(today),
            "known_words": pages.known_words(record, today),
            "checked": record.checked,
            "grades": pages.grade_history(record, today),
            "may_confirm": queries.may_confirm(signed_in(request), organisation),
            "add_lists": pages.ADD[pages.LISTS],
        },
    )


@never_cache
def confirm(request: HttpRequest, pk: int, fact: str) -> HttpResponseBase:
    """Confirm a fact, or that the credit lists were looked at, with a source."""
    organisation, user = _organisation(request, pk), signed_in(request)
    if fact not in pages.ADD or not queries.may_confirm(user, organisation):
        raise Http404
    kind = FactKind(fact) if fact != pages.LISTS else None
    form = ConfirmForm(request.POST or None, request.FILES or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            _confirm(organisation, kind, form, user)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Confirmed. It stands on record with its source."))
            return redirect("record_detail", pk=pk)
    return render(
        request,
        "organisations/record/confirm.html",
        {"organisation": organisation, "form": form, "title": pages.ADD[fact], "fact": fact},
    )


def file(request: HttpRequest, pk: int, fact: str, row: int) -> HttpResponseBase:
    """The document behind a confirmed fact."""
    organisation = _organisation(request, pk)
    if fact not in pages.ADD:
        raise Http404
    model = MODELS[FactKind(fact)] if fact != pages.LISTS else ListCheck
    rows = model._default_manager.select_related("file")
    found = rows.filter(organisation=organisation, pk=row).first()
    if found is None or found.file is None:
        raise Http404
    return responses.respond(found.file, request, inline=True)


def _organisation(request: HttpRequest, pk: int) -> Organisation:
    found = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _confirm(
    organisation: Organisation, kind: FactKind | None, form: ConfirmForm, user: Any
) -> None:
    values = form.cleaned_data
    given = {
        "organisation": organisation,
        "source": values["source"],
        "source_on": values["source_on"] or clock.today(),
        "upload": values["upload"],
        "by": user,
    }
    if kind is None:
        operations.confirm_lists(**given)
    else:
        operations.confirm(kind=kind, facts=form.facts, **given)
