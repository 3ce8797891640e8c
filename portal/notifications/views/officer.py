"""Calls and letters that take the place of messages that did not arrive."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.accounts.queries import signed_in
from portal.audit import operations as audit
from portal.core import masking
from portal.core.reasons import Refused
from portal.notifications import operations, queries
from portal.notifications.enums import Channel, Outcome
from portal.notifications.forms import OutcomeForm
from portal.notifications.models import CallTask

PER_PAGE = 25


def calls(request: HttpRequest) -> HttpResponse:
    """What waits for the person's offices (or, with ?done=1, what was done), oldest first."""
    user = signed_in(request)
    is_done = request.GET.get("done") == "1"
    found = queries.calls(user).filter(done_at__isnull=not is_done)
    if is_done:
        found = found.order_by("-done_at")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    waiting = queries.calls_waiting(user)
    return render(
        request,
        "notifications/calls.html",
        {"page": page, "is_done": is_done, "waiting": waiting},
    )


def call(request: HttpRequest, pk: int) -> HttpResponse:
    """One call: what to say, and how it ended. The number shows after a reveal that is noted."""
    user = signed_in(request)
    found = get_object_or_404(queries.calls(user), pk=pk)
    form = OutcomeForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            outcome = Outcome(form.cleaned_data["outcome"])
            operations.record_call(
                call=found, outcome=outcome, note=form.cleaned_data["note"], by=user
            )
        except Refused as refused:
            form.add_error(None, str(refused.reasons[0]))
        else:
            messages.success(request, _("Recorded."))
            return redirect("calls")
    return _page(request, found, form, revealed=False)


def call_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: show the number, and note in the history who saw it."""
    user = signed_in(request)
    found = get_object_or_404(queries.calls(user), pk=pk)
    if request.method != "POST":
        return redirect("call", pk=pk)
    audit.record(
        "call.number_revealed",
        by=user,
        subject=f"notifications.notice:{found.notice_id}",
        case=found.notice.case,
        data={"of": f"user:{found.notice.person_id}"},
    )
    return _page(request, found, OutcomeForm(found), revealed=True)


def call_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The printable letter for whoever has neither phone nor e-mail."""
    found = get_object_or_404(queries.calls(signed_in(request)), pk=pk)
    return render(request, "notifications/call_sheet.html", {"call": found})


def _page(
    request: HttpRequest, found: CallTask, form: OutcomeForm, *, revealed: bool
) -> HttpResponse:
    phone = found.notice.person.phone or ""
    return render(
        request,
        "notifications/call.html",
        {
            "call": found,
            "form": form,
            "number": phone if revealed else masking.phone(phone),
            "revealed": revealed,
            "is_letter": found.channel == Channel.LETTER,
            "deliveries": found.notice.deliveries.all(),
        },
        status=422 if form.errors else 200,
    )
