"""A session as the teacher and the worker at the door see it: code, list, sheet."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.training import attending, codes, planning, queries, rows
from incubator.training.enums import COUNTED, Seat
from incubator.training.forms import SessionForm, add_refusal
from incubator.training.models import CourseSession
from incubator.training.sheets import ListForm
from incubator.training.views.public import session_row
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused


@never_cache
def session(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change when, where or by whom a session is held."""
    found = _session(request, pk)
    form = SessionForm(request.POST or None, session=found)
    if request.method == "POST" and form.is_valid():
        try:
            planning.move_session(session=found, by=signed_in(request), **form.values)
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("Saved. Whoever has a seat is told of a change."))
            return redirect("training_run", pk=found.run_id)
    values = {
        "form": form,
        "title": _("Change the session"),
        "what": str(found.run),
        "back": "training_run",
        "pk": found.run_id,
        "note": _("When day, time or place change, everybody is told and may leave without loss."),
    }
    return render(request, "incubator/training/form.html", values)


@never_cache
def code(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The code for the screen in the room; it renews itself."""
    found = _session(request, pk)
    shown = codes.on_screen(found) if codes.is_open(found) else ""
    values = {
        "row": session_row(found, found.run),
        "code": shown,
        "address": _address(shown),
        "minutes": int(rows.code().total_seconds()) // 60,
        "opens": found.starts_at - rows.sign_before(),
        "over": clock.began() > found.ends_at + rows.sign_before(),
        "came": found.attendances.count(),
        "expected": found.run.enrolments.filter(state__in=COUNTED).count(),
    }
    return render(request, "incubator/training/code.html", values)


@never_cache
def sign_list(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tick who came, from memory or from the paper list."""
    found = _session(request, pk)
    learners = found.run.enrolments.filter(state=Seat.ENROLLED).select_related("body")
    form = ListForm(request.POST or None, session=found, learners=learners.order_by("name", "pk"))
    if request.method == "POST" and form.is_valid():
        try:
            came = attending.save_list(session=found, minutes=form.minutes, by=signed_in(request))
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("Saved: %(came)s came.") % {"came": came})
            return redirect("training_list", pk=pk)
    values = {"row": session_row(found, found.run), "form": form}
    return render(request, "incubator/training/list.html", values)


@never_cache
def sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list to print and sign, with the code of the session."""
    found = _session(request, pk)
    learners = found.run.enrolments.filter(state__in=COUNTED).select_related("body")
    shown = codes.on_sheet(found)
    values = {
        "row": session_row(found, found.run),
        "learners": learners.order_by("name", "pk"),
        "code": shown,
        "address": _address(shown),
        "empty": range(3),
    }
    return render(request, "incubator/training/sheet.html", values)


def _address(code: str) -> str:
    return f"{settings.SITE_URL}{reverse('training_here')}?code={code}"


def _session(request: HttpRequest, pk: int) -> CourseSession:
    found = queries.sessions_kept(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
