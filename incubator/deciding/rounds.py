"""A programme's round: convening the panel, taking its scores, the lot, and the result."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.admission.enums import AdmissionState, Form, Proposal
from incubator.admission.letters import Said
from incubator.admission.models import Application
from incubator.admission.operations import take
from incubator.deciding import queries, sheets
from incubator.deciding.ranking import Ranking
from incubator.deciding.settling import lock_programme
from incubator.programmes import operations as programmes
from incubator.programmes.models import Programme
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, not_permitted
from portal.panels import operations as panels
from portal.permissions import Permission
from portal.workflow.publicity import operations as publicity

if TYPE_CHECKING:
    from portal.panels.models import Panel

CHINESE = "zh-hans"
RULE = "admission.publicity"
State = AdmissionState


@transaction.atomic
def convene(*, programme: Programme, by: User) -> Panel:
    """Convene a panel over everybody who passed the first check, by the programme's own sheet.

    Raises Refused with every reason of the panel and of each application that can no longer go
    there (``own_case``, ``struck_off``, ``on_abnormal_list`` …).
    """
    lock_programme(programme.pk)
    rows = list(queries.of_programme(programme.pk).filter(status=State.CHECKED))
    panel = panels.convene(
        office_id=programme.office_id,
        kind=queries.KIND,
        subject=queries.subject(programme.pk),
        title=programme.title,
        size=programme.panel_size,
        sheet=sheets.lines(programme),
        entries=[sheets.entry(row) for row in rows],
        by=by,
    )
    refused: list[Reason] = []
    for row in rows:
        try:
            take(queries.latest(row), "to_panel", by=by, data={"panel": panel.pk})
        except Refused as refusal:
            refused += [sheets.named(row, reason) for reason in refusal.reasons]
    if refused:
        raise Refused(*refused)
    return panel


@transaction.atomic
def take_score(*, case: str, mean: Decimal) -> Application | None:
    """Put down the mean that all members signed; once, and only for a case before the panel."""
    row = Application.objects.select_for_update().filter(case__number=case).first()
    if row is None or row.status != State.IN_PANEL:
        return None
    row.score = int(mean * 100)
    row.save(update_fields=["score"])
    return take(queries.latest(row), "score", by=None, data={"score": row.score})


@transaction.atomic
def draw_lot(*, programme: Programme, by: User) -> Mapping[str, Any]:
    """Draw a lot among equals, recorded with its seed so that anybody can repeat it.

    Each one's number in the lot is its place by sha256 of seed and case number. Raises Refused:
    ``not_permitted``, ``no_tie``.
    """
    lock_programme(programme.pk)
    _permit(by, Permission.ADMISSION_CHECK, programme)
    ties = queries.ranking(programme).ties
    if not ties:
        raise Refused(Reason("no_tie", _("Nobody is equal, so no lot is drawn.")))
    seed = secrets.token_hex(16)
    equal = [pk for pks in ties for pk in pks]
    rows = Application.objects.filter(pk__in=equal).select_related("case")
    order = lot_order(seed, [str(row) for row in rows])
    data = {"seed": seed, "among": sorted(order), "order": order}
    _record("lot.drawn", programme, by, data)
    return data


def lot_order(seed: str, numbers: Iterable[str]) -> list[str]:
    """The order that a seed gives to case numbers; pure, so that it can be checked."""
    return sorted(numbers, key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())


@transaction.atomic
def publish_result(
    *, programme: Programme, by: User, proposed: Sequence[Mapping[str, Any]] | None = None
) -> Ranking:
    """Do what was decided: take places, publish who is proposed, tell who is not selected.

    ``proposed`` are the figures that were approved; when they are no longer true nothing is
    done. Raises Refused: ``not_permitted``, ``nothing_scored``, ``result_changed``,
    ``lot_not_drawn``, and with the names of those concerned what stands against them.
    """
    lock_programme(programme.pk)
    ranking = queries.ranking(programme)
    _refuse_unfit(programme, ranking, by, proposed)
    refused: list[Reason] = []
    public: list[Application] = []
    for place in ranking.rows:
        row = _placed(place.entry.pk, place.rank, place.proposal, by)
        try:
            if row.proposal == Proposal.NONE:
                take(row, "not_select", by=by, said=_score_of(row))
            else:
                public.append(take(_with_place(row, by), "publish", by=by))
        except Refused as refusal:
            refused += [sheets.named(row, reason) for reason in refusal.reasons]
    if refused:
        raise Refused(*refused)
    if public:
        _publish(programme, public, by)
    _record("result.decided", programme, by, {"figures": ranking.figures()})
    return ranking


def _refuse_unfit(
    programme: Programme,
    ranking: Ranking,
    by: User,
    proposed: Sequence[Mapping[str, Any]] | None,
) -> None:
    _permit(by, Permission.ADMISSION_DECIDE, programme)
    refuse_unready(ranking)
    if proposed is not None and _plain(proposed) != _plain(ranking.figures()):
        raise Refused(
            Reason(
                "result_changed",
                _("The ranking is no longer the one that was proposed."),
                _("Look at it again and propose it anew."),
            )
        )


def refuse_unready(ranking: Ranking) -> None:
    """Raise Refused while nothing is scored or equals have not drawn a lot."""
    if not ranking.rows:
        raise Refused(
            Reason(
                "nothing_scored",
                _("No application of this programme has all its scores yet."),
                _("Wait until every member has signed."),
            )
        )
    if ranking.ties:
        raise Refused(
            Reason(
                "lot_not_drawn",
                _("Some are equal by every rule of the programme."),
                _("Draw the lot first; it is recorded with its seed."),
            )
        )


def _placed(pk: int, rank: int, proposal: str, by: User) -> Application:
    row = Application.objects.select_for_update().get(pk=pk)
    row.rank, row.proposal = rank, proposal
    row.decided_by, row.decided_at = by, clock.now()
    row.save(update_fields=["rank", "proposal", "decided_by", "decided_at"])
    return queries.latest(row)


def _with_place(row: Application, by: User) -> Application:
    if row.proposal == Proposal.ADMIT and row.form == Form.PHYSICAL:
        programmes.take_place(row.programme_id, by)
        row.holds_place = True
        row.save(update_fields=["holds_place"])
    return row


def _score_of(row: Application) -> Said:
    mark = admission.points(row.programme.pass_mark * 100)
    return Said(score=admission.points(row.score), pass_mark=mark)


def _publish(programme: Programme, rows: Sequence[Application], by: User) -> None:
    with translation.override(CHINESE):
        publicity.publish(
            office=programme.office,
            kind=queries.KIND,
            title=gettext("Publicity of the admission result: %(programme)s")
            % {"programme": programme.title},
            introduction=gettext(
                "The panel has scored; the following are proposed. Whoever knows a reason against "
                "it may object while the list stands here."
            ),
            entries=[
                publicity.EntryWords(case=row.case, name=row.body.shown_name, facts=_facts(row))
                for row in rows
                if row.case is not None
            ],
            rule=RULE,
            by=by,
        )


def _facts(row: Application) -> list[tuple[str, str]]:
    return [
        (gettext("Rank"), str(row.rank)),
        (gettext("Score"), admission.points(row.score)),
        (gettext("Form"), str(Form(row.form).label)),
        (gettext("Proposal"), str(Proposal(row.proposal).label)),
    ]


def _plain(figures: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps([dict(row) for row in figures], sort_keys=True, default=str)


def _permit(by: User, permission: Permission, programme: Programme) -> None:
    if not people.may(by, permission, body=programme.office_id):
        raise Refused(not_permitted())


def _record(action: str, programme: Programme, by: User, data: Mapping[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=queries.subject(programme.pk),
        data=dict(data),
        post=people.post_in(by, Permission.ADMISSION_CHECK, programme.office_id),
    )
