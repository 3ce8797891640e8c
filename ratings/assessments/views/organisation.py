"""The organisation: its own marks group by group, files, what is missing, the reply at the end."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core.reasons import Reason, Refused
from portal.organisations import casepage
from portal.workflow import engine
from ratings.applications.models import Application
from ratings.assessments import boxes, entries, marking, operations, queries, refusals, sheets
from ratings.assessments.forms import (
    EmptyForm,
    ObjectionForm,
    ReuseForm,
    UploadForm,
    add_refusal,
)
from ratings.assessments.sheets import Row, Section
from ratings.assessments.views import common

PER_PAGE = 20


@never_cache
def my_assessment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Where the assessment stands: groups to fill, later the marks of both sides and the reply."""
    user, row = _mine(request, pk)
    possible = {step.action for step in engine.possible(row, user)}
    act = request.POST.get("act", "")
    objection = ObjectionForm(request.POST if act == "object" else None)
    refused: Sequence[Reason] = ()
    if request.method == "POST" and act in possible & {"sign", "object"}:
        refused = _reply(row, act, objection, user)
        if not refused and not objection.errors:
            messages.success(request, _("Thank you. The case goes on with the office."))
            return redirect("my_assessment", pk=pk)
    values = {
        "row": row,
        "assessment": queries.assessment_of(row),
        "page": casepage.of(row, mine=bool(possible & {"hand_in", "sign"})),
        "may_fill": queries.may_fill(user, row),
        "may_reply": "sign" in possible,
        "objection": objection,
        "refused": refused,
        **common.side_by_side(row),
    }
    return render(request, "ratings/assessments/mine.html", values)


@never_cache
def my_assessment_group(request: HttpRequest, pk: int, code: str) -> HttpResponseBase:
    """The own marks of a group; kept one by one by a script, or all with a button."""
    user, row = _mine(request, pk)
    sheet = sheets.of(row)
    here, following = _section(sheet.parts, code)
    if not queries.may_fill(user, row):
        late = common.no_longer(request, refusals.locked())
        return late or redirect("my_assessment", pk=pk)
    points = [one for one in here.rows if not one.is_veto]
    known = [boxes.own_entry(row, one, user) for one in points]
    outcomes = {}
    if request.method == "POST":
        answer = common.one_entry(request, known)
        if answer is not None:
            return answer
        outcomes = entries.settle_all(known, request.POST)
        if all(one.went_well for one in outcomes.values()):
            messages.success(request, _("Saved."))
            return _onward(request, pk, code, following)
        here = _section(sheets.of(row).parts, code)[0]
    shown = [
        boxes.redraw(box, outcomes.get(box.code), request.POST)
        for box in boxes.own_boxes(here.rows)
    ]
    values = {
        "row": row,
        "sheet": sheet,
        "here": here,
        "following": following,
        "boxes": shown,
        "vetoes": [one for one in here.rows if one.is_veto],
        "wrong": [box for box in shown if box.outcome],
        "page": casepage.of(row, mine=True),
    }
    return render(request, "ratings/assessments/group.html", values)


@never_cache
def my_assessment_point(request: HttpRequest, pk: int, point: int) -> HttpResponseBase:
    """The files behind a point: upload one, take papers from before, take one out."""
    user, row = _mine(request, pk)
    at, section = _row(row, point)
    if not queries.may_fill(user, row):
        return redirect("my_assessment", pk=pk)
    paper = Paginator(queries.reusable(row, at.own), PER_PAGE)
    page = paper.get_page(request.GET.get("page"))
    act = request.POST.get("act", "")
    upload = UploadForm(
        request.POST if act == "upload" else None, request.FILES if act == "upload" else None
    )
    reuse = ReuseForm(
        request.POST if act == "reuse" else None,
        papers=[(str(one.pk), one.name) for one in page],
    )
    form = upload if act == "upload" else reuse if act == "reuse" else None
    if request.method == "POST" and _files(request, row, point, form, user):
        messages.success(request, _("Saved."))
        return redirect("my_assessment_point", pk=pk, point=point)
    values = {
        "row": row,
        "at": at,
        "section": section,
        "upload": upload,
        "reuse": reuse,
        "paper": page,
        "form": form,
    }
    return render(request, "ratings/assessments/point.html", values)


@never_cache
def my_assessment_check(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything that is missing at once, and the button that hands in."""
    user, row = _mine(request, pk)
    if not queries.may_fill(user, row):
        return redirect("my_assessment", pk=pk)
    blocked: Sequence[Reason] = queries.missing(row)
    tried = request.method == "POST" and EmptyForm(request.POST).is_valid()
    if tried:
        try:
            operations.hand_in(row=row, by=user)
        except Refused as refusal:
            blocked = refusal.reasons
        else:
            messages.success(request, _("Handed in. The office looks it over next."))
            return redirect("my_assessment", pk=pk)
    sheet = sheets.of(row)
    found = queries.own_facts(row)
    lacking = {*found.without_mark, *found.without_proof, *found.without_why, *found.changed_files}
    values = {
        "row": row,
        "sheet": sheet,
        "blocked": blocked,
        "tried": tried,
        "gaps": [
            (section, [one for one in section.rows if one.point.code in lacking])
            for section in sheet.parts
            if any(one.point.code in lacking for one in section.rows)
        ],
    }
    return render(request, "ratings/assessments/check.html", values)


@never_cache
def my_assessment_file(request: HttpRequest, pk: int, proof: int) -> HttpResponseBase:
    """A file behind a point of one's own."""
    return common.file_of(request, _mine(request, pk)[1], proof)


@never_cache
def my_assessment_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The own sheet as PDF."""
    return common.pdf_of(_mine(request, pk)[1])


def _mine(request: HttpRequest, pk: int) -> tuple[User, Application]:
    user = signed_in(request)
    return user, common.one_of(queries.own(user), pk)


def _section(parts: Sequence[Section], code: str) -> tuple[Section, Section | None]:
    """The group with this code and the one after it."""
    for place, one in enumerate(parts):
        if one.group.code == code:
            return one, parts[place + 1] if place + 1 < len(parts) else None
    raise Http404


def _row(row: Application, point: int) -> tuple[Row, Section]:
    for section in sheets.of(row).parts:
        for one in section.rows:
            if one.point.pk == point and not one.is_veto:
                return one, section
    raise Http404


def _onward(
    request: HttpRequest, pk: int, code: str, following: Section | None
) -> HttpResponseBase:
    if "next" not in request.POST:
        return redirect("my_assessment_group", pk=pk, code=code)
    if following is None:
        return redirect("my_assessment_check", pk=pk)
    return redirect("my_assessment_group", pk=pk, code=following.group.code)


def _reply(row: Application, act: str, objection: ObjectionForm, user: User) -> Sequence[Reason]:
    try:
        if act == "sign":
            operations.sign(row=row, by=user)
        elif objection.is_valid():
            operations.object_to(row=row, words=objection.cleaned_data["words"], by=user)
    except Refused as refusal:
        return refusal.reasons
    return ()


def _files(
    request: HttpRequest,
    row: Application,
    point: int,
    form: UploadForm | ReuseForm | None,
    user: User,
) -> bool:
    """Do what was asked for with files; True when something was done."""
    remove = request.POST.get("remove", "")
    if form is None:
        if not remove.isdecimal() or len(remove) > 18:
            return False
        marking.detach(row=row, proof=int(remove), by=user)
        return True
    if not form.is_valid():
        return False
    try:
        if isinstance(form, UploadForm):
            marking.attach(row=row, point=point, upload=form.cleaned_data["upload"], by=user)
        else:
            marking.reuse(row=row, point=point, keys=form.cleaned_data["papers"], by=user)
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True
