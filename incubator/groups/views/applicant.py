"""Filing a group, following the case, confirming it once a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.groups import operations, queries
from incubator.groups.enums import ON_FILE, GroupState
from incubator.groups.forms import ConfirmForm, GroupForm, add_refusal
from incubator.groups.models import CommunityGroup
from incubator.groups.views.common import facts
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.workflow.letters import access

if TYPE_CHECKING:
    from portal.bodies.models import Body


def group_streets(request: HttpRequest) -> HttpResponse:
    """Which street? Only those that work with the portal are offered."""
    return render(request, "incubator/groups/streets.html", {"streets": queries.streets()})


@never_cache
def group_file(request: HttpRequest, office: int) -> HttpResponseBase:
    """Hand a group in at a street."""
    street = street_of(office)
    user, form = signed_in(request), _form(request, street)
    if request.method == "POST" and form.is_valid():
        try:
            row, code = operations.submit(draft=form.draft, office=street, by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            casepage.remember_receipt(request, str(row), code)
            return redirect("group_receipt", pk=row.pk)
    return render(request, "incubator/groups/file.html", {"form": form, "street": street})


@never_cache
def group_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Handed in: the number, the query code (in this session only), what comes next."""
    row = _own(request, pk)
    case = casepage.case_of(row)
    values = {
        "case": case,
        "code": casepage.receipt_code(request, case.number),
        "own_address": reverse("group_follow", args=[pk]),
        "track_address": request.build_absolute_uri(reverse("track")),
    }
    return render(request, "organisations/receipt.html", values)


@never_cache
def group_follow(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The filing as the group follows it: where it stands, what to do next."""
    row = _own(request, pk)
    form = ConfirmForm(request.POST or None, initial={"members": row.members})
    turn = row.status in (GroupState.CONFIRMING, GroupState.UNCONFIRMED)
    if request.method == "POST" and form.is_valid():
        try:
            operations.confirm(group=row, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Thank you. The group is confirmed for another year."))
            return redirect("group_follow", pk=pk)
    values = {
        "row": row,
        "page": casepage.of(row, mine=turn or row.status == GroupState.RETURNED),
        "form": form if turn or form.errors else None,
        "facts": facts(row, whole=True),
        "letters": access.of_case(signed_in(request), casepage.case_of(row)),
        "on_file": row.status in ON_FILE,
        "withdraw_address": reverse("group_withdraw", args=[pk])
        if row.status in (GroupState.SUBMITTED, GroupState.RETURNED)
        else "",
    }
    return render(request, "incubator/groups/follow.html", values)


@never_cache
def group_supply(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Complete a filing that was sent back; every point stands above the form."""
    row = _own(request, pk)
    if row.status != GroupState.RETURNED and request.method != "POST":
        return redirect("group_follow", pk=pk)
    form = GroupForm.of(row, request.POST or None, communities=queries.communities(row.street))
    if request.method == "POST" and form.is_valid():
        try:
            operations.supply(group=row, draft=form.draft, by=signed_in(request))
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Handed in. The street looks at it again."))
            return redirect("group_follow", pk=pk)
    values = {"form": form, "street": row.street, "row": row}
    return render(request, "incubator/groups/file.html", values)


@never_cache
def group_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A page of its own before a filing is taken back."""
    row = _own(request, pk)
    if request.method == "POST":
        try:
            operations.withdraw(group=row, by=signed_in(request))
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("The filing has been withdrawn."))
        return redirect("group_follow", pk=pk)
    values = {"case": casepage.case_of(row), "back": reverse("group_follow", args=[pk])}
    return render(request, "organisations/withdraw.html", values)


def street_of(pk: int) -> Body:
    """The street office with this id; 404 when there is none."""
    found = queries.street(pk)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, street: Body) -> Any:
    return GroupForm(request.POST or None, communities=queries.communities(street))


def _own(request: HttpRequest, pk: int) -> CommunityGroup:
    row = queries.of_applicant(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
