"""My courses: a seat, an offer, signing in, the evaluation, the record."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.allowances import amounts
from incubator.training import certifying, operations, queries, steps
from incubator.training.enums import COUNTED, LIVE, Seat
from incubator.training.forms import EnrolForm, add_refusal
from incubator.training.models import CourseRun, Enrolment
from incubator.training.steps import Role
from incubator.training.views.public import run_row, session_row
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.permissions import Permission

PER_PAGE = 50
CHIPS = {
    Seat.WAITING: "paused",
    Seat.OFFERED: "waiting",
    Seat.ENROLLED: "in_progress",
    Seat.FINISHED: "done",
    Seat.ABSENT: "refused",
    Seat.CANCELLED: "refused",
}


@never_cache
def enrol(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enrol oneself or a colleague in a run."""
    user = signed_in(request)
    run = queries.public_runs().filter(pk=pk).first()
    if run is None:
        raise Http404
    form = EnrolForm(
        request.POST or None,
        me=user.name,
        bodies=queries.bodies_for(user),
        colleagues=queries.colleagues(user),
    )
    if request.method == "POST" and form.is_valid():
        made = _enrol(form, run, user)
        if made is not None:
            return _after(request, made, user)
    values = {"row": run_row(run, run.course), "form": form, "run": run}
    return render(request, "incubator/training/enrol.html", values)


def _enrol(form: EnrolForm, run: CourseRun, user: User) -> Enrolment | None:
    key, body = form.chosen
    person = user if key is None else User.objects.filter(pk=key).first()
    try:
        return operations.enrol(
            run=run, person=person, name=form.cleaned_data["name"], body_id=body, by=user
        )
    except Refused as refusal:
        add_refusal(form, refusal.reasons)
        return None


def _after(request: HttpRequest, made: Enrolment, user: User) -> HttpResponse:
    if made.state == Seat.WAITING:
        place = queries.position(made)
        messages.info(request, _("All seats are taken. Number %(n)s in line.") % {"n": place})
    else:
        messages.success(request, _("The seat is booked."))
    if made.person_id == user.pk:
        return redirect("training_enrolment", pk=made.pk)
    return redirect("training_of_body", pk=made.body_id)


@never_cache
def mine(request: HttpRequest) -> HttpResponseBase:
    """What I learn, and what I have learnt."""
    user = signed_in(request)
    found = queries.of_person(user).order_by("-run__begins_at", "-pk")
    live = [_row(one) for one in found.filter(state__in=LIVE, run__ends_at__gt=clock.began())]
    past = found.exclude(state__in=LIVE, run__ends_at__gt=clock.began())
    page = Paginator(past, PER_PAGE).get_page(request.GET.get("page"))
    counted = [one for one in past if one.state in COUNTED]
    values = {
        "live": live,
        "page": page,
        "past": [_row(one) for one in page.object_list],
        "hours": amounts.hours(sum(one.attended for one in counted)),
        "credits": sum(one.certificate.credits for one in counted if hasattr(one, "certificate")),
        "bodies": people.kept_bodies(user, Permission.ORGANISATION_VIEW),
    }
    return render(request, "incubator/training/mine.html", values)


def _row(one: Enrolment) -> dict[str, Any]:
    return {
        "enrolment": one,
        "chip": CHIPS.get(Seat(one.state), "not_begun"),
        "hours": amounts.hours(one.attended),
        "certificate": getattr(one, "certificate", None),
    }


@never_cache
def enrolment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One seat: where it stands, what can be done now, what is missing for the certificate."""
    one = own(request, pk)
    return render(request, "incubator/training/enrolment.html", _values(one))


def _values(one: Enrolment) -> dict[str, Any]:
    run = one.run
    may = steps.allowed(one.state, Role.LEARNER)
    over = run.ends_at is not None and run.ends_at <= clock.began()
    mine = queries.same_person(one.person, one.phone)
    came = {row.session_id: row.minutes for row in one.attendances.all()}
    evaluated = hasattr(one, "evaluation")
    return {
        "one": one,
        "row": _row(one),
        "place": queries.position(one),
        "sessions": [
            {**session_row(session, run), "came": came.get(session.pk)}
            for session in run.sessions.all()
        ],
        "clash": queries.clashes(mine, run).first() if one.state in LIVE else None,
        "moved": one.state in LIVE and queries.moved_since(one),
        "may_accept": "accept" in may,
        "may_leave": "leave" in may and not over,
        "early": operations.is_early(run, clock.began()),
        "may_evaluate": over and "evaluate" in may and not evaluated,
        "missing": certifying.reasons(one) if over and one.state in COUNTED else (),
        "hours": amounts.hours(run.minutes),
        "over": over,
    }


@never_cache
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the seat that is offered."""
    one = own(request, pk)
    try:
        operations.accept(enrolment=one, by=signed_in(request))
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, _("The seat is yours."))
    return redirect("training_enrolment", pk=pk)


@never_cache
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the seat, the offer or the place in the line back."""
    one = own(request, pk)
    try:
        operations.leave(enrolment=one, by=signed_in(request))
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, _("You have left the course. The next in line is told."))
    return redirect("training_enrolment", pk=pk)


@never_cache
def of_body(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Whom an organisation has enrolled, and how long they came; nothing else of these people."""
    user = signed_in(request)
    held = people.kept_bodies(user, Permission.ORGANISATION_VIEW)
    body = next((one for one in held if one.pk == pk), None)
    if body is None:
        raise Http404
    page = Paginator(queries.of_body(pk), PER_PAGE).get_page(request.GET.get("page"))
    values = {"body": body, "page": page, "rows": [_row(one) for one in page.object_list]}
    return render(request, "incubator/training/of_body.html", values)


def own(request: HttpRequest, pk: int) -> Enrolment:
    """The reader's own enrolment; another's does not exist."""
    found = queries.of_person(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
