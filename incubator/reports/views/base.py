"""Plan, mentors and reviews as the base and its office keep them."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.admission import queries as admission
from incubator.reports import mentoring, opening, planning, queries, reviewing
from incubator.reports.forms import (
    DecideForm,
    MentorForm,
    PointsForm,
    RhythmForm,
    VisitForm,
    WordsForm,
)
from incubator.reports.models import Mentorship, ResidencePlan
from incubator.reports.views.common import done, kept
from incubator.residence import queries as residences
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.permissions import Permission
from portal.workflow import engine

DECISIONS = frozenset({"pass_midterm", "fail_midterm", "pass_rereview", "fail_rereview"})


@never_cache
@require_POST
def plan_answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Agree with a plan, or return it with what to change."""
    user = signed_in(request)
    mine = residences.kept_by(user)
    plan = ResidencePlan.objects.filter(pk=pk, residence__in=mine).select_related("residence")
    row, form = plan.first(), WordsForm(request.POST)
    if row is None:
        raise Http404
    words = form.cleaned_data["words"] if form.is_valid() else ""
    acts: dict[str, Callable[[], object]] = {
        "agree": lambda: planning.agree(plan=row, by=user),
        "send_back": lambda: planning.send_back(plan=row, words=words, by=user),
    }
    act = acts.get(request.POST.get("action", ""))
    if act is not None:
        done(request, act, _("Done. The organisation has been told."))
    return redirect("residence_case", pk=row.residence_id)


@never_cache
@require_POST
def report_rhythm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Agree on reports every month or every quarter, before the first one opens."""
    row, user = kept(request, pk), signed_in(request)
    form = RhythmForm(request.POST)
    if form.is_valid():
        months = form.cleaned_data["months"]
        done(
            request,
            lambda: opening.agree_rhythm(residence=row, months=months, by=user),
            _("Agreed. The organisation has been told."),
        )
    return redirect("residence_case", pk=pk)


@never_cache
def residence_mentor(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who accompanies a residence, the log, and naming a mentor."""
    row, user = kept(request, pk), signed_in(request)
    may = residences.may_keep(user, row) and row.ended_on is None
    experts = people.everybody_with(Permission.PANEL_SCORE)[:200] if may else ()
    form = MentorForm(request.POST or None, people=experts) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        chosen = next((one for one in experts if str(one.pk) == given["person"]), None)
        if done(
            request,
            lambda: mentoring.assign(
                residence=row, person=chosen, name=given["name"], work=given["work"], by=user
            ),
            _("Named. The organisation has been told."),
            form,
        ):
            return redirect("residence_mentor", pk=pk)
    values = {
        "residence": row,
        "form": form,
        "mentors": list(queries.mentorships_of(row)),
        "entries": list(queries.entries_of(row)[:200]),
    }
    return render(request, "incubator/reports/mentors.html", values)


@never_cache
@require_POST
def mentor_end(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End the time of a mentor."""
    user = signed_in(request)
    found = Mentorship.objects.filter(pk=pk, residence__in=residences.kept_by(user))
    row = found.select_related("residence__base").first()
    if row is None:
        raise Http404
    done(request, lambda: mentoring.end(mentorship=row, by=user), _("Ended. The log stays."))
    return redirect("residence_mentor", pk=row.residence_id)


@never_cache
def residence_review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The mid-term review: begin, visit, points, decision."""
    row, user = kept(request, pk), signed_in(request)
    possible = {step.action for step in engine.possible(row, user)}
    reviews = queries.reviews_of(row)
    review = next((one for one in reviews if one.passed is None), None)
    act = request.POST.get("action", "")
    sheet: dict[str, Any] = review.sheet if review else {"items": [], "pass_mark": 0}
    scores = review is not None and residences.may_keep(user, row)
    forms: dict[str, Any] = {
        "visit": VisitForm(
            request.POST if act == "visit" else None,
            initial={"visit_on": review.visit_on if review else None},
        ),
        "points": PointsForm(
            request.POST if act == "score" else None,
            items=sheet["items"],
            points=review.points if review else {},
        ),
        "decide": DecideForm(request.POST if act == "decide" else None),
    }
    if request.method == "POST" and _reviewed(request, row, review, act, forms):
        away = "residence_case" if act == "decide" else "residence_review"
        return redirect(away, pk=pk)
    values = {
        "residence": row,
        "review": review,
        "sheet": sheet,
        "score": admission.points(review.score) if review else "",
        "reviews": [
            (one, admission.points(one.score)) for one in reviews if one.passed is not None
        ],
        "may_start": "start_midterm" in possible and row.midterm_passed_on is None,
        "may_score": scores,
        "may_decide": scores and bool(DECISIONS & possible),
        **forms,
    }
    return render(request, "incubator/reports/review.html", values)


def _reviewed(request: HttpRequest, row: Any, review: Any, act: str, forms: dict[str, Any]) -> bool:
    user = signed_in(request)
    if act == "start":
        return done(
            request,
            lambda: reviewing.start(residence=row, by=user),
            _("The review is open. The organisation has been told."),
        )
    names = {"visit": "visit", "score": "points", "decide": "decide"}
    form = forms[names[act]] if act in names and review is not None else None
    if form is None or not form.is_valid():
        return False
    acts: dict[str, Callable[[], object]] = {
        "visit": lambda: reviewing.plan_visit(
            review=review, visit_on=form.cleaned_data["visit_on"], by=user
        ),
        "score": lambda: reviewing.score(
            review=review, points=form.typed("points"), words=form.typed("words"), by=user
        ),
        "decide": lambda: reviewing.decide(
            review=review, to_mend=form.lines(), words=form.cleaned_data["words"], by=user
        ),
    }
    return done(request, acts[act], _("Saved."), form)
