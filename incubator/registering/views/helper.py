"""The queue of those who help with registration, and a case as they work on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.bases import queries as bases
from incubator.registering import becoming, judging, operations, queries, roster
from incubator.registering.becoming import Given
from incubator.registering.enums import OPEN, RegistrationState
from incubator.registering.forms import (
    CertificateForm,
    HelperForm,
    RefusalForm,
    RevealForm,
    add_reasons,
)
from incubator.registering.models import Registration
from incubator.registering.views import common
from portal.accounts.queries import signed_in
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, Text
from portal.core.ui import Tab
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.desk import page as desk

PER_PAGE = 50
State = RegistrationState
BUTTONS: dict[str, tuple[Text, Text]] = {
    "pass_name": (gettext_lazy("The name may be used"), gettext_lazy("The team goes on.")),
    "refuse_name": (
        gettext_lazy("The name may not be used"),
        gettext_lazy("With your words; the portal shows the team names that would pass."),
    ),
    "pass_review": (
        gettext_lazy("The papers are complete"),
        gettext_lazy("Next you go to the registry together."),
    ),
    "return_papers": (
        gettext_lazy("Send the list of what is missing"),
        gettext_lazy("Everything at once; a second list may name only what is new."),
    ),
    "submit": (
        gettext_lazy("Handed in at the registry"),
        gettext_lazy("From this day on the registry's days run."),
    ),
    "ask_more": (
        gettext_lazy("The registry asked for more"),
        gettext_lazy("Its whole list; its days begin anew when the additions are there."),
    ),
    "supply": (
        gettext_lazy("Additions handed in at the registry"),
        gettext_lazy("From this day on the registry's days run anew."),
    ),
    "finish": (
        gettext_lazy("Everything is settled"),
        gettext_lazy("The case ends; the history stays."),
    ),
}
FIELDS: dict[str, tuple[str, ...]] = {
    State.NAME_CHECK: ("words",),
    State.REVIEW: ("points",),
    State.READY: ("on", "number"),
    State.SUBMITTED: ("points",),
    State.SUPPLEMENT: ("on",),
}


@never_cache
def registrations_kept(request: HttpRequest) -> HttpResponseBase:
    """The registrations of the person's bases: whose turn, until when; by state."""
    user = signed_in(request)
    state = request.GET.get("state", "")
    state = state if state in State.values else ""
    found = queries.helped_by(user, state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    rows = [
        {
            "row": row,
            "case": row.case,
            "left": workdays.working_days_left(row.case.due_on, today)
            if row.case and row.case.due_on
            else None,
        }
        for row in page
    ]
    values = {"page": page, "rows": rows, "tabs": _tabs(user, state)}
    return render(request, "incubator/registering/kept.html", values)


@never_cache
def registration_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A case with everything in it, and the step that is the helper's turn."""
    row = _row(request, pk)
    form = HelperForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, row, form)
        except Refused as refusal:
            add_reasons(form, refusal.reasons)
            row = _row(request, pk)
        else:
            messages.success(request, _("Done. The team has been told."))
            return redirect("registration_case", pk=pk)
    return _page(request, row, form)


@never_cache
def registration_result(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the registry decided: the certificate, or the refusal with its reasons."""
    row, user = _row(request, pk), signed_in(request)
    if "register" not in _possible(request, row):
        raise Http404
    refused = request.method == "POST" and "refuse" in request.POST
    data = request.POST or None
    certificate = CertificateForm(None if refused else data, initial={"valid_to": None})
    refusal_form = RefusalForm(data if refused else None, prefix="refusal")
    form: Any = refusal_form if refused else certificate
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if refused:
                operations.refuse(
                    registration=row,
                    on=given["on"],
                    document=given["document"],
                    note=given["words"],
                    by=user,
                )
            else:
                becoming.record(registration=row, given=Given(**given), by=user)
        except Refused as refusal:
            add_reasons(form, refusal.reasons)
        else:
            messages.success(request, _("Recorded. The team has been told."))
            return redirect("registration_case", pk=pk)
    values = {"row": row, "form": form, "certificate": certificate, "refusal": refusal_form}
    return render(request, "incubator/registering/result.html", values)


@never_cache
@require_POST
def registration_reveal(request: HttpRequest, pk: int, person: int) -> HttpResponseBase:
    """The whole identity number of one person, once, for a reason that is noted."""
    row, form = _row(request, pk), RevealForm(request.POST)
    kept = next((one for one in row.people.all() if one.pk == person), None)
    if kept is None:
        raise Http404
    shown: dict[int, str] = {}
    if form.is_valid():
        try:
            number = roster.reveal(
                person=kept, reason=form.cleaned_data["reason"], by=signed_in(request)
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
            return redirect("registration_case", pk=pk)
        shown[kept.pk] = number
    return _page(request, row, HelperForm(), shown=shown)


def _act(request: HttpRequest, row: Registration, form: HelperForm) -> None:
    user, given = signed_in(request), form.cleaned_data
    asked: dict[str, Callable[[], object]] = {
        "pass_name": lambda: operations.pass_name(registration=row, by=user, note=given["words"]),
        "refuse_name": lambda: operations.refuse_name(
            registration=row, by=user, note=given["words"]
        ),
        "pass_review": lambda: operations.pass_review(registration=row, by=user),
        "return_papers": lambda: operations.return_papers(
            registration=row, points=form.lines(), by=user
        ),
        "submit": lambda: operations.submit(
            registration=row, on=given["on"], number=given["number"], by=user
        ),
        "ask_more": lambda: operations.ask_more(registration=row, points=form.lines(), by=user),
        "supply": lambda: operations.supply(registration=row, on=given["on"], by=user),
        "finish": lambda: operations.finish(registration=row, by=user),
        "close": lambda: operations.close(registration=row, by=user, note=given["words"]),
    }
    act = asked.get(request.POST.get("action", ""))
    if act is None:
        raise Refused(Reason("no_action", _("Choose what you want to do.")))
    act()


def _page(
    request: HttpRequest,
    row: Registration,
    form: HelperForm,
    *,
    shown: dict[int, str] | None = None,
) -> HttpResponseBase:
    user, possible = signed_in(request), _possible(request, row)
    offered = [(action, *BUTTONS[action]) for action in BUTTONS if action in possible]
    base = common.base_values(row, mine=bool(offered))
    judged = judging.against(row, "pass_review") if row.status == State.REVIEW else ()
    values: dict[str, Any] = {
        **base,
        "form": form,
        "offered": offered,
        "asked": [form[name] for name in FIELDS.get(row.status, ()) if offered],
        "result": "register" in possible,
        "may_close": "close" in possible,
        "judged": judged,
        "shown": [(one, (shown or {}).get(one.pk, "")) for one in base["people"]],
        "reveals": bases.may(user, Permission.PERSONAL_REVEAL, row.base),
        "desk": desk.of(base["page"].case, user),
        "downloads": common.downloads(row) if queries.current(row) else [],
    }
    return render(request, "incubator/registering/case.html", values)


def _tabs(user: Any, state: str) -> list[Tab]:
    counted, address = queries.counts(user), reverse("registrations_kept")
    tabs = [Tab(_("All open"), address, sum(counted.get(s, 0) for s in OPEN), state == "")]
    tabs += [
        Tab(one.label, f"{address}?state={one.value}", counted.get(one.value, 0), state == one)
        for one in State
        if counted.get(one.value) or state == one
    ]
    return tabs


def _row(request: HttpRequest, pk: int) -> Registration:
    return common.found(request, queries.of_bases(signed_in(request)), pk)


def _possible(request: HttpRequest, row: Registration) -> set[str]:
    return {step.action for step in engine.possible(row, signed_in(request))}
