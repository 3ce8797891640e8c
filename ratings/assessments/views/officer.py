"""The office: look the self-assessment over, draw the team, arrange and write down the visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core.reasons import Reason, Refused
from portal.organisations import casepage
from portal.permissions import Permission
from portal.workflow import engine
from ratings.applications import queries as applications
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.assessments import operations, queries, sheets, teams
from ratings.assessments.enums import Ruling
from ratings.assessments.forms import (
    EmptyForm,
    HeldForm,
    MoveForm,
    TeamForm,
    VisitForm,
    WordsForm,
    add_refusal,
)
from ratings.assessments.views import common

FORMS: dict[str, type[forms.Form]] = {
    "more_time": WordsForm,
    "send_back": WordsForm,
    "accept": EmptyForm,
    "draw": TeamForm,
    "arrange": VisitForm,
    "move_visit": MoveForm,
    "hold_visit": HeldForm,
}


@never_cache
def rating_assessment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A rating's assessment with everything the office can do about it."""
    user = signed_in(request)
    row = common.one_of(queries.of_offices(user), pk)
    possible = _possible(row, user)
    act = request.POST.get("act", "")
    shown = {
        name: form(request.POST if request.method == "POST" and act == name else None)
        for name, form in FORMS.items()
        if name in possible
    }
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and act == "rule" and "accept" in possible:
        refused = _ruled(request, row, user)
        if not refused:
            messages.success(request, _("Saved."))
            return redirect("rating_assessment", pk=pk)
    if request.method == "POST" and act in shown and _taken(row, act, shown[act], user):
        messages.success(request, _("Saved."))
        return redirect("rating_assessment", pk=pk)
    assessment, sheet = queries.assessment_of(row), sheets.of(row)
    values = {
        "row": row,
        "assessment": assessment,
        "page": casepage.of(row, mine=bool(shown)),
        "forms": shown,
        "tried": act,
        "error_form": shown.get(act),
        "refused": refused,
        "claims": [one for one in sheet.rows if one.own is not None and not one.own.applies],
        "may_rule": "accept" in possible,
        "simpler": row.status in SIMPLER and applications.simpler_visit(row),
        "vetoes": [one for one in sheet.rows if one.is_veto],
        "sheet": sheet,
        "has_case_page": applications.of_offices(user).filter(pk=pk).exists(),
    }
    return render(request, "ratings/assessments/case.html", values)


SIMPLER = (RatingState.ACCEPTED, RatingState.VISITING)


@never_cache
def rating_assessment_file(request: HttpRequest, pk: int, proof: int) -> HttpResponseBase:
    """A file behind a point, for the office."""
    user = signed_in(request)
    return common.file_of(request, common.one_of(queries.of_offices(user), pk), proof)


@never_cache
def rating_assessment_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The assessment sheet as PDF, for the office."""
    return common.pdf_of(common.one_of(queries.of_offices(signed_in(request)), pk))


def _possible(row: Application, user: User) -> set[str]:
    found = {step.action for step in engine.possible(row, user)}
    assessment = queries.assessment_of(row)
    undrawn = assessment is not None and assessment.panel_id is None
    holder = row.case.holder_id if row.case else 0
    if "arrange" in found and undrawn:
        found.discard("arrange")
        if people.may(user, Permission.PANEL_CONVENE, body=holder):
            found.add("draw")
    return found


def _taken(row: Application, act: str, form: Any, user: User) -> bool:
    if not form.is_valid():
        return False
    given = form.cleaned_data
    known: dict[str, Callable[[], object]] = {
        "more_time": lambda: operations.more_time(row=row, by=user, **given),
        "send_back": lambda: operations.send_back(row=row, by=user, **given),
        "accept": lambda: operations.accept(row=row, by=user),
        "draw": lambda: teams.draw(row=row, by=user, **given),
        "arrange": lambda: teams.arrange(
            row=row, visit_at=form.visit_at, place=given["place"], by=user
        ),
        "move_visit": lambda: teams.move(
            row=row, visit_at=form.visit_at, place=given["place"], words=given["words"], by=user
        ),
        "hold_visit": lambda: teams.hold(row=row, by=user, **given),
    }
    try:
        known[act]()
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _ruled(request: HttpRequest, row: Application, user: User) -> tuple[Reason, ...]:
    """Keep what was chosen of each claim; what was not chosen stays as it is."""
    ruled = {}
    for key in row.assessment.marks.filter(applies=False).values_list("pk", flat=True):
        choice = request.POST.get(f"ruling-{key}", "")
        if choice in (Ruling.ACCEPTED, Ruling.REFUSED):
            words = request.POST.get(f"words-{key}", "").replace("\x00", "")
            ruled[key] = operations.Ruled(choice == Ruling.ACCEPTED, words)
    try:
        operations.rule_on(row=row, ruled=ruled, by=user)
    except Refused as refusal:
        return refusal.reasons
    return ()
