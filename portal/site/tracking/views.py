"""Following a case without an account: number and query code, for fifteen minutes."""

from datetime import datetime, timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from portal.audit import queries as audit
from portal.core import clock, workdays
from portal.core.forms import Form
from portal.core.reasons import Refused
from portal.site.work.queries import address, chip_state
from portal.workflow import queries
from portal.workflow.models import Case
from portal.workflow.steps import Waits

OPEN_FOR = timedelta(minutes=15)
OPENED = "tracked_cases"


class TrackForm(Form):
    """The two things that stand on every receipt."""

    number = forms.CharField(
        label=_("Case number"), max_length=40, help_text=_("On the receipt, like RL-20261124-0001")
    )
    code = forms.CharField(label=_("Query code (8 signs)"), max_length=20)


@never_cache
def track(request: HttpRequest) -> HttpResponseBase:
    """Ask for number and code; a fitting pair opens the case's page for this session."""
    form = TrackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            case = queries.by_number_and_code(
                form.cleaned_data["number"], form.cleaned_data["code"]
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, str(reason))
        else:
            if case is not None:
                _open(request, case.number)
                return redirect("tracked_case", number=case.number)
            form.add_error(
                None, _("No case has this number and this code together. Check both signs by sign.")
            )
    return render(request, "site/track.html", {"form": form})


@never_cache
def tracked_case(request: HttpRequest, number: str) -> HttpResponse:
    """The case as its applicant sees it; a 404 unless this session opened it within 15 minutes."""
    if not _is_open(request, number):
        raise Http404
    case = Case.objects.select_related("holder").filter(number=number).first()
    if case is None:
        raise Http404
    own = request.user.is_authenticated and case.applicant_user_id == request.user.pk
    check = audit.last_check()
    return render(
        request,
        "site/tracked_case.html",
        {
            "case": case,
            "path": queries.path(case),
            "moments": queries.timeline(case),
            "left": _left(case),
            "chip_state": chip_state(case, case.waits_for == Waits.APPLICANT),
            "yours": case.waits_for == Waits.APPLICANT,
            "holder_name": case.holder.name if case.closed_at is None else _("finished"),
            "own_address": address(case, office=False) if own else "",
            "check": check,
            "intact": check is None or not check.fault,
        },
    )


def _left(case: Case) -> int | None:
    if case.due_on is None or case.closed_at is not None:
        return None
    return workdays.working_days_left(case.due_on, clock.today())


def _open(request: HttpRequest, number: str) -> None:
    opened = request.session.get(OPENED, {})
    opened[number] = (clock.now() + OPEN_FOR).isoformat()
    request.session[OPENED] = opened


def _is_open(request: HttpRequest, number: str) -> bool:
    until = request.session.get(OPENED, {}).get(number)
    return until is not None and datetime.fromisoformat(until) > clock.now()
