"""A decision about our grade: what is proposed, and what we have to say."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.files import responses
from portal.organisations import casepage
from portal.organisations.claims.forms import add_refusal
from portal.organisations.regrading import operations, pages, queries
from portal.organisations.regrading.enums import RegradingState
from portal.organisations.regrading.forms import StatementForm
from portal.organisations.regrading.models import Regrading
from portal.permissions import Permission
from portal.workflow.letters import access


@never_cache
def mine(request: HttpRequest, pk: int, case: int) -> HttpResponseBase:
    """What is proposed about our grade; who edits for the organisation speaks once."""
    user, row = signed_in(request), _row(request, pk, case)
    speaks = (
        row.status == RegradingState.RECORDED
        and not row.statement
        and people.may(user, Permission.ORGANISATION_EDIT, body=pk)
    )
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.state(row=row, by=user, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Sent. It is read before anything is decided."))
            return redirect("regrading_mine", pk=pk, case=case)
    values = {
        "row": row,
        "facts": pages.facts_of(row),
        "form": form,
        "speaks": speaks,
        "letters": access.of_case(user, casepage.case_of(row)),
    }
    return render(request, "organisations/regrading/mine.html", values)


def my_document(request: HttpRequest, pk: int, case: int) -> HttpResponseBase:
    """The document behind a proposal about our grade."""
    return responses.respond(_row(request, pk, case).file, request, inline=True)


def _row(request: HttpRequest, organisation: int, pk: int) -> Regrading:
    if not people.may(signed_in(request), Permission.ORGANISATION_VIEW, body=organisation):
        raise Http404
    found = queries.of_organisation(organisation).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
