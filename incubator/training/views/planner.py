"""Courses as the people of a base plan and keep them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.bases import queries as bases
from incubator.training import certifying, planning, queries
from incubator.training.enums import Seat
from incubator.training.forms import (
    CancelForm,
    CourseForm,
    RunForm,
    SessionForm,
    add_refusal,
)
from incubator.training.models import Course, CourseRun, Enrolment
from incubator.training.steps import Role, allowed
from incubator.training.views.learner import CHIPS
from incubator.training.views.public import run_row
from portal.accounts.queries import signed_in
from portal.core import clock, masking
from portal.core.reasons import Refused
from portal.notifications.messages import named
from portal.permissions import Permission

PER_PAGE = 50
ORDER = (Seat.OFFERED, Seat.ENROLLED, Seat.FINISHED, Seat.ABSENT)


@never_cache
def plan(request: HttpRequest) -> HttpResponseBase:
    """The courses of my bases: what comes, what runs, what is a draft."""
    user = signed_in(request)
    found = queries.with_counts(queries.runs_kept(user)).order_by("-begins_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "page": page,
        "rows": [(run, *state_of(run)) for run in page.object_list],
        "drafts": queries.kept(user).filter(runs=None)[:PER_PAGE],
    }
    return render(request, "incubator/training/plan.html", values)


def state_of(run: CourseRun) -> tuple[str, str]:
    """The chip of a run and its words."""
    moment = clock.began()
    if run.cancelled_at is not None:
        return "refused", _("cancelled")
    if run.course.published_at is None or run.begins_at is None:
        return "not_begun", _("not published")
    if run.ends_at is not None and run.ends_at <= moment:
        return "done", _("over")
    return ("in_progress", _("under way")) if run.begins_at <= moment else ("paused", _("to come"))


@never_cache
def new_course(request: HttpRequest) -> HttpResponseBase:
    """Write a course."""
    return _course_form(request, None)


@never_cache
def course(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a course; its runs stand below."""
    return _course_form(request, _course(request, pk))


def _course_form(request: HttpRequest, found: Course | None) -> HttpResponseBase:
    user = signed_in(request)
    mine = bases.where(user, Permission.TRAINING_MANAGE).order_by("pk")
    form = CourseForm(request.POST or None, instance=found, bases=mine)
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.save_course(course=found, by=user, **form.values)
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("The course is saved."))
            return redirect("training_edit", pk=made.pk)
    runs = [(run, *state_of(run)) for run in queries.with_counts(_runs(found))] if found else []
    values = {"form": form, "course": found, "runs": runs, "new_run": RunForm()}
    return render(request, "incubator/training/edit.html", values)


def _runs(course: Course) -> Any:
    return CourseRun.objects.filter(course=course).select_related("course")


@never_cache
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the course to everybody."""
    found = _course(request, pk)
    say(
        request,
        lambda: planning.publish(course=found, by=signed_in(request)),
        _("The course is published."),
    )
    return redirect("training_edit", pk=pk)


@never_cache
def new_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Plan another time at which a course is held."""
    found, form = _course(request, pk), RunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.add_run(course=found, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("Planned. Now add its sessions."))
            return redirect("training_add", pk=made.pk)
    return form_page(request, form, _("Plan a run"), found.title, "training_edit", pk)


@never_cache
def run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One run: sessions, learners, waiting list, calls, certificates."""
    found = run_kept(request, pk)
    seated = _learners(found)
    page = Paginator(seated, PER_PAGE).get_page(request.GET.get("page"))
    chip, words = state_of(found)
    waiting = found.enrolments.filter(state=Seat.WAITING).select_related("person", "body")
    calls = found.enrolments.exclude(to_call="").order_by("pk")
    values = {
        "run": found,
        "row": run_row(found, found.course),
        "chip": chip,
        "state": words,
        "over": chip == "done",
        "page": page,
        "rows": [_learner(one) for one in page.object_list],
        "waiting": [_learner(one) for one in waiting[:PER_PAGE]],
        "waiting_count": waiting.count(),
        "calls": [(one, named(one.to_call).subject) for one in calls[:PER_PAGE]],
        "ready": len(certifying.ready_in(found)) if chip == "done" else 0,
        "issuing": found.issuing_at is not None and not found.issuing_done,
    }
    return render(request, "incubator/training/run.html", values)


def _learners(run: CourseRun) -> Any:
    found = run.enrolments.filter(state__in=ORDER)
    return found.select_related("person", "body", "certificate", "evaluation").order_by(
        "made_at", "pk"
    )


def _learner(one: Enrolment) -> dict[str, Any]:
    phone = (one.person.phone or "") if one.person else one.phone
    may = allowed(one.state, Role.WORKER)
    return {
        "one": one,
        "chip": CHIPS.get(Seat(one.state), "not_begun"),
        "phone": masking.phone(phone) if phone else "",
        "may_leave": "leave" in may,
        "may_accept": "accept" in may,
        "evaluated": hasattr(one, "evaluation"),
        "certificate": getattr(one, "certificate", None),
    }


@never_cache
def change_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change the name or the seats of a run."""
    found = run_kept(request, pk)
    form = RunForm(request.POST or None, instance=run_kept(request, pk))
    if request.method == "POST" and form.is_valid():
        try:
            planning.save_run(run=found, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal.reasons, "seats")
        else:
            messages.success(request, _("Saved."))
            return redirect("training_run", pk=pk)
    return form_page(request, form, _("Change name and seats"), str(found), "training_run", pk)


@never_cache
def add_session(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a meeting to a run."""
    found, form = run_kept(request, pk), SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.add_session(run=found, by=signed_in(request), **form.values)
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("The session is added."))
            return redirect("training_run", pk=pk)
    return form_page(request, form, _("Add a session"), str(found), "training_run", pk)


@never_cache
def cancel(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Call a run off."""
    found, form = run_kept(request, pk), CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.cancel_run(run=found, why=form.cleaned_data["why"], by=signed_in(request))
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("Cancelled. Everybody is told."))
            return redirect("training_run", pk=pk)
    return form_page(request, form, _("Cancel this run"), str(found), "training_run", pk)


def say(request: HttpRequest, do: Callable[[], object], words: str) -> None:
    try:
        do()
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, words)


def _course(request: HttpRequest, pk: int) -> Course:
    found = queries.kept(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def run_kept(request: HttpRequest, pk: int) -> CourseRun:
    found = queries.runs_kept(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def form_page(
    request: HttpRequest, form: Any, title: str, what: str, back: str, pk: int
) -> HttpResponse:
    values = {"form": form, "title": title, "what": what, "back": back, "pk": pk}
    return render(request, "incubator/training/form.html", values)
