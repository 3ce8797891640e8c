"""Our bank account: the one in force, the one that waits, the earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from portal.accounts import proof
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.files import responses
from portal.organisations.claims.forms import add_refusal
from portal.organisations.members import queries as members
from portal.payments.payees import operations, queries
from portal.payments.payees.entered import entered
from portal.payments.payees.enums import AccountState
from portal.payments.payees.forms import AccountForm
from portal.payments.payees.models import Account
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

PER_PAGE = 20
MONEY = Permission.ORGANISATION_MONEY


@never_cache
def our_account(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The account in force, the one that waits, and every earlier one, all masked."""
    user, body = signed_in(request), body_of(request, pk)
    rows = queries.of_body(pk)
    waiting = rows.filter(status=AccountState.PROPOSED).first()
    keeps = people.may(user, MONEY, body=pk)
    if request.method == "POST" and keeps and waiting is not None:
        try:
            operations.withdraw(account=waiting, by=user)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("Taken back. You can name another account."))
        return redirect("our_account", pk=pk)
    values: dict[str, Any] = {
        "body": body,
        "now": rows.filter(in_force=True).first(),
        "waiting": waiting,
        "page": Paginator(_earlier(pk), PER_PAGE).get_page(request.GET.get("page")),
        "keeps": keeps,
    }
    return render(request, "payments/payees/ours.html", values)


@never_cache
@sensitive_post_parameters("number")
def our_account_change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Name an account. Who they are is proved afresh before the form is shown."""
    user, body = signed_in(request), body_of(request, pk)
    if not people.may(user, MONEY, body=pk):
        raise Http404
    sent = request.method == "POST"
    if not sent:
        proof.ask(request)
    typed, papers = (request.POST, request.FILES) if sent else (None, None)
    form = AccountForm(typed, papers, initial={"holder": body.name})
    owed = sent and proof.is_owed(request)
    if owed:
        # The number must not wait in the session, so the form stays and the proof is asked again.
        form.add_error(
            None, _("More than five minutes have passed. Show once more that it is you.")
        )
    if sent and form.is_valid():
        given = form.cleaned_data
        try:
            operations.propose(
                body=body,
                entered=entered(
                    holder=given["holder"],
                    bank=given["bank"],
                    bank_code_=given["bank_code"],
                    number=given["number"],
                ),
                permit=given["permit"],
                by=user,
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Handed in. The bureau compares it with the paper."))
            return redirect("our_account", pk=pk)
    values = {"body": body, "form": form, "owed": owed, "now": queries.account_of(pk)}
    return render(request, "payments/payees/change.html", values)


def our_account_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a message or a list of cases leads: the page of the organisation's account."""
    found = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    body_of(request, found.body_id)
    return redirect("our_account", pk=found.body_id)


def account_permit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bank's paper, for who checks payments and for the organisation's money people."""
    user = signed_in(request)
    found = queries.visible_to(user).filter(pk=pk).first()
    if found is None or found.case is None:
        raise Http404
    checks = people.may(user, Permission.PAYMENT_CHECK, body=found.case.holder_id)
    # The paper shows the whole number.
    if not checks and not people.may(user, MONEY, body=found.body_id):
        raise Http404
    return responses.respond(found.permit, request, inline=True)


def body_of(request: HttpRequest, pk: int) -> Body:
    """The body, for its members; Http404 for everybody else."""
    found = members.bodies_of(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _earlier(pk: int) -> QuerySet[Account]:
    return queries.of_body(pk).filter(in_force=False).exclude(status=AccountState.PROPOSED)
