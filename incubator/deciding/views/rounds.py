"""The round of a programme: who was checked, the panel, the ranking with every figure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from incubator.admission import queries as admission
from incubator.admission.enums import AdmissionState, Form, Proposal
from incubator.admission.models import Application
from incubator.deciding import proposals, queries
from incubator.deciding import rounds as operations
from incubator.deciding.forms import ProposalForm
from incubator.deciding.ranking import Ranked, Ranking
from incubator.programmes.enums import GROUP_TIE, TieRule
from incubator.programmes.models import Programme
from portal.accounts import queries as people
from portal.accounts.queries import signed_in
from portal.core.reasons import Refused, Text
from portal.panels import queries as panels
from portal.permissions import Permission
from portal.workflow.approvals import queries as approvals

State = AdmissionState


@never_cache
def programme_round(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything of a round on one page, and the next act."""
    return _page(request, _programme(request, pk), ProposalForm())


@never_cache
@require_POST
def round_convene(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Convene the panel over everybody who passed the first check."""
    programme = _programme(request, pk)
    try:
        panel = operations.convene(programme=programme, by=signed_in(request))
    except Refused as refusal:
        return _refused(request, refusal, pk)
    messages.success(request, _("The panel is convened. Draw its members next."))
    return redirect("panel", pk=panel.pk)


@never_cache
@require_POST
def round_lot(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Draw the lot among equals."""
    try:
        operations.draw_lot(programme=_programme(request, pk), by=signed_in(request))
    except Refused as refusal:
        return _refused(request, refusal, pk)
    messages.success(request, _("The lot is drawn and recorded with its seed."))
    return redirect("programme_round", pk=pk)


@never_cache
@require_POST
def round_propose(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the ranking through the approval chain."""
    programme, form = _programme(request, pk), ProposalForm(request.POST)
    if not form.is_valid():
        return _page(request, programme, form)
    try:
        proposals.propose(
            programme=programme,
            words=form.cleaned_data["words"],
            url=reverse("programme_round", args=[pk]),
            by=signed_in(request),
        )
    except Refused as refusal:
        return _refused(request, refusal, pk)
    messages.success(request, _("Proposed. Who approves it has been told."))
    return redirect("programme_round", pk=pk)


def _refused(request: HttpRequest, refusal: Refused, pk: int) -> HttpResponseBase:
    for reason in refusal.reasons:
        messages.error(request, str(reason))
    return redirect("programme_round", pk=pk)


def _programme(request: HttpRequest, pk: int) -> Programme:
    offices = people.bodies_where(signed_in(request), Permission.CASES_VIEW)
    found = Programme.objects.filter(pk=pk, office__in=offices).exclude(published_at=None)
    programme = found.select_related("office", "base__body").prefetch_related("sheet").first()
    if programme is None:
        raise Http404
    return programme


def _page(request: HttpRequest, programme: Programme, form: ProposalForm) -> HttpResponseBase:
    user, office = signed_in(request), programme.office_id
    rows = list(queries.of_programme(programme.pk))
    ranking = queries.ranking(programme)
    subject = queries.subject(programme.pk)
    values: dict[str, Any] = {
        "programme": programme,
        "form": form,
        "checked": [row for row in rows if row.status == State.CHECKED],
        "in_check": [row for row in rows if row.status in IN_CHECK],
        "decided": [_decided(row) for row in rows if row.rank],
        "panels": panels.panels_of(queries.KIND, subject),
        "ranking": [_line(row, programme) for row in ranking.rows],
        "groups": [item.group for item in _groups(programme)],
        "ties": _ties(ranking),
        "lots": queries.lots(programme.pk),
        "free": max(0, programme.places - programme.taken),
        "tie_rule": [tie_words(code) for code in programme.tie_rule],
        "approval": approvals.standing(proposals.ACT, subject),
        "may_convene": people.may(user, Permission.ADMISSION_CHECK, body=office),
        "may_propose": people.may(user, Permission.ADMISSION_CHECK, body=office),
    }
    return render(request, "incubator/deciding/round.html", values)


IN_CHECK = (State.SUBMITTED, State.RETURNED, State.RESUBMITTED)


def tie_words(code: str) -> Text:
    """A code of the tie rule in words."""
    if code.startswith(GROUP_TIE):
        return _("more points in “%(group)s”") % {"group": code.removeprefix(GROUP_TIE)}
    return TieRule(code).label if code in TieRule.values else code


def _groups(programme: Programme) -> list[Any]:
    seen: dict[str, Any] = {}
    for item in programme.sheet.all():
        seen.setdefault(item.group, item)
    return list(seen.values())


def _line(row: Ranked, programme: Programme) -> dict[str, Any]:
    entry = row.entry
    return {
        "pk": entry.pk,
        "rank": row.rank,
        "name": entry.name,
        "number": entry.number,
        "form": Form(entry.form).label,
        "score": admission.points(entry.score),
        "groups": [admission.points(entry.groups.get(g.group)) for g in _groups(programme)],
        "proposal": Proposal(row.proposal).label,
        "settled_by": tie_words(row.settled_by) if row.settled_by else "",
        "registered_on": entry.registered_on,
    }


def _decided(row: Application) -> dict[str, Any]:
    return {
        "row": row,
        "score": admission.points(row.score),
        "state": State(row.status).label,
        "proposal": Proposal(row.proposal).label,
    }


def _ties(ranking: Ranking) -> list[str]:
    names = {row.entry.pk: row.entry.name for row in ranking.rows}
    return ["、".join(names[pk] for pk in pks) for pks in ranking.ties]
