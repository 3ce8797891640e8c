"""Whoever convenes panels: the pool of experts."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core.reasons import Refused
from portal.panels.experts import operations, queries
from portal.panels.experts.forms import AddForm
from portal.panels.forms import add_refusal


@never_cache
def experts(request: HttpRequest) -> HttpResponseBase:
    """Everybody in the pool; POST adds the person of an existing account."""
    form = AddForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = operations.add(by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("%(name)s is in the pool now.") % {"name": added})
            return redirect("experts")
    able = queries.able()
    rows = [(expert, expert.user_id in able) for expert in queries.pool()]
    drawable = sum(expert.active and may for expert, may in rows)
    return render(
        request, "panels/experts.html", {"rows": rows, "form": form, "drawable": drawable}
    )


@never_cache
def expert(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One expert with all ties; POST takes them out of the draws or back into them."""
    found = queries.pool().filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        active = "active" in request.POST
        operations.set_active(expert=found, active=active, by=signed_in(request))
        messages.success(request, _("The pool is changed."))
        return redirect("expert", pk=pk)
    may = found.user_id in queries.able()
    years = queries.tie_years()
    return render(request, "panels/expert.html", {"expert": found, "may": may, "years": years})
