"""A follow-up of our grade: why, what we say, what was found; and the files of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.files import responses
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow.letters import access
from ratings.followups import operations, queries, words
from ratings.followups.forms import StatementForm, add_refusal
from ratings.followups.models import FollowUp
from ratings.followups.views.officer import papers


@never_cache
def my_followup(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A follow-up of one's own organisation; who edits for it states its case, once."""
    user = signed_in(request)
    row = queries.own(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = None
    if any(step.action == "state" for step in engine.possible(row, user)):
        posted = request.method == "POST"
        form = StatementForm(request.POST if posted else None, request.FILES if posted else None)
        if posted and form.is_valid() and _stated(request, row, form):
            return redirect("my_followup", pk=pk)
    elif request.method == "POST":
        messages.error(request, _("Your statement is in already, or the time for it is over."))
        return redirect("my_followup", pk=pk)
    page = casepage.of(row, mine=form is not None)
    values = {
        "row": row,
        "page": page,
        "form": form,
        "facts": words.facts(row),
        "checked": list(words.checked(row)),
        "papers": papers(row),
        "letters": access.of_case(user, page.case),
        "regrading": reverse("regrading_mine", args=[row.organisation_id, row.regrading_id])
        if row.regrading_id
        else "",
    }
    return render(request, "ratings/followups/mine.html", values)


@never_cache
def followup_file(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """A file of a statement, for the office and for the organisation."""
    row = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    found = row.papers.select_related("stored").filter(pk=paper).first() if row else None
    if found is None:
        raise Http404
    return responses.respond(found.stored, request, inline=True)


def _stated(request: HttpRequest, row: FollowUp, form: StatementForm) -> bool:
    try:
        operations.state(
            row=row,
            words=form.cleaned_data["words"],
            uploads=form.uploads(),
            by=signed_in(request),
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Handed in. The office checks it now."))
    return True
