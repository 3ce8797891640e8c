"""Termination and its hearing, as the base and its office keep and decide them."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from incubator.exits import hearing, queries
from incubator.exits.forms import MinutesForm, RuleForm, WordsForm
from incubator.exits.models import Hearing
from incubator.exits.views import frame
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import days
from portal.core.ui import Fact


def exit_propose(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Propose to terminate a residence."""
    row, user = frame.kept(request, pk), signed_in(request)
    return frame.form_page(
        request,
        row,
        WordsForm(request.POST or None),
        lambda given: hearing.propose(residence=row, by=user, reasons=given["words"]),
        said=_("Proposed. The organisation is told that it may be heard."),
        title=_("Propose termination"),
        button=_("Propose it"),
        office=True,
        lead=_(
            "Nothing is decided yet: the organisation may speak in writing or ask for a hearing."
        ),
    )


def exit_minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep the minutes of a hearing."""
    row, user = frame.kept(request, pk), signed_in(request)
    found = _open(row)
    return frame.form_page(
        request,
        row,
        MinutesForm(request.POST or None, request.FILES or None),
        lambda given: hearing.keep_minutes(
            residence=row,
            by=user,
            held_on=given["held_on"],
            words=given["words"],
            upload=given["paper"],
        ),
        said=_("Kept. The termination can be decided now."),
        title=_("Minutes of the hearing"),
        button=_("Keep the minutes"),
        office=True,
        facts=_facts(found),
    )


def exit_rule(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Decide on a termination."""
    row, user = frame.kept(request, pk), signed_in(request)
    found = _open(row)
    return frame.form_page(
        request,
        row,
        RuleForm(request.POST or None),
        lambda given: _rule(row, given, user),
        said=_("Decided. The organisation has been told; the letter waits for its stamp."),
        title=_("Decide on the termination"),
        button=_("Decide"),
        office=True,
        facts=_facts(found),
    )


def _rule(row: Residence, given: Mapping[str, Any], user: User) -> object:
    act = hearing.keep if given["ruling"] == "keep" else hearing.terminate
    return act(residence=row, by=user, words=given["words"])


def _open(row: Residence) -> Hearing:
    found = queries.hearing_open(row)
    if found is None:
        raise Http404
    return found


def _facts(found: Hearing) -> list[Fact]:
    said = [
        Fact(_("Proposed because"), found.reasons),
        Fact(_("Heard"), found.get_way_display() if found.way else ""),
        Fact(_("The organisation said"), found.words),
        Fact(_("Hearing held on"), days.date_words(found.held_on) if found.held_on else ""),
        Fact(_("Minutes of the hearing"), found.minutes),
    ]
    return [fact for fact in said if fact.value]
