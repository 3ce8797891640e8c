"""The committee of an office: members with their terms, sittings, and calling one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import clock
from ratings.deciding import committee, limits, queries, seats
from ratings.deciding.forms import CallForm, EndForm, LinkForm, MemberForm, OneMemberForm
from ratings.deciding.models import CommitteeMember, Sitting
from ratings.deciding.views import common

PER_PAGE, MOST_CASES, MOST_MEMBERS = 20, 100, 200


@never_cache
def rating_committee(request: HttpRequest) -> HttpResponseBase:
    """Who is a member until when, which sittings there were, and the next one."""
    user = signed_in(request)
    offices = queries.kept_offices(user)
    members = list(seats.members_kept(user)[:MOST_MEMBERS])
    waiting = list(queries.waiting_for_committee([one.pk for one in offices])[:MOST_CASES])
    serving = [(one.pk, one.name) for one in members if one.to_on >= clock.today()]
    shown = {
        "add": MemberForm(common.sent(request, "add"), offices=offices),
        "end": EndForm(common.sent(request, "end"), members=serving),
        "link": LinkForm(common.sent(request, "link"), members=serving),
        "call": CallForm(
            common.sent(request, "call"),
            offices=offices,
            cases=[(row.pk, f"{row.organisation.body.name} {row}") for row in waiting],
        ),
    }
    made: list[Sitting] = []
    acts = {
        "add": lambda form: committee.add_member(office=form.chosen, by=user, **form.words()),
        "end": lambda form: committee.end_term(
            member=_chosen(members, form), on=form.cleaned_data["on"], by=user
        ),
        "link": lambda form: committee.link_account(
            member=_chosen(members, form), account=form.cleaned_data["account"], by=user
        ),
        "call": lambda form: made.append(_called(form, user)),
    }
    if common.taken(request, shown, acts):
        messages.success(request, _("Saved."))
        return redirect("rating_sitting", made[0].pk) if made else redirect("rating_committee")
    today = clock.today()
    values = {
        "forms": shown,
        "error_form": shown.get(request.POST.get("act", "")),
        "tried": request.POST.get("act", ""),
        "members": [(one, one.from_on <= today <= one.to_on) for one in members],
        "in_office": sum(one.from_on <= today <= one.to_on for one in members),
        "limits": limits.on(today),
        "waiting": waiting,
        "page": Paginator(queries.sittings(user), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "ratings/deciding/committee.html", values)


def _called(form: CallForm, user: User) -> Sitting:
    given = form.cleaned_data
    return committee.call(
        office=form.chosen,
        held_on=given["held_on"],
        place=given["place"],
        cases=given["cases"],
        by=user,
    )


def _chosen(members: list[CommitteeMember], form: OneMemberForm) -> CommitteeMember:
    return next(one for one in members if one.pk == form.cleaned_data["member"])
