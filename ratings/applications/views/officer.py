"""The ratings of an office: the list, a case with its check and decision, unknown points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations import casepage
from portal.organisations.claims.forms import DecisionForm
from portal.workflow import engine
from portal.workflow.letters import access, remedies
from ratings.applications import confirming, letters, operations, parts, points, queries
from ratings.applications.enums import IN_CHECK, RatingState
from ratings.applications.forms import ConfirmForm, add_refusal
from ratings.applications.models import Application
from ratings.applications.views import common

CHOICES = {
    "qualify": (
        gettext_lazy("Qualified"),
        gettext_lazy("The organisation is told and begins its self-assessment."),
    ),
    "ask_more": (
        gettext_lazy("Tell once what is missing"),
        gettext_lazy("One complete list, once; our days stop until it is handed in."),
    ),
    "refuse": (
        gettext_lazy("Not qualified"),
        gettext_lazy("A letter names every reason with its clause, and your words."),
    ),
    "disqualify": (
        gettext_lazy("No longer qualified"),
        gettext_lazy("Only when register or record have changed; a letter goes out."),
    ),
}
ACTS: dict[str, Callable[..., Application]] = {
    "ask_more": operations.ask_more,
    "refuse": operations.refuse,
    "disqualify": operations.disqualify,
}


@never_cache
def rating_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything about a rating's application: what was checked, papers, the decision."""
    user = signed_in(request)
    row = _found(request, pk)
    possible = {step.action for step in engine.possible(row, user)}
    offered = [(key, *CHOICES[key]) for key in CHOICES if key in possible]
    form = DecisionForm(request.POST or None, offered=offered, known=CHOICES)
    if request.method == "POST" and form.is_valid() and _decided(request, row, form):
        return redirect("rating_case", pk=pk)
    reasons, met = common.checked(row)
    page = casepage.of(row, mine=bool(offered), among=queries.of_offices(user))
    values = {
        "row": row,
        "page": page,
        "form": form,
        "preview": reverse("rating_letter", args=[pk]),
        "open_checks": reasons,
        "met_checks": met,
        "questions": _questions(row, reasons),
        "record": reverse("record_detail", args=[row.organisation_id]),
        "papers": common.papers(row),
        "facts": common.facts(row),
        "said": common.said(row),
        "links": parts.for_office(row, user),
        "letters": access.of_case(user, page.case),
        "simpler": queries.simpler_visit(row),
    }
    return render(request, "ratings/applications/case.html", values)


@never_cache
def rating_letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: the letter as it would go out with these words; nothing is decided yet."""
    row, action = _found(request, pk), request.POST.get("action", "")
    if action not in letters.KINDS or row.case is None:
        return redirect("rating_case", pk=pk)
    said = request.POST.get("words", "")[:2000]
    reasons = operations.reasons_of(row)
    words = letters.previewed(row, action, words=said, reasons=reasons)
    paper = {
        "issuer": row.case.holder.name,
        "title": words.title,
        "number": "",
        "addressee": f"{words.addressee}：",
        "paragraphs": words.paragraphs,
        "remedy": remedies.line(words.remedy, row.case.holder, clock.today()),
        "dated": clock.today(),
    }
    back = reverse("rating_case", args=[pk])
    values = {"case": row.case, "paper": paper, "back": back, "action": action, "said": said}
    return render(request, "organisations/preview.html", values)


@never_cache
def rating_confirm(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    """Confirm, with a source, what nobody knew; the organisation's answer is filled in."""
    row = _found(request, pk)
    asked = next((one for one in confirming.open_questions(row) if one.key == key), None)
    if asked is None or row.status not in (*IN_CHECK, RatingState.RETURNED):
        raise Http404
    answer = queries.answers(row).get(key)
    posted = request.method == "POST"
    form = ConfirmForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        asked=asked,
        initial={"says": answer.says, "source": answer.source} if answer else {},
    )
    if posted and form.is_valid():
        try:
            confirming.confirm(application=row, key=key, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Confirmed, with its source."))
            return redirect("rating_case", pk=pk)
    values = {
        "row": row,
        "form": form,
        "asked": asked,
        "answer": answer,
        "record": reverse("record_detail", args=[row.organisation_id]),
    }
    return render(request, "ratings/applications/confirm.html", values)


def _found(request: HttpRequest, pk: int) -> Application:
    found = queries.of_offices(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _decided(request: HttpRequest, row: Application, form: DecisionForm) -> bool:
    user, given = signed_in(request), form.cleaned_data
    try:
        if given["action"] == "qualify":
            operations.qualify(application=row, by=user)
        else:
            ACTS[given["action"]](application=row, by=user, words=given["words"])
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Done. The organisation has been told."))
    return True


def _questions(row: Application, reasons: Any) -> list[Any]:
    """The unknown points an official may confirm here, while the case is in check."""
    if row.status not in (*IN_CHECK, RatingState.RETURNED):
        return []
    return list(points.questions(reasons))
