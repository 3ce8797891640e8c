"""What a worker does for single learners: callers, answers by telephone, papers, certificates."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.residence import queries as residences
from incubator.training import certifying, operations, queries, tasks
from incubator.training.enums import Seat, Way
from incubator.training.forms import CallerForm, add_refusal
from incubator.training.models import Enrolment
from incubator.training.sheets import EvaluationForm
from incubator.training.views.planner import form_page, run_kept, say
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused


@never_cache
def caller(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enrol somebody who telephones or stands at the counter."""
    found = run_kept(request, pk)
    bodies = [
        one.body
        for one in residences.running().filter(base=found.course.base_id).order_by("body__name")
    ]
    form = CallerForm(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = operations.enrol(
                run=found,
                name=given["name"],
                phone=given["phone"],
                body_id=int(given["body"]) if given["body"] else None,
                way=given["way"],
                by=signed_in(request),
            )
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            _say_caller(request, made)
            return redirect("training_run", pk=pk)
    return form_page(request, form, _("Enrol a caller"), str(found), "training_run", pk)


def _say_caller(request: HttpRequest, made: Enrolment) -> None:
    if made.state == Seat.WAITING:
        place = queries.position(made)
        messages.info(request, _("All seats are taken. Number %(n)s in line.") % {"n": place})
    else:
        messages.success(request, _("The seat is booked."))


@never_cache
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Have the worker process make all certificates."""
    found = run_kept(request, pk)

    def begin() -> None:
        certifying.begin_issuing(run=found, by=signed_in(request))
        tasks.issue_all.enqueue(found.pk)

    say(request, begin, _("The certificates are being made."))
    return redirect("training_run", pk=pk)


ACTS: Mapping[str, Callable[..., object]] = {
    "accept": operations.accept,
    "leave": operations.leave,
    "called": operations.called,
}


@never_cache
def act(request: HttpRequest, pk: int, act: str) -> HttpResponseBase:
    """What a worker does for a learner: accept, leave, note a call, enter a paper evaluation."""
    one = queries.enrolments_kept(signed_in(request)).filter(pk=pk).first()
    if one is None or act not in (*ACTS, "evaluation"):
        raise Http404
    if act == "evaluation":
        return _paper(request, one)
    if request.method == "POST":
        by, done = signed_in(request), ACTS[act]
        more = {} if act == "called" else {"way": Way.PHONE}
        say(request, lambda: done(enrolment=one, by=by, **more), _("Done."))
    return redirect("training_run", pk=one.run_id)


def _paper(request: HttpRequest, one: Enrolment) -> HttpResponseBase:
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            certifying.evaluate(
                enrolment=one,
                marks=form.marks,
                words=form.cleaned_data["words"],
                by=signed_in(request),
                way=Way.PAPER,
            )
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("The evaluation is entered."))
            return redirect("training_run", pk=one.run_id)
    values = {"one": one, "form": form, "back": "training_run", "back_pk": one.run_id}
    return render(request, "incubator/training/evaluation.html", values)
