"""An objection as whoever filed it while signed in follows it, and its paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.files import responses
from portal.workflow import queries as cases
from portal.workflow.letters import access
from portal.workflow.publicity import operations, queries
from portal.workflow.publicity.enums import OPEN


@never_cache
def objection(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One's own objection: its state, the answer, and taking it back."""
    user = signed_in(request)
    row = queries.of_objector(user).filter(pk=pk).first()
    if row is None or row.case is None:
        raise Http404
    if request.method == "POST":
        try:
            operations.withdraw(objection=row, by=user)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("Your objection has been withdrawn."))
        return redirect("objection", pk=pk)
    case = row.case
    running = case.due_on is not None and case.closed_at is None
    values = {
        "objection": row,
        "case": case,
        "open": row.status in OPEN,
        "left": workdays.working_days_left(case.due_on, clock.today())
        if running and case.due_on
        else None,
        "steps": cases.path(case),
        "letters": access.of_case(user, case),
    }
    return render(request, "workflow/publicity/objection.html", values)


def objection_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The evidence of an objection, for its objector and the officials who answer."""
    user = signed_in(request)
    row = queries.readable(user).filter(pk=pk).first()
    if row is None or row.paper is None:
        raise Http404
    return responses.respond(row.paper, request, inline=True)
