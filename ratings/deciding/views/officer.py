"""The office: preliminary opinion, confirmation, and how a decision stands."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.organisations import casepage
from portal.workflow import engine
from portal.workflow.letters import access
from ratings.applications import queries as applications
from ratings.deciding import operations, queries, reckoning
from ratings.deciding.enums import grade_words
from ratings.deciding.forms import EmptyForm, WordsForm
from ratings.deciding.views import common

FORMS: dict[str, type[forms.Form]] = {
    "opine": WordsForm,
    "confirm": EmptyForm,
    "return_decision": WordsForm,
}


@never_cache
def rating_decision(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A rating's decision with what the reader can do about it."""
    user = signed_in(request)
    row = common.one_of(queries.of_offices(user), pk)
    possible = {step.action for step in engine.possible(row, user)}
    shown = {
        name: form(common.sent(request, name)) for name, form in FORMS.items() if name in possible
    }
    acts = {
        "opine": lambda form: operations.opine(row=row, by=user, **form.cleaned_data),
        "confirm": lambda _form: operations.confirm(row=row, by=user),
        "return_decision": lambda form: operations.return_decision(
            row=row, by=user, **form.cleaned_data
        ),
    }
    if common.taken(request, shown, acts):
        messages.success(request, _("Saved."))
        return redirect("rating_decision", pk=pk)
    sides, decision = reckoning.three_sides(row), queries.decision_of(row)
    page = casepage.of(row, mine=bool(shown))
    values = {
        "row": row,
        "page": page,
        "forms": shown,
        "tried": request.POST.get("act", ""),
        "error_form": shown.get(request.POST.get("act", "")),
        "sides": sides,
        "sheet": sides.sheet,
        "reached": grade_words(sides.result.reached),
        "left": grade_words(sides.result.grade),
        "decision": decision,
        "certificate": queries.certificate_of(row),
        "entry": queries.entry_of(row),
        "again": queries.again_of(row),
        "sittings": row.sittings.select_related("sitting").order_by("pk"),
        "letters": access.of_case(user, page.case),
        "has_case_page": applications.of_offices(user).filter(pk=pk).exists(),
    }
    return render(request, "ratings/deciding/decision.html", values)
