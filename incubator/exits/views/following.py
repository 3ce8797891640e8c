"""The follow-up of a graduate: its own answers, or a call by the base."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from incubator.exits import following, limits
from incubator.exits.forms import AttemptForm, FollowUpForm
from incubator.exits.models import FollowUp
from incubator.exits.views import frame
from incubator.residence.models import Residence
from portal.accounts.queries import signed_in
from portal.core import days
from portal.core.ui import Fact


def exit_follow_up(request: HttpRequest, pk: int, months: int) -> HttpResponseBase:
    """Answer a follow-up, as the organisation."""
    row, user = frame.ours(request, pk), signed_in(request)
    found = _of(row, months)
    return frame.form_page(
        request,
        row,
        FollowUpForm(request.POST or None),
        lambda given: following.answer(follow_up=found, answers=answers(given), by=user),
        said=_("Thank you. Whatever would help you goes to the base."),
        title=_("How are you doing, %(months)s months on?") % {"months": found.months},
        button=_("Send the answers"),
        office=False,
        facts=[Fact(_("Opens on"), days.date_words(found.due_on))],
    )


def exit_follow_up_case(request: HttpRequest, pk: int, months: int) -> HttpResponseBase:
    """Enter what a graduate told by telephone, a call that failed, or that it is not reached."""
    row, user = frame.kept(request, pk), signed_in(request)
    found = _of(row, months)
    act = request.POST.get("act", "")
    form = FollowUpForm(request.POST if act == "answer" else None)
    tried = AttemptForm(request.POST if act == "tried" else None)
    if act == "give_up":
        said = _("Closed as “could not be reached”.")
        if frame.tried(request, lambda: following.give_up(follow_up=found, by=user), said):
            return redirect("exit_case", pk=pk)
    if act == "answer" and form.is_valid():

        def answer(given: Mapping[str, Any]) -> object:
            return following.answer_by_phone(follow_up=found, answers=answers(given), by=user)

        if frame.done(form, answer):
            return redirect("exit_case", pk=pk)
    if act == "tried" and tried.is_valid():

        def attempt(given: Mapping[str, Any]) -> object:
            return following.note_attempt(follow_up=found, words=given["words"], by=user)

        if frame.done(tried, attempt):
            return redirect("exit_follow_up_case", pk=pk, months=months)
    values = {
        "residence": row,
        "found": found,
        "attempts": list(found.attempts.all()),
        "least": limits.tries(row),
        "form": form,
        "tried": tried,
    }
    return render(request, "incubator/exits/follow_up_case.html", values)


def answers(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed as the operation takes it."""
    return {
        "alive": given["alive"] == "yes",
        "staff": given["staff"],
        "income": given["income"],
        "projects": given["projects"],
        "needs": given["needs"],
    }


def _of(row: Residence, months: int) -> FollowUp:
    found = FollowUp.objects.filter(residence=row, months=min(months, 1000)).first()
    if found is None:
        raise Http404
    return found
