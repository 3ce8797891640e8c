"""The evaluations of one's own base: write the account, later read points and words."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.yearly import operations, queries
from incubator.yearly.forms import AccountForm, add_refusal
from incubator.yearly.views.common import result
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow.letters import access

PER_PAGE = 50


@never_cache
def my_evaluations(request: HttpRequest) -> HttpResponseBase:
    """The years of the bases in which a person works."""
    found = queries.own(signed_in(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "incubator/yearly/mine.html", {"page": page})


@never_cache
def my_evaluation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A year of one's own base."""
    user = signed_in(request)
    row = queries.own(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    may_state = any(step.action == "state" for step in engine.possible(row, user))
    form = AccountForm(
        request.POST if request.method == "POST" and may_state else None,
        account=row.account,
        targets=queries.promised(row),
    )
    if request.method == "POST" and may_state and form.is_valid():
        try:
            operations.state(
                evaluation=row,
                account=form.cleaned_data["account"],
                remarks=form.remarks(),
                by=user,
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Handed in. The office visits you next."))
            return redirect("my_evaluation", pk=pk)
    page = casepage.of(row, mine=may_state)
    values = {
        "row": row,
        "page": page,
        "letters": access.of_case(user, page.case),
        "form": form,
        "may_state": may_state,
        "public": queries.is_public(row),
        **result(row),
    }
    return render(request, "incubator/yearly/my_year.html", values)
