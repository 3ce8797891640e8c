"""The expert: one sheet with everything, for the visit and after it, with or without network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core.reasons import Reason
from portal.panels.scoring import queries as scoring
from ratings.applications.models import Application
from ratings.assessments import boxes, conditions, entries, queries, refusals, sheets
from ratings.assessments.entries import Entry
from ratings.assessments.sheets import Sheet
from ratings.assessments.views import common

if TYPE_CHECKING:
    from portal.panels.models import Part

CACHE = "rating-sheet"


@never_cache
def rating_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Own points, reasons and what the team saw, point by point."""
    user = signed_in(request)
    row = common.one_of(queries.of_expert(user), pk)
    part = scoring.part_of(user, row.case_id or 0)
    if part is None:
        raise Http404
    is_open = row.status in conditions.OPEN_SHEET and part.signed_at is None
    if not is_open and (late := common.no_longer(request, _closed(part))):
        return late
    sheet = sheets.of(row, part=part)
    outcomes = {}
    if request.method == "POST" and is_open:
        known = _entries(row, sheet, user)
        answer = common.one_entry(request, known)
        if answer is not None:
            return answer
        outcomes = entries.settle_all(known, request.POST)
        if all(one.went_well for one in outcomes.values()):
            messages.success(request, _("Saved."))
            return redirect("rating_sheet", pk=pk)
        part = scoring.part_of(user, row.case_id or 0) or part
        sheet = sheets.of(row, part=part)
    shown = []
    for section in sheet.parts:
        drawn = []
        for at, score, sight in boxes.team_boxes(section.rows):
            if score is not None:
                boxes.redraw(score, outcomes.get(score.code), request.POST)
            boxes.redraw(sight, outcomes.get(sight.code), request.POST)
            drawn.append((at, score, sight))
        shown.append((section, drawn))
    values = {
        "row": row,
        "assessment": queries.assessment_of(row),
        "sheet": sheet,
        "sections": shown,
        "is_open": is_open,
        "part": part,
        "panel": part.entry.panel,
        "entry": part.entry_id,
        "to_score": sum(section.to_score for section in sheet.parts),
        "scored": sum(section.scored for section in sheet.parts),
        "wrong": [outcome for outcome in outcomes.values() if not outcome.went_well],
        "user_key": user.pk,
    }
    return render(request, "ratings/assessments/sheet.html", values)


@never_cache
def rating_sheet_worker(request: HttpRequest) -> HttpResponseBase:
    """The script that keeps the last sheet on the phone; it may serve what lies beside it."""
    values = {"cache": CACHE}
    template = "ratings/assessments/worker.js"
    return render(request, template, values, content_type="text/javascript")


@never_cache
def rating_sheet_file(request: HttpRequest, pk: int, proof: int) -> HttpResponseBase:
    """A file behind a point, for an expert of the team."""
    user = signed_in(request)
    return common.file_of(request, common.one_of(queries.of_expert(user), pk), proof)


def _closed(part: Part) -> Reason:
    return refusals.signed() if part.signed_at is not None else refusals.sheet_closed()


def _entries(row: Application, sheet: Sheet, user: User) -> list[Entry]:
    found = []
    for at in sheet.rows:
        if at.line is not None:
            found.append(boxes.score_entry(row, at, user))
        found.append(boxes.sight_entry(row, at, user))
    return found
