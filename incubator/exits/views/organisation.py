"""The end of its residence as the organisation sees it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.exits import extending, hearing, limits, operations, part, queries
from incubator.exits.forms import ExtendForm, LeaveForm, SpeakForm
from incubator.exits.views import frame, judging
from incubator.residence import queries as residences
from portal.accounts.queries import signed_in
from portal.core import clock, days
from portal.core.ui import Fact


@never_cache
def exit_home(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is proven, what was lent, what is asked: everything about the end."""
    row = frame.ours(request, pk)
    values = part.whole(row) | {"possible": frame.possible(request, row)}
    items = values["items"]
    values["ready"] = row.midterm_passed_on is not None and all(one.met for one in items)
    values["may"] = residences.may_live(signed_in(request), row)
    values["may_extend"] = values["may"] and extending.may_ask(row, values["asked"])
    return render(request, "incubator/exits/home.html", values)


@require_POST
def exit_ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """POST: ask for the exit evaluation."""
    row, user = frame.ours(request, pk), signed_in(request)
    frame.tried(
        request,
        lambda: operations.ask_exit(residence=row, by=user),
        _("The exit evaluation is open. The base looks at every item next."),
    )
    return redirect("exit_home", pk=pk)


def exit_declare(request: HttpRequest, pk: int, item: str) -> HttpResponseBase:
    """Declare a value for an item, with its paper."""
    return judging.declare(request, frame.ours(request, pk), item, office=False)


def exit_extension(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask to stay longer, once."""
    row, user = frame.ours(request, pk), signed_in(request)
    last, most = limits.ask_by(row), limits.most_months(row)
    return frame.form_page(
        request,
        row,
        ExtendForm(request.POST or None),
        lambda given: extending.ask(
            residence=row, months=given["months"], words=given["words"], by=user
        ),
        said=_("Asked. The office decides and tells you by message and letter."),
        title=_("Stay longer"),
        button=_("Ask for the extension"),
        office=False,
        facts=[
            Fact(_("Ends on"), days.date_words(row.ends_on)),
            Fact(_("Last day to ask"), days.date_words(last)),
            Fact(_("At most"), _("%(months)s months, once") % {"months": most}),
        ],
        closed=_("The last day to ask was %(day)s.") % {"day": days.date_words(last)}
        if clock.today() > last
        else "",
    )


def exit_leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Leave early."""
    row, user = frame.ours(request, pk), signed_in(request)
    return frame.form_page(
        request,
        row,
        LeaveForm(request.POST or None),
        lambda given: operations.leave(residence=row, by=user, reason=given["words"]),
        said=_("The residence has ended. Please hand back what was lent."),
        title=_("Leave early"),
        button=_("End the residence today"),
        office=False,
        lead=_(
            "The residence ends today: allowances lapse, desk, keys and devices come back, money "
            "that was not used is returned. No certificate is issued."
        ),
    )


def exit_hearing(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Speak to a proposal to terminate."""
    row, user = frame.ours(request, pk), signed_in(request)
    found = queries.hearing_open(row)
    until = found.until if found else None
    return frame.form_page(
        request,
        row,
        SpeakForm(request.POST or None),
        lambda given: hearing.speak(
            residence=row, by=user, words=given["words"], oral=given["way"] == "oral"
        ),
        said=_("Handed in. It is weighed before anything is decided."),
        title=_("Be heard before the residence is terminated"),
        button=_("Hand it in"),
        office=False,
        facts=[
            Fact(_("Proposed because"), found.reasons if found else ""),
            Fact(_("Last day"), days.date_words(until) if until else ""),
        ],
    )
