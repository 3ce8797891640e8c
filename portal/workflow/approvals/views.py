"""Approvals in the workspace: what waits for me, a proposal, phrases, chains."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.queries import kept_bodies, may, signed_in
from portal.core import clock, ui, workdays
from portal.core.reasons import Refused, Text
from portal.files import responses
from portal.permissions import Permission
from portal.workflow.approvals import acts, keeping, operations, queries
from portal.workflow.approvals.enums import LinkKind, Result
from portal.workflow.approvals.forms import (
    ChainForm,
    MeetingForm,
    OpinionForm,
    PhraseForm,
    add_refusal,
)
from portal.workflow.approvals.models import Approval, Chain, Minute


def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for my opinion, and what I proposed."""
    user = signed_in(request)
    waiting = [{"row": row, "left": _left(row)} for row in queries.waiting_for(user)]
    mine = [
        {"row": row, "chip": _chip(row), "who": _whose(row)}
        for row in queries.proposed_by(user)[:50]
    ]
    values = {
        "waiting": waiting,
        "mine": mine,
        "may_phrases": may(user, Permission.APPROVE),
        "may_chains": may(user, Permission.CHAINS_EDIT),
    }
    return render(request, "workflow/approvals/list.html", values)


@never_cache
def approval(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A proposal with what was said so far, and my opinion when it is my turn."""
    user, row = signed_in(request), _visible(request, pk)
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, row, user)
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            _say(form, row, user)
        except Refused as refusal:
            add_refusal(form, refusal)
            row = _visible(request, pk)
        else:
            messages.success(request, _("Recorded."))
            return redirect("approval", pk=pk)
    return _page(request, row, form)


def approval_minutes(request: HttpRequest, pk: int, minute: int) -> HttpResponseBase:
    """The minutes of a collective decision, for whoever may see the proposal."""
    row = _visible(request, pk)
    found = Minute.objects.filter(pk=minute, opinion__approval=row).select_related("paper").first()
    if found is None:
        raise Http404
    return responses.respond(found.paper, request, inline=True)


@never_cache
def phrases(request: HttpRequest) -> HttpResponseBase:
    """The sentences of my offices: keep one, drop one."""
    user = signed_in(request)
    offices = kept_bodies(user, Permission.APPROVE)
    kept = queries.own_phrases(body.pk for body in offices)
    if request.method == "POST" and "drop" in request.POST:
        dropped = kept.filter(pk=_number(request.POST["drop"])).first()
        if dropped is not None:
            keeping.drop_phrase(phrase=dropped, by=user)
        return redirect("approval_phrases")
    form = PhraseForm(
        request.POST if request.method == "POST" else None,
        offices=[(str(body.pk), body.name) for body in offices],
        acts=_acts(),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        office = next(body for body in offices if str(body.pk) == given["office"])
        try:
            keeping.keep_phrase(office=office, act=given["act"], text=given["text"], by=user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Kept."))
            return redirect("approval_phrases")
    rows = [
        {"phrase": phrase, "act": acts.title(phrase.act) if phrase.act else ""} for phrase in kept
    ]
    return render(request, "workflow/approvals/phrases.html", {"form": form, "rows": rows})


@never_cache
def chains(request: HttpRequest) -> HttpResponseBase:
    """The chains in force in my offices, and a new one from a day on."""
    user = signed_in(request)
    offices = kept_bodies(user, Permission.CHAINS_EDIT)
    form = ChainForm(
        request.POST if request.method == "POST" else None,
        offices=[(str(body.pk), body.name) for body in offices],
        acts=_acts(),
        roles=queries.roles(),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        office = next(body for body in offices if str(body.pk) == given["office"])
        try:
            keeping.keep_chain(
                act=given["act"],
                office=office,
                links=form.links(),
                starts_on=given["starts_on"],
                by=user,
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The chain has been set."))
            return redirect("approval_chains")
    rows = [_chain_row(chain) for body in offices for chain in queries.chains_of(body.pk)]
    once = list({row["pk"]: row for row in rows}.values())
    return render(request, "workflow/approvals/chains.html", {"form": form, "rows": once})


def _form(request: HttpRequest, row: Approval) -> OpinionForm | MeetingForm:
    link = row.link
    kind = MeetingForm if link and link["kind"] == LinkKind.COLLECTIVE else OpinionForm
    sent = request.method == "POST"
    return kind(
        request.POST if sent else None,
        request.FILES if sent else None,
        phrases=queries.phrases(row.office_id, row.act),
        position=row.position,
    )


def _say(form: OpinionForm | MeetingForm, row: Approval, user: User) -> Approval:
    given = form.cleaned_data
    if isinstance(form, MeetingForm):
        return operations.minute(
            approval=row,
            meeting=form.meeting(),
            upload=given["paper"],
            words=form.said(),
            by=user,
            position=given["position"],
        )
    return operations.give(
        approval=row,
        opinion=given["opinion"],
        words=form.said(),
        by=user,
        position=given["position"],
    )


def _withdraw(request: HttpRequest, row: Approval, user: User) -> HttpResponseBase:
    try:
        operations.withdraw(approval=row, by=user)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, _("Withdrawn."))
    return redirect("approval", pk=row.pk)


def _page(request: HttpRequest, row: Approval, form: OpinionForm | MeetingForm) -> HttpResponse:
    user = signed_in(request)
    to, substitutes = queries.next_people(row)
    turn = queries.turn_of(row, user)
    values = {
        "approval": row,
        "act": acts.title(row.act),
        "chip": _chip(row),
        "left": _left(row),
        "steps": _steps(row),
        "said": row.opinions.select_related("by", "minute__paper"),
        "form": form if turn.entitled else None,
        "turn": turn,
        "next": to,
        "substitutes": substitutes,
        "whose": _whose(row),
        "own": row.proposed_by_id == user.pk and not row.result,
    }
    return render(request, "workflow/approvals/approval.html", values)


def _steps(row: Approval) -> list[ui.Step]:
    steps = [ui.Step(_("proposed"), "done", note=row.proposed_by.get_full_name())]
    spoken = {opinion.position: opinion for opinion in row.opinions.select_related("by")}
    for place, link in enumerate(row.links):
        said = spoken.get(place)
        state = "done" if said else "now" if not row.result and place == row.position else "later"
        note: Text = (
            f"{said.by} · {said.get_verdict_display()}" if said else LinkKind(link["kind"]).label
        )
        steps.append(ui.Step(queries.link_words(link), state, note=note))
    return steps


def _chip(row: Approval) -> str:
    if row.result:
        return "done" if row.result == Result.AGREED else "refused"
    return "overdue" if row.due_on < clock.today() else "in_progress"


def _whose(row: Approval) -> Text:
    link = row.link
    return queries.link_words(link) if link else row.get_result_display()


def _left(row: Approval) -> int | None:
    if row.result:
        return None
    return workdays.working_days_left(row.due_on, clock.today())


def _chain_row(chain: Chain) -> dict[str, Any]:
    return {
        "pk": chain.pk,
        "chain": chain,
        "act": _act_words(chain.act),
        "links": [(queries.link_words(link), LinkKind(link["kind"]).label) for link in chain.links],
    }


def _acts() -> list[tuple[str, Text]]:
    return [(act.code, act.title) for act in acts.known()]


def _act_words(code: str) -> Text:
    """What an act is called; empty for every act."""
    return acts.title(code) if code else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _visible(request: HttpRequest, pk: int) -> Approval:
    found = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
