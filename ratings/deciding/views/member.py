"""A member of the committee: the sittings, the case, and the own vote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core.reasons import Reason, Text
from ratings.deciding import ballots, committee, conditions, queries, reckoning
from ratings.deciding import seats as places
from ratings.deciding.enums import grade_words
from ratings.deciding.forms import BallotForm, TieForm
from ratings.deciding.models import CommitteeSeat, SittingCase
from ratings.deciding.views import common
from ratings.deciding.words import tie_words

PER_PAGE = 10


@never_cache
def my_sittings(request: HttpRequest) -> HttpResponseBase:
    """The sittings in which one has a seat, with their agenda and how one voted."""
    seats = places.own_seats(signed_in(request)).prefetch_related(*places.AGENDA)
    page = Paginator(seats, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        (seat, [(item, _standing(item, seat)) for item in seat.sitting.cases.all()])
        for seat in page
    ]
    return render(request, "ratings/deciding/my_sittings.html", {"page": page, "rows": rows})


@never_cache
def my_sitting_case(request: HttpRequest, item: int) -> HttpResponseBase:
    """A case as a member of the committee reads it, with the own vote; a tie closes it."""
    user = signed_in(request)
    seat, at = _found(user, item)
    sides, tie = reckoning.three_sides(at.application), _tie(at, seat)
    awaits = at.application.status in queries.TO_DECIDE and not _carried(at)
    lacking = conditions.ballot_refused(queries.vote_facts(at, ()), seat.pk) if awaits else ()
    shown = _forms(request, at, sides.result.grade, lacking) if awaits and not tie else {}
    acts = {
        "cast": lambda form: ballots.cast(item=at, by=user, **form.cleaned_data),
        "tie": lambda form: committee.recuse(item=at, seat=seat.pk, by=user, **form.cleaned_data),
    }
    if "cast" in shown and request.POST.get("act") == "cast":
        # Kept before the vote, so that one refused for a tie still shows it.
        committee.find_ties(at.sitting, only=at.pk)
    if common.taken(request, shown, acts):
        messages.success(request, _("Saved."))
        return redirect("my_sitting_case", item=item)
    ballot = _ballot(at, seat)
    counted = [one.pk for one in places.ballots_of(at, sides.result)] if ballot else []
    values = {
        "row": at.sitting,
        "item": at,
        "case": at.application.case,
        "tie": tie,
        "lacking": () if tie else lacking,
        "forms": shown,
        "tried": request.POST.get("act", ""),
        "error_form": shown.get(request.POST.get("act", "")),
        "sides": sides,
        "grade": grade_words(sides.result.grade),
        "ballot": ballot,
        "counts": ballot is not None and ballot.pk in counted,
        "motions": at.motions.all(),
        "again": queries.open_again(at.application) if at.again else None,
    }
    return render(request, "ratings/deciding/my_case.html", values)


def _found(user: User, item: int) -> tuple[CommitteeSeat, SittingCase]:
    """The seat of a person and the case of an agenda; Http404 for everybody else."""
    seat = places.own_seats(user).filter(sitting__cases=item).first()
    if seat is None:
        raise Http404
    return seat, queries.cases_of(seat.sitting).get(pk=item)


def _forms(
    request: HttpRequest, at: SittingCase, grade: int, lacking: tuple[Reason, ...]
) -> dict[str, Any]:
    found: dict[str, forms.Form] = {}
    if not lacking:
        found["cast"] = BallotForm(common.sent(request, "cast"), initial={"grade": grade})
    if at.sitting.closed_at is None and not at.motions.all():
        found["tie"] = TieForm(common.sent(request, "tie"))
    return found


def _standing(item: SittingCase, seat: CommitteeSeat) -> Text:
    """How a case of the agenda stands for a member, in words."""
    carried = _carried(item)
    if carried is not None:
        return str(carried.get_grade_display())
    if _tie(item, seat):
        return _("you do not vote")
    ballot = _ballot(item, seat)
    if ballot is not None:
        return _("you voted: %(says)s") % {"says": ballot.get_says_display()}
    return _("not carried") if item.motions.all() else _("not voted on")


def _tie(item: SittingCase, seat: CommitteeSeat) -> Text:
    found = next((one for one in item.recusals.all() if one.seat_id == seat.pk), None)
    return tie_words(found) if found else ""


def _ballot(item: SittingCase, seat: CommitteeSeat) -> Any:
    mine = (one for one in item.ballots.all() if one.seat_id == seat.pk)
    return next((one for one in mine if one.motion_id is None), None)


def _carried(item: SittingCase) -> Any:
    return next((one for one in item.motions.all() if one.carried), None)
