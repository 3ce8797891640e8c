"""Money that is asked back, as the organisation sees it."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.clawbacks import operations, queries
from incubator.clawbacks.enums import ClawbackState
from incubator.clawbacks.forms import WordsForm, add_refusal
from incubator.clawbacks.views.common import shown
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.workflow import engine


@never_cache
def my_clawback(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Why money is asked back, until when, what came back; the organisation may speak."""
    user = signed_in(request)
    row = queries.own(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    may_speak = any(step.action == "speak" for step in engine.possible(row, user))
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and may_speak and form.is_valid():
        try:
            operations.speak(clawback=row, words=form.cleaned_data["words"], by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The office has your words."))
            return redirect("my_clawback", pk=pk)
    values = {
        "row": row,
        "page": casepage.of(row, mine=may_speak),
        "form": form if may_speak else None,
        "to_pay": row.status == ClawbackState.DECIDED,
        **shown(row),
    }
    return render(request, "incubator/clawbacks/mine.html", values)
