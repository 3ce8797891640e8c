"""Community groups as a street files and keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from incubator.groups import conditions, operations, queries
from incubator.groups.enums import GroupState
from incubator.groups.forms import (
    ConfirmForm,
    GroupForm,
    GrowForm,
    RefuseForm,
    RemoveForm,
    ReturnForm,
    add_refusal,
)
from incubator.groups.models import CommunityGroup
from incubator.groups.views.applicant import street_of
from incubator.groups.views.common import facts
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core.forms import Form
from portal.core.reasons import Refused, collect
from portal.core.ui import Tab
from portal.organisations import casepage
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.letters import access

PER_PAGE = 50
TITLES = {
    "file": gettext_lazy("File the group"),
    "return": gettext_lazy("Send back with every point"),
    "refuse": gettext_lazy("Do not file it"),
    "confirm_for": gettext_lazy("Confirm for another year"),
    "grow": gettext_lazy("It became a registered organisation"),
    "remove": gettext_lazy("Remove the filing"),
}
HINTS = {
    "file": gettext_lazy("It gets its number and its public page; a letter goes out."),
    "return": gettext_lazy("One complete list, once; a letter goes out."),
    "refuse": gettext_lazy("With ground, clause and reason; a letter goes out."),
    "confirm_for": gettext_lazy("For groups that come to the counter or call."),
    "grow": gettext_lazy("Its filing ends; the organisation stands in the register."),
    "remove": gettext_lazy("With the reason; a letter goes out."),
}
FORMS: dict[str, Callable[..., Form]] = {
    "file": Form,
    "return": ReturnForm,
    "refuse": RefuseForm,
    "confirm_for": ConfirmForm,
    "grow": GrowForm,
    "remove": RemoveForm,
}


@never_cache
def groups_kept(request: HttpRequest) -> HttpResponse:
    """The groups of the streets in which a person files, by state."""
    user = signed_in(request)
    state = request.GET.get("state", "")
    state = state if state in GroupState.values else ""
    counts = queries.by_state(user)
    rows = queries.kept_by(user).filter(**({"status": state} if state else {}))
    values = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "tabs": [
            Tab(_("All"), request.path, sum(counts.values()), current=not state),
            *(
                Tab(label, f"?state={value}", counts[value], current=value == state)
                for value, label in GroupState.choices
                if counts.get(value)
            ),
        ],
        "streets": [
            street
            for street in queries.streets()
            if street.pk in people.bodies_where(user, Permission.GROUP_FILE)
        ],
    }
    return render(request, "incubator/groups/kept.html", values)


@never_cache
def group_enter(request: HttpRequest, office: int) -> HttpResponseBase:
    """Enter a group that came on paper."""
    street, user = street_of(office), signed_in(request)
    if not people.may(user, Permission.GROUP_FILE, body=street.pk):
        raise Http404
    form = GroupForm(request.POST or None, communities=queries.communities(street))
    if request.method == "POST" and form.is_valid():
        try:
            row, _code = operations.enter(draft=form.draft, office=street, by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Entered. Look at it once more, then file it."))
            return redirect("group_case", pk=row.pk)
    values = {"form": form, "street": street, "clerk": True}
    return render(request, "incubator/groups/file.html", values)


@never_cache
def group_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about a group, and what the street may do now."""
    row, user = _row(request, pk), signed_in(request)
    offered = _offered(row, user)
    known = queries.facts(row, user)
    against = collect((conditions.not_own_case, *conditions.SUBMIT), known)
    values = {
        "row": row,
        "page": casepage.of(row, mine=bool(offered) and row.status == GroupState.SUBMITTED),
        "form": None,
        "acts": [(act, TITLES[act], HINTS[act]) for act in offered],
        "open_checks": against if row.status == GroupState.SUBMITTED else [],
        "met_checks": _met(row, {reason.code for reason in against}),
        "facts": facts(row),
        "facts_title": _("The group"),
        "letters": access.of_case(user, casepage.case_of(row)),
    }
    return render(request, "incubator/groups/case.html", values)


@never_cache
def group_act(request: HttpRequest, pk: int, act: str) -> HttpResponseBase:
    """One step of the street, on a page of its own."""
    row, user = _row(request, pk), signed_in(request)
    if act not in TITLES:
        raise Http404
    if request.method != "POST" and act not in _offered(row, user):
        return redirect("group_case", pk=pk)
    form = _form(act, row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _do(act, row, form.cleaned_data, user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Done. The group has been told."))
            return redirect("group_case", pk=pk)
    values = {"row": row, "form": form, "title": TITLES[act], "hint": HINTS[act], "act": act}
    return render(request, "incubator/groups/act.html", values)


def _offered(row: CommunityGroup, user: User) -> list[str]:
    possible = {step.action for step in engine.possible(row, user)}
    return [act for act in TITLES if act in possible]


def _form(act: str, row: CommunityGroup, data: Any) -> Form:
    if act == "confirm_for":
        return ConfirmForm(data, initial={"members": row.members})
    return FORMS[act](data)


def _do(act: str, row: CommunityGroup, typed: dict[str, Any], by: User) -> None:
    acts: dict[str, Callable[[], object]] = {
        "file": lambda: operations.file(group=row, by=by),
        "return": lambda: operations.send_back(
            group=row, points=typed["points"].splitlines(), by=by
        ),
        "refuse": lambda: operations.refuse(group=row, by=by, **typed),
        "confirm_for": lambda: operations.confirm(group=row, by=by, **typed),
        "grow": lambda: operations.grow(group=row, by=by, **typed),
        "remove": lambda: operations.remove(group=row, by=by, **typed),
    }
    acts[act]()


def _met(row: CommunityGroup, against: set[str]) -> list[tuple[str, str]]:
    source = _("this system")
    met = [
        ({"owners_committee"}, _("No owners' committee by its name")),
        ({"for_profit"}, _("Nothing is shared out among members")),
        ({"too_few_members"}, _("Enough members")),
        ({"name_taken"}, _("No other group of this name in the street")),
        ({"other_street"}, _("The community belongs to the street")),
    ]
    return [(words, source) for codes, words in met if not codes & against]


def _row(request: HttpRequest, pk: int) -> CommunityGroup:
    row = queries.of_offices(signed_in(request)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
