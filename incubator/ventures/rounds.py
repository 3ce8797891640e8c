"""The round of a call: panel, defence, scores, and the result within the budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.ventures import letters, queries, sheets, telling
from incubator.ventures.conditions import BASIS
from incubator.ventures.enums import ProjectState, Proposal
from incubator.ventures.models import VentureCall, VentureProject
from incubator.ventures.operations import lock_call, locked, record, refuse_unless, step
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock, money
from portal.core.reasons import Reason, Refused, refuse_if_blocked
from portal.panels import drawing
from portal.panels import operations as panels
from portal.workflow.publicity import operations as publicity

if TYPE_CHECKING:
    from portal.panels.models import Panel

RULE = "ventures.publicity"
State = ProjectState
OPEN = (State.APPLIED, State.CHECKED, State.DEFENCE)


@transaction.atomic
def convene(*, call: VentureCall, by: User) -> Panel:
    """Convene the panel over every checked project, once applications have ended.

    Raises Refused with every reason of the panel, ``call_open``, ``checks_open``, and each
    project's ``own_case``.
    """
    row = lock_call(call.pk)
    found = VentureProject.objects.filter(call=row).select_related(*queries.WITH).order_by("pk")
    unchecked = found.filter(status__in=(State.APPLIED, State.INCOMPLETE)).count()
    reasons = []
    if row.closes_on is None or clock.today() <= row.closes_on:
        reasons.append(
            Reason("call_open", _("Applications are still possible."), clause=BASIS)
        )  # fmt: skip
    if unchecked:
        reasons.append(
            Reason(
                "checks_open",
                _("%(count)s projects have not been checked yet."),
                _("Check or refuse them first."),
                params={"count": unchecked},
            )
        )
    refuse_if_blocked(reasons)
    checked = list(found.filter(status=State.CHECKED))
    panel = panels.convene(
        office_id=row.office_id,
        kind=queries.KIND,
        subject=queries.subject(row.pk),
        title=row.title,
        size=row.panel_size,
        sheet=sheets.lines(),
        entries=[sheets.entry(one) for one in checked],
        by=by,
    )
    _each(checked, lambda one: step(locked(one), "to_panel", by=by, data={"panel": panel.pk}))
    return panel


@transaction.atomic
def appoint(*, call: VentureCall, at: datetime, place: str, by: User) -> VentureCall:
    """Tell day and place of the defence; the order of speaking is drawn by lot, with its seed.

    Raises Refused: ``not_permitted``, ``nobody_to_hear``, ``day_gone``.
    """
    row = lock_call(call.pk)
    refuse_unless(people.may(by, queries.EDIT, body=row.office_id))
    heard = list(VentureProject.objects.filter(call=row, status=State.DEFENCE).order_by("pk"))
    reasons = []
    if not heard:
        reasons.append(
            Reason(
                "nobody_to_hear",
                _("No project is before the panel."),
                _("Convene the panel first."),
            )
        )
    if at <= clock.now():
        reasons.append(Reason("day_gone", _("This moment has passed."), _("Choose a later one.")))
    refuse_if_blocked(reasons)
    seed = drawing.new_seed()
    row.defence_at, row.defence_place = at, place.strip()
    row.save(update_fields=["defence_at", "defence_place"])
    order = sorted(heard, key=lambda one: drawing.lot(seed, one.pk))
    for turn, one in enumerate(order, start=1):
        VentureProject.objects.filter(pk=one.pk).update(turn=turn)
        telling.send(locked(one), "venture_defence", once=at.isoformat())
    data = {"at": at.isoformat(), "place": row.defence_place, "seed": seed,
            "order": [one.pk for one in order]}  # fmt: skip
    record("ventures.defence_set", row, by, data)
    return row


@transaction.atomic
def take_score(*, case: str, mean: Decimal) -> VentureProject | None:
    """Put down the mean that all members signed; once, and only for a project before the panel."""
    row = VentureProject.objects.select_for_update().filter(case__number=case).first()
    if row is None or row.status != State.DEFENCE:
        return None
    row.score = int(mean * 100)
    row.save(update_fields=["score"])
    return step(locked(row), "score", by=None, data={"score": row.score})


@transaction.atomic
def decide(*, call: VentureCall, by: User) -> list[VentureProject]:
    """Decide the result: publish who is funded and who waits, tell the others in a letter.

    Raises Refused: ``not_permitted``, ``not_all_scored``, ``nothing_scored``, and with the titles
    of those concerned what stands against them (``own_check``, ``own_case``, ``double_funding`` …).
    """
    row = lock_call(call.pk)
    refuse_unless(people.may(by, queries.APPROVE, body=row.office_id))
    _refuse_unready(row)
    placed = queries.ranking(row)
    rows = {one.pk: one for one in queries.scored(row)}
    public: list[VentureProject] = []

    def settle(pk: int) -> None:
        one = locked(rows[pk])
        place = next(found for found in placed if found.pk == pk)
        one.rank, one.proposal, one.decided_by = place.rank, place.proposal, by
        one.save(update_fields=["rank", "proposal", "decided_by"])
        if place.proposal == Proposal.NONE:
            _turned_down(step(one, "not_fund", by=by, data={"score": one.score}), by)
        else:
            public.append(step(one, "publish", by=by, data={"score": one.score}))

    _each([rows[place.pk] for place in placed], lambda one: settle(one.pk))
    if public:
        _publish(row, public, by)
    record("ventures.result", row, by, {"places": [[p.pk, p.rank, p.proposal] for p in placed]})
    return public


def _refuse_unready(call: VentureCall) -> None:
    waiting = VentureProject.objects.filter(call=call, status__in=OPEN).count()
    if waiting:
        raise Refused(
            Reason(
                "not_all_scored",
                _("%(count)s projects have no score yet."),
                _("Wait until every member has signed, or note who did not come."),
                params={"count": waiting},
            )
        )
    if not queries.scored(call).exists():
        raise Refused(Reason("nothing_scored", _("No project has been scored.")))


def _each(rows: Sequence[VentureProject], act: Callable[[VentureProject], object]) -> None:
    """Act on every project; the reasons of all are told together, each with its title."""
    refused: list[Reason] = []
    for one in rows:
        try:
            with transaction.atomic():
                act(one)
        except Refused as refusal:
            refused += [named(one, reason) for reason in refusal.reasons]
    if refused:
        raise Refused(*refused)


def named(project: VentureProject, reason: Reason) -> Reason:
    """A reason that says which project it concerns."""
    return replace(
        reason,
        message=_("%(project)s: %(words)s"),
        params={"project": project.title, "words": reason.words},
        cure=reason.mend,
    )


def points(score: int | None) -> str:
    """A score in hundredths as people write it: 87.5; "" for none."""
    return "" if score is None else f"{Decimal(score) / 100:.2f}".rstrip("0").rstrip(".")


def _turned_down(project: VentureProject, by: User) -> None:
    with translation.override(letters.CHINESE):
        words = gettext("The panel gave %(score)s points; %(mark)s are needed.") % {
            "score": points(project.score),
            "mark": queries.row("pass_mark"),
        }
    letters.refusal(project, words, by=by)


def _publish(call: VentureCall, rows: Sequence[VentureProject], by: User) -> None:
    with translation.override(letters.CHINESE):
        publicity.publish(
            office=call.office,
            kind=queries.KIND,
            title=gettext("Publicity of the result: %(call)s") % {"call": call.title},
            introduction=gettext(
                "The panel has scored; these projects are proposed. Whoever knows a reason "
                "against it may object while the list stands here."
            ),
            entries=[
                publicity.EntryWords(letters.case_of(one), one.organisation.body.name, _facts(one))
                for one in rows
            ],
            rule=RULE,
            by=by,
        )


def _facts(project: VentureProject) -> list[tuple[str, str]]:
    return [
        (gettext("Project"), project.title),
        (gettext("Rank"), str(project.rank)),
        (gettext("Score"), points(project.score)),
        (gettext("Amount"), f"{money.yuan(project.asked or 0)} {gettext('yuan')}"),
        (gettext("Proposal"), str(Proposal(project.proposal).label)),
    ]
