"""A sitting of the committee: who is present, what is on the agenda, the vote on a case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core.reasons import Reason, Refused
from ratings.deciding import committee, conditions, limits, queries, reckoning, voting
from ratings.deciding.enums import Says, grade_words
from ratings.deciding.forms import AttendForm, ChangeForm, EmptyForm, MotionForm, RecuseForm
from ratings.deciding.models import CommitteeSeat, SittingCase
from ratings.deciding.seats import ballots_of as own_votes
from ratings.deciding.views import common
from ratings.deciding.words import tie_words

VOTE, LONGEST = "vote-", 18


@never_cache
def rating_sitting(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A sitting with attendance, quorum and agenda; its minutes can be closed."""
    user = signed_in(request)
    row = common.one_of(queries.sittings(user), pk)
    seats = queries.seats_of(row)
    may = queries.may_check(user, row.office_id) and row.closed_at is None
    shown: dict[str, Any] = {}
    if may:
        shown = {
            "attend": AttendForm(
                common.sent(request, "attend"),
                seats=[(seat.pk, seat.member.name) for seat in seats],
                initial={"present": [seat.pk for seat in seats if seat.present]},
            ),
            "close": EmptyForm(common.sent(request, "close")),
        }
    acts = {
        "attend": lambda form: committee.attend(
            sitting=row, present=form.cleaned_data["present"], by=user
        ),
        "close": lambda _form: committee.close(sitting=row, by=user),
    }
    if common.taken(request, shown, acts):
        messages.success(request, _("Saved."))
        return redirect("rating_sitting", pk=pk)
    held, present = limits.on(row.held_on), sum(bool(seat.present) for seat in seats)
    items = list(queries.cases_of(row))
    values = {
        "row": row,
        "seats": seats,
        "forms": shown,
        "error_form": shown.get(request.POST.get("act", "")),
        "items": [(item, _carried(item)) for item in items],
        "noted": all(seat.present is not None for seat in seats),
        "present": present,
        "quorum": held.quorum(len(seats)),
        "majority": held.agreeing(len(seats)),
        "missing": max(0, held.quorum(len(seats)) - present),
        "keeps": queries.may_check(user, row.office_id),
        "tried": request.POST.get("act", ""),
        "voted": any(item.motions.all() for item in items),
    }
    return render(request, "ratings/deciding/sitting.html", values)


@never_cache
def rating_sitting_case(request: HttpRequest, pk: int, item: int) -> HttpResponseBase:
    """A case before the committee: ties, points it changes, and the named vote."""
    user = signed_in(request)
    row = common.one_of(queries.sittings(user), pk)
    at = common.one_of(queries.cases_of(row), item)
    seats, sides = queries.seats_of(row), reckoning.three_sides(at.application)
    may = queries.may_check(user, row.office_id) and row.closed_at is None
    awaits = may and at.application.status in queries.TO_DECIDE and not _carried(at)
    shown = _forms(request, at, seats, sides) if awaits else {}
    votes = _votes(request)
    acts = {
        "recuse": lambda form: committee.recuse(item=at, by=user, **form.cleaned_data),
        "change": lambda form: voting.change(item=at, by=user, **form.cleaned_data),
    }
    refused: tuple[Reason, ...] = ()
    done = common.taken(request, shown, acts)
    if "vote" in shown and request.POST.get("act") == "vote" and shown["vote"].is_valid():
        refused = _voted(at, shown["vote"], votes, user)
        done = not refused
    if done:
        messages.success(request, _("Saved."))
        return redirect("rating_sitting_case", pk=pk, item=item)
    recused = {one.seat_id: tie_words(one) for one in at.recusals.order_by("pk")}
    own = {one.seat_id: one for one in own_votes(at, sides.result)}
    said = dict(votes)
    values = {
        "row": row,
        "item": at,
        "case": at.application.case,
        "forms": shown,
        "tried": request.POST.get("act", ""),
        "error_form": shown.get(request.POST.get("act", "")),
        "refused": refused,
        "sides": sides,
        "grade": grade_words(sides.result.grade),
        "voters": [
            (seat, said.get(seat.pk, "")) for seat in seats if seat.present and seat.pk not in own
        ],
        "voted_themselves": [(seat, own[seat.pk]) for seat in seats if seat.pk in own],
        "may_vote_themselves": "、".join(
            seat.member.name
            for seat in seats
            if seat.present and seat.member.user_id and seat.pk not in (own.keys() | recused.keys())
        ),
        "recused": [(seat, recused[seat.pk]) for seat in seats if seat.pk in recused],
        "recused_keys": set(recused),
        "says": Says.choices,
        "lacking": _lacking(at) if awaits else (),
        "motions": at.motions.all(),
        "again": queries.open_again(at.application) if at.again else None,
    }
    return render(request, "ratings/deciding/case.html", values)


def _forms(
    request: HttpRequest, at: SittingCase, seats: list[CommitteeSeat], sides: reckoning.Sides
) -> dict[str, Any]:
    points = [
        (line.row.point.pk, f"{line.row.point.code} {line.row.point.title}")
        for _part, lines in sides.parts
        for line in lines
        if line.may_change
    ]
    found: dict[str, Any] = {
        "change": ChangeForm(common.sent(request, "change"), points=points),
        "vote": MotionForm(common.sent(request, "vote"), initial={"grade": sides.result.grade}),
    }
    if not at.motions.all():
        found["recuse"] = RecuseForm(
            common.sent(request, "recuse"), seats=[(seat.pk, seat.member.name) for seat in seats]
        )
    return found


def _votes(request: HttpRequest) -> list[tuple[int, str]]:
    """Every vote that was sent, as often as it was sent."""
    found = []
    for name in request.POST:
        key = name.removeprefix(VOTE)
        if name.startswith(VOTE) and key.isascii() and key.isdecimal() and len(key) <= LONGEST:
            found += [(int(key), said[:10]) for said in request.POST.getlist(name) if said]
    return found


def _voted(
    at: SittingCase, form: MotionForm, votes: list[tuple[int, str]], user: User
) -> tuple[Reason, ...]:
    # Kept before the vote, so that a refused one still shows who may not vote.
    committee.find_ties(at.sitting, only=at.pk)
    try:
        voting.vote(item=at, votes=votes, by=user, **form.cleaned_data)
    except Refused as refusal:
        return refusal.reasons
    return ()


def _lacking(at: SittingCase) -> tuple[Reason, ...]:
    """What stands in the way of any vote: the day, attendance, the quorum."""
    facts = queries.vote_facts(at, ())
    return (*conditions.sitting_open(facts), *conditions.quorum(facts))


def _carried(item: SittingCase) -> Any:
    return next((one for one in item.motions.all() if one.carried), None)
