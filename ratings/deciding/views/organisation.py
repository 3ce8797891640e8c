"""The organisation: the public result, asking for a re-examination, letter and certificate."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow.letters import access
from ratings.deciding import after, operations, queries, reckoning
from ratings.deciding.after import AgainFacts
from ratings.deciding.forms import AgainForm
from ratings.deciding.views import common


@never_cache
def my_decision(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The result of one's rating from the day it is public; before, that it is being decided."""
    user = signed_in(request)
    row = common.one_of(queries.own(user), pk)
    is_public = row.status in queries.SHOWN
    entry = queries.entry_of(row) if is_public else None
    again = queries.again_of(row) if is_public else []
    possible = {step.action for step in engine.possible(row, user)}
    facts = AgainFacts(
        clock.now(),
        entry.publicity.ends_at if entry else None,
        any(entry and one.entry_id == entry.pk for one in again),
    )
    may_ask = "ask_again" in possible and not list(after.may_ask_again(facts))
    form = AgainForm(common.sent(request, "ask_again"))
    acts = {"ask_again": lambda sent: operations.ask_again(row=row, by=user, **sent.cleaned_data)}
    if common.taken(request, {"ask_again": form}, acts):
        messages.success(request, _("The committee looks again and answers you in writing."))
        return redirect("my_decision", pk=pk)
    page = casepage.of(row, mine=False)
    values = {
        "row": row,
        "page": page,
        "is_public": is_public,
        "form": form,
        "may_ask": may_ask,
        "entry": entry,
        "again": again,
        "decision": queries.decision_of(row) if is_public else None,
        "certificate": queries.certificate_of(row),
        "letters": access.of_case(user, page.case),
        "sides": reckoning.three_sides(row) if is_public else None,
    }
    return render(request, "ratings/deciding/own.html", values)
