"""Before applying: what holds, what fails and why, what nobody knows, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from incubator.admission import queries as admission
from incubator.applying import conditions, operations, queries, questions
from incubator.applying.forms import words_of
from incubator.applying.queries import Content
from incubator.applying.views import common
from incubator.programmes.models import Programme
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Reason, Refused, Severity
from portal.organisations.register import queries as register

if TYPE_CHECKING:
    from portal.bodies.models import Body

FIRST = next(iter(questions.STEPS))


@never_cache
def admission_start(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Whether one's organisation may apply, and the beginning (POST)."""
    programme, user = common.programme_or_404(pk), signed_in(request)
    own = queries.bodies_of(user)
    body = _chosen(request, own)
    refused: list[str] = []
    if request.method == "POST" and body is not None:
        try:
            operations.begin(programme=programme, body=body, by=user)
        except Refused as refusal:
            refused = words_of(refusal.reasons)
        else:
            return redirect("admission_step", pk=pk, body=body.pk, step=FIRST)
    values = {
        "programme": programme,
        "head": common.head(programme),
        "bodies": own,
        "body": body,
        "only_read": [] if own else queries.only_read(user),
        "refused": refused,
        **(_standing(programme, body) if body else {}),
    }
    return render(request, "incubator/applying/start.html", values)


def _chosen(request: HttpRequest, own: list[Body]) -> Body | None:
    """The body chosen, or the only one."""
    wanted = request.POST.get("body") or request.GET.get("body") or ""
    return next((body for body in own if str(body.pk) == wanted), own[0] if own else None)


def _standing(programme: Programme, body: Body) -> dict[str, object]:
    """What holds and what does not for this body, now."""
    given = Content({}, {}, frozenset())
    facts = queries.submit_facts(programme, body, given, moment=clock.now())
    organisation = register.all_organisations().filter(pk=body.pk).first()
    reasons, met = admission.eligibility(facts.applicant, organisation)
    gate = [*conditions.once(facts), *conditions.intake_open(facts)]
    barring = [reason for reason in reasons if reason.severity is Severity.BLOCK]
    return {
        "met": met,
        "gate": gate,
        "barring": barring,
        "unknown": _unknown(reasons),
        "further": programme.conditions.all(),
        "may_begin": not gate and not barring,
        "draft": queries.draft_of(programme.pk, body.pk),
        "application": queries.standing(programme.pk, body.pk),
    }


def _unknown(reasons: list[Reason]) -> list[Reason]:
    return [reason for reason in reasons if reason.severity is Severity.UNKNOWN]
