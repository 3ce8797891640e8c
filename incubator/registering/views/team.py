"""A registration as the founding team sees it and goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.bases import queries as bases
from incubator.registering import entering, judging, operations, queries
from incubator.registering.enums import FACTS_OPEN, NAME_OPEN, RegistrationState
from incubator.registering.forms import AnswersForm, StartForm, add_reasons
from incubator.registering.models import Registration
from incubator.registering.views import common
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission
from portal.workflow import engine

State = RegistrationState


@never_cache
def registration_start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin the registration of a team: base, kind and name; one that runs is opened."""
    user = signed_in(request)
    body = next((one for one in queries.teams_of(user) if one.pk == pk), None)
    running = queries.of_teams(user).filter(body=pk, case__closed_at=None).first()
    if running is not None:
        return redirect("registration", pk=running.pk)
    if body is None:
        raise Http404
    offered = {base.pk: base for base in bases.public().order_by("body__division__code", "pk")}
    form = StartForm(
        request.POST or None,
        bases=[(key, base.body.name) for key, base in offered.items()],
        initial={"name": body.name},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = operations.begin(
                body=body,
                base=offered[int(given["base"])],
                kind=given["kind"],
                name=given["name"],
                by=user,
            )
        except Refused as refusal:
            add_reasons(form, refusal.reasons)
        else:
            messages.success(request, _("Begun. The base sees your case from now on."))
            return redirect("registration", pk=row.pk)
    return render(request, "incubator/registering/start.html", {"form": form, "body": body})


@never_cache
def registration(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Where it stands, what is the team's turn, papers, people, rounds, the registry's days."""
    return page(request, _row(request, pk))


@never_cache
@require_POST
def registration_act(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A step of the team, or writing the papers anew; every reason stands on the page."""
    row, user = _row(request, pk), signed_in(request)
    acts: dict[str, Callable[[], object]] = {
        "ask_name": lambda: operations.ask_name(registration=row, by=user),
        "settle_unit": lambda: operations.settle_unit(registration=row, by=user),
        "hand_in": lambda: operations.hand_in(registration=row, by=user),
        "write": lambda: entering.write_papers(registration=row, by=user),
    }
    act = acts.get(request.POST.get("action", ""))
    if act is None:
        return redirect("registration", pk=pk)
    try:
        act()
    except Refused as refusal:
        return page(request, _row(request, pk), refused=refusal.reasons)
    messages.success(request, _("Done."))
    return redirect("registration", pk=pk)


@never_cache
def registration_answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer the points of the last round; saved as typed, handed in when all is answered."""
    row, user = _row(request, pk), signed_in(request)
    if row.status not in (State.RETURNED, State.SUPPLEMENT):
        return redirect("registration", pk=pk)
    points = [point for point in row.missing.all() if point.round == row.rounds]
    form = AnswersForm(request.POST or None, points=points)
    if request.method == "POST" and form.is_valid():
        try:
            entering.save_answers(registration=row, answers=form.answers(), by=user)
            if "hand_in" in request.POST and row.status == State.RETURNED:
                operations.answer(registration=_row(request, pk), by=user)
        except Refused as refusal:
            add_reasons(form, refusal.reasons)
        else:
            messages.success(request, _("Saved."))
            return redirect("registration", pk=pk)
    values = {"row": row, "form": form, "by_registry": row.status == State.SUPPLEMENT}
    return render(request, "incubator/registering/answer.html", values)


@never_cache
def registration_withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A page of its own before a team gives up."""
    row = _row(request, pk)
    if "withdraw" not in _possible(request, row):
        raise Http404
    if request.method == "POST":
        try:
            operations.withdraw(registration=row, by=signed_in(request))
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("Given up. You can begin again at any time."))
        return redirect("registration", pk=pk)
    return render(request, "incubator/registering/withdraw.html", {"row": row})


def page(
    request: HttpRequest, row: Registration, *, refused: tuple[Reason, ...] = ()
) -> HttpResponseBase:
    """The team's page; what stands in the way of the next step is said before it is tried."""
    edits = people.may(signed_in(request), Permission.ORGANISATION_EDIT, body=row.body_id)
    possible = _possible(request, row)
    ahead = () if refused else tuple(judging.against(row, next_step(row)))
    values: dict[str, Any] = {
        **common.base_values(row, mine=edits and bool(possible - {"withdraw"})),
        "edits": edits,
        "possible": possible,
        "refused": refused,
        "ahead": ahead,
        "blocked": [reason for reason in ahead if reason.blocks],
        "doubts": common.warnings(refused or ahead),
        "not_ready": queries.not_ready(row) if row.status in FACTS_OPEN else (),
        "name_open": edits and row.status in NAME_OPEN,
        "facts_open": edits and row.status in FACTS_OPEN,
        "papers_old": len(queries.current(row)) < len(queries.sheets(row)),
        "downloads": common.downloads(row) if queries.current(row) else [],
    }
    return render(request, "incubator/registering/registration.html", values)


def next_step(row: Registration) -> str:
    """The team's next step from here, "" when it is not their turn."""
    return {
        State.NAMING: "ask_name",
        State.SUPERVISOR: "settle_unit",
        State.PAPERS: "hand_in",
        State.RETURNED: "answer",
    }.get(State(row.status), "")


def _row(request: HttpRequest, pk: int) -> Registration:
    return common.found(request, queries.of_teams(signed_in(request)), pk)


def _possible(request: HttpRequest, row: Registration) -> set[str]:
    return {step.action for step in engine.possible(row, signed_in(request))}
