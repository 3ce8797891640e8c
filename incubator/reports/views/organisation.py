"""Plan, milestones, mentors' log and mending, as the organisation in residence sees them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.reports import mentoring, planning, queries, reviewing
from incubator.reports.forms import DoneForm, MendForm, PlanForm
from incubator.reports.models import MentorEntry, Milestone
from incubator.reports.views.common import done, home_of
from incubator.residence import queries as residences
from incubator.residence.enums import ResidenceState
from portal.accounts.queries import signed_in


@never_cache
def residence_plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Propose a plan, or a change of it; every version is kept below."""
    row, user = home_of(request, pk), signed_in(request)
    if not residences.may_live(user, row) or row.ended_on is not None:
        raise Http404
    plans = queries.plans_of(row)
    latest = plans[0].rows if plans else []
    form = PlanForm(request.POST or None, rows=latest, people=queries.colleagues(row))
    if request.method == "POST" and form.is_valid():
        said = _("Proposed. The base looks at it and answers.")
        if done(
            request,
            lambda: planning.propose(residence=row, rows=form.rows(), by=user),
            said,
            form,
        ):
            return redirect("residence_home", pk=pk)
    values = {"residence": row, "form": form, "plans": plans}
    return render(request, "incubator/reports/plan.html", values)


@never_cache
def milestone_done(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Note that a milestone is reached, with its proof."""
    row, user = _milestone(request, pk), signed_in(request)
    if not residences.may_live(user, row.residence) or row.dropped_on or row.done_on:
        raise Http404
    form = DoneForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if done(
            request,
            lambda: planning.finish(
                milestone=row, words=given["words"], upload=given["upload"], by=user
            ),
            _("Reached. Well done."),
            form,
        ):
            return redirect("residence_home", pk=row.residence_id)
    values = {"row": row, "residence": row.residence, "form": form}
    return render(request, "incubator/reports/done.html", values)


@never_cache
def mentor_log(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The mentors and their whole log."""
    row = home_of(request, pk)
    values: dict[str, Any] = {
        "residence": row,
        "mentors": list(queries.mentorships_of(row)),
        "entries": list(queries.entries_of(row)[:200]),
        "may_sign": residences.may_live(signed_in(request), row),
    }
    return render(request, "incubator/reports/log.html", values)


@never_cache
@require_POST
def mentor_seen(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sign that an entry of the log was seen."""
    user = signed_in(request)
    found = MentorEntry.objects.filter(
        pk=pk, mentorship__residence__in=residences.of_organisations(user)
    ).select_related("mentorship__residence")
    entry = found.first()
    if entry is None:
        raise Http404
    done(request, lambda: mentoring.sign_seen(entry=entry, by=user), _("Signed as seen."))
    return redirect("mentor_log", pk=entry.mentorship.residence_id)


@never_cache
def residence_mend(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand in the report on what was mended after the review."""
    row, user = home_of(request, pk), signed_in(request)
    if row.status != ResidenceState.MENDING or not residences.may_live(user, row):
        raise Http404
    form = MendForm(request.POST or None, request.FILES or None)

    def act() -> object:
        words = form.cleaned_data["words"]
        return reviewing.hand_in_mending(
            residence=row, words=words, uploads=form.uploads(), by=user
        )

    said = _("Handed in. The second review looks at it.")
    if request.method == "POST" and form.is_valid() and done(request, act, said, form):
        return redirect("residence_home", pk=pk)
    reviews = queries.reviews_of(row)
    values = {"residence": row, "form": form, "review": reviews[0] if reviews else None}
    return render(request, "incubator/reports/mend.html", values)


def _milestone(request: HttpRequest, pk: int) -> Milestone:
    mine = residences.of_organisations(signed_in(request))
    found = Milestone.objects.filter(pk=pk, residence__in=mine)
    row = found.select_related("residence__body", "residence__case", "residence__base").first()
    if row is None:
        raise Http404
    return row
