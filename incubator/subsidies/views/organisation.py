"""The lists of an organisation: what may be claimed, who not and why, and how it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.subsidies import netting, operations, queries, showing
from incubator.subsidies.forms import WhichForm, add_refusal
from incubator.subsidies.models import SubsidyClaim
from incubator.subsidies.operations import Listed
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import clock, workdays
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.organisations.register import queries as register
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation

PER_PAGE = 50


@never_cache
def my_subsidies(request: HttpRequest) -> HttpResponseBase:
    """The lists of the organisations in which the person is a member, newest first."""
    user = signed_in(request)
    found = queries.own(user).order_by("-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    mine = people.bodies_where(user, Permission.ORGANISATION_MONEY)
    values = {"page": page, "bodies": list(bodies.of_ids(mine).order_by("name"))}
    return render(request, "incubator/subsidies/mine.html", values)


@never_cache
def subsidy_new(request: HttpRequest, body: int) -> HttpResponseBase:
    """The list of a month from the register: look at it, leave people out, confirm it."""
    organisation = _organisation(request, body)
    sent = request.method == "POST"
    offered = [
        (row.scheme_id, row.scheme.shown_title)
        for row in queries.schemes_for(organisation, clock.today())
    ]
    month = workdays.months_later(clock.today().replace(day=1), -1)
    asked = request.POST if sent else (request.GET if "scheme" in request.GET else None)
    form = WhichForm(asked, offered, initial={"month": month})
    listed, out = None, frozenset[int]()
    if asked is not None and form.is_valid():
        given = form.cleaned_data
        listed = operations.prefill(organisation, given["scheme"], given["month"])
        out = _left_out(listed, request.POST.getlist("keep")) if sent else out
        if sent and (done := _confirmed(request, organisation, form, out)):
            return redirect("my_subsidy", pk=done.pk)
        if not sent and listed.against:
            add_refusal(form, Refused(*listed.against))
    values = {
        "body": organisation.body,
        "form": form,
        "offered": offered,
        "listed": listed,
        "people": showing.prefilled(listed.people, listed.version, out) if listed else (),
        "carried": _carried(listed, organisation),
        "account": queries.account_shown(organisation.pk),
        "asked": form.cleaned_data if listed else {},
    }
    return render(request, "incubator/subsidies/new.html", values)


@never_cache
def my_subsidy(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A list with everybody on it, what was netted, and how it stands."""
    user = signed_in(request)
    row = queries.own(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = Form(request.POST if request.method == "POST" else None)
    can = row.workflow.step("withdraw", row.status) is not None
    may_act = queries.may_claim(user, row.organisation_id)
    if request.method == "POST" and form.is_valid():
        try:
            operations.withdraw(claim=row, by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The list is withdrawn; its months may be claimed anew."))
            return redirect("my_subsidy", pk=pk)
    page = Paginator(queries.lines_of(row), PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "row": row,
        "page": casepage.of(row, mine=False),
        "form": form,
        "may_withdraw": can and may_act,
        "lines": page,
        "people": showing.people(page),
        "nettings": showing.nettings(row),
        "facts": showing.facts(row),
        "carried": netting.carried(row.scheme_id, row.organisation_id),
    }
    return render(request, "incubator/subsidies/my_subsidy.html", values)


def _organisation(request: HttpRequest, body: int) -> Organisation:
    if not queries.may_claim(signed_in(request), body):
        raise Http404
    found = bodies.of_ids([body]).first()
    organisation = register.of_body(found) if found else None
    if organisation is None:
        raise Http404
    return organisation


def _left_out(listed: Listed, kept: Iterable[str]) -> frozenset[int]:
    """Those who are due and whose box is empty."""
    ticked = frozenset(kept)
    return frozenset(
        one.employment.pk for one in listed.due if str(one.employment.pk) not in ticked
    )


def _confirmed(
    request: HttpRequest, organisation: Organisation, form: WhichForm, out: frozenset[int]
) -> SubsidyClaim | None:
    given = form.cleaned_data
    try:
        done = operations.confirm(
            organisation=organisation, scheme_id=given["scheme"], month=given["month"],
            by=signed_in(request), left_out=out,
        )  # fmt: skip
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    messages.success(request, _("Confirmed. The office checks it now; you see every step here."))
    return done


def _carried(listed: Listed | None, organisation: Organisation) -> int:
    if listed is None or listed.version is None:
        return 0
    return netting.carried(listed.version.scheme_id, organisation.pk)
