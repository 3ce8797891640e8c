"""Keeping rounds: the list, and one round from its draft to its last day."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.core.ui import Tab
from portal.organisations import casepage
from portal.workflow import engine
from ratings.rounds import operations, queries
from ratings.rounds.enums import RoundState
from ratings.rounds.forms import BeginForm, EmptyForm, ExtendForm, ReasonForm, add_refusal
from ratings.rounds.models import Round

PER_PAGE = 25
ACTS: dict[str, type[forms.Form]] = {
    "propose": EmptyForm,
    "publish": EmptyForm,
    "send_back": ReasonForm,
    "extend": ExtendForm,
    "call_off": ReasonForm,
}


@never_cache
def rounds_kept(request: HttpRequest) -> HttpResponseBase:
    """The rounds of one's registries, by state."""
    found, chosen = queries.kept_by(signed_in(request)), request.GET.get("state", "")
    here = reverse("rating_rounds_kept")
    if chosen in RoundState.values:
        found = found.filter(status=chosen)
    page = Paginator(found.order_by("-year", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [Tab(_("All"), here, None, chosen not in RoundState.values)]
    tabs += [
        Tab(state.label, f"{here}?state={state}", None, chosen == state) for state in RoundState
    ]
    values = {
        "page": page,
        "tabs": tabs,
        "may_begin": bool(queries.registries_of(signed_in(request))),
    }
    return render(request, "ratings/rounds/kept.html", values)


@never_cache
def round_begin(request: HttpRequest) -> HttpResponseBase:
    """Begin a round; sheets and papers of the last one come with it."""
    user = signed_in(request)
    mine = {body.pk: body for body in queries.registries_of(user)}
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        registries=[(key, body.name) for key, body in mine.items()],
        year=clock.today().year,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = operations.begin(
                registry=mine[given["registry"]], year=given["year"], title=given["title"], by=user
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Begun. Nothing is public yet."))
            return redirect("rating_round_case", pk=row.pk)
    return render(request, "ratings/rounds/begin.html", {"form": form, "none": not mine})


@never_cache
def round_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A round with everything that can be done about it now."""
    user = signed_in(request)
    row = kept(request, pk)
    possible = {step.action for step in engine.possible(row, user)}
    act = request.POST.get("act", "")
    shown = {
        name: make(request.POST if request.method == "POST" and name == act else None)
        for name, make in ACTS.items()
        if name in possible
    }
    if request.method == "POST" and act in shown and _taken(request, row, act, shown[act]):
        return redirect("rating_round_case", pk=pk)
    facts = queries.facts(row, user)
    values = {
        "row": row,
        "page": casepage.of(row, mine="propose" in shown or "publish" in shown),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        "lacking": facts.lacking if row.status in (RoundState.DRAFT, RoundState.PROPOSED) else (),
        "same_person": facts.same_person,
        "waiting": facts.waiting,
        "may_write": row.status == RoundState.DRAFT and queries.may_edit(user, row),
        "is_public": row.published_at is not None,
    }
    return render(request, "ratings/rounds/case.html", values)


def kept(request: HttpRequest, pk: int) -> Round:
    """A round that the person keeps, whole; the same 404 for an absent and another's one."""
    found = queries.whole(queries.kept_by(signed_in(request))).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _taken(request: HttpRequest, row: Round, act: str, form: forms.Form) -> bool:
    user = signed_in(request)
    if not form.is_valid():
        return False
    given = form.cleaned_data
    known: dict[str, Callable[[], object]] = {
        "propose": lambda: operations.propose(rating_round=row, by=user),
        "publish": lambda: operations.publish(rating_round=row, by=user),
        "send_back": lambda: operations.send_back(rating_round=row, by=user, **given),
        "extend": lambda: operations.extend(rating_round=row, by=user, **given),
        "call_off": lambda: operations.call_off(rating_round=row, by=user, **given),
    }
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Saved."))
    return True
