"""Handing the self-assessment in, looking it over, and the organisation's word at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Refused, not_permitted
from portal.panels.scoring import queries as scoring
from portal.permissions import Permission
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.assessments import conditions, queries, refusals, sheets, steps
from ratings.assessments.enums import Reply, Ruling
from ratings.assessments.models import Proof

State = RatingState


@dataclass(frozen=True, slots=True)
class Ruled:
    """The office's word on "does not apply" of a point."""

    accepted: bool
    words: str = ""


@transaction.atomic
def hand_in(*, row: Application, by: User) -> Application:
    """Hand the self-assessment in: marks and files are locked as they stand, with their hashes.

    Raises Refused with everything that is missing at once (``queries.missing``), and
    ``not_permitted``, ``not_possible_now``.
    """
    at = steps.locked(row)
    assessment = steps.assessment(at)
    if at.status == State.QUALIFIED:
        assessment.own_total = sheets.of(at).own_total
        assessment.handed_in_at, assessment.handed_in_by = clock.now(), by
        assessment.save(update_fields=["own_total", "handed_in_at", "handed_in_by"])
    proofs = Proof.objects.filter(mark__assessment=assessment)
    hashes = [[code, digest] for code, digest in proofs.values_list("mark__point__code", "sha256")]
    data = {"total": str(assessment.own_total), "files": hashes}
    return steps.take(at, "hand_in", by=by, lacking=queries.missing, data=data)


@transaction.atomic
def more_time(*, row: Application, words: str, by: User) -> Application:
    """Give the organisation the row's further days. Raises Refused: ``words_missing`` …"""
    return steps.take(steps.locked(row), "more_time", by=by, note=words)


@transaction.atomic
def lapse(row: Application) -> Application:
    """No self-assessment came in time: the case is closed (the portal itself)."""
    return steps.take(steps.locked(row), "lapse_assessment", by=None)


@transaction.atomic
def send_back(*, row: Application, words: str, by: User) -> Application:
    """Open the self-assessment again, with what is to be mended.

    Raises Refused: ``words_missing``, ``own_case``, ``not_permitted``, ``not_possible_now``.
    """
    at = steps.locked(row)
    if at.status == State.HANDED_IN:
        assessment = steps.assessment(at)
        assessment.own_total = assessment.handed_in_at = assessment.handed_in_by = None
        assessment.save(update_fields=["own_total", "handed_in_at", "handed_in_by"])
    return steps.take(at, "send_back", by=by, note=words)


@transaction.atomic
def rule_on(*, row: Application, ruled: Mapping[int, Ruled], by: User) -> None:
    """Accept or refuse what the organisation says does not apply, by the id of the own mark.

    Raises Refused: ``not_permitted``, ``not_now``, ``ruling_words_missing``.
    """
    at = steps.locked(row)
    if not people.may(by, Permission.RATING_CHECK, body=steps.offices(at)):
        raise Refused(not_permitted())
    if at.status != State.HANDED_IN:
        raise Refused(refusals.not_now())
    claims = {mark.pk: mark for mark in steps.assessment(at).marks.filter(applies=False)}
    if any(not one.accepted and not one.words.strip() for one in ruled.values()):
        raise Refused(refusals.ruling_words_missing())
    for key, one in ruled.items():
        mark = claims.get(key)
        if mark is None:
            continue
        mark.ruling = Ruling.ACCEPTED if one.accepted else Ruling.REFUSED
        mark.ruling_words = one.words.strip()[:500]
        mark.save(update_fields=["ruling", "ruling_words"])
        data = {"point": mark.point.code, "ruling": str(mark.ruling), "words": mark.ruling_words}
        subject = queries.subject(at.pk)
        audit.record("assessment.claim_ruled", by=by, subject=subject, case=str(at), data=data)


@transaction.atomic
def accept(*, row: Application, by: User) -> Application:
    """Accept the self-assessment; the team can be drawn.

    Raises Refused: ``ruling_missing``, ``own_case``, ``not_permitted``, ``not_possible_now``.
    """
    at = steps.locked(row)
    return steps.take(
        at, "accept", by=by,
        lacking=lambda found: conditions.claims_ruled(
            queries.open_claims(steps.assessment(found))
        ),
    )  # fmt: skip


@transaction.atomic
def conclude(row: Application) -> Application | None:
    """All members have signed: freeze the total and ask the organisation (the portal itself).

    Does nothing while the visit is not written down. Raises Refused: ``signatures_missing``.
    """
    at = steps.locked(row)
    assessment = steps.assessment(at)
    if at.status != State.VISITED or assessment.panel_id is None:
        return None
    signed = scoring.signed_count(assessment.panel_id, at.case_id or 0)
    least = queries.number("assessments.signatures")
    assessment.expert_total = sheets.expert_total(at, assessment)
    assessment.scored_at = clock.now()
    assessment.save(update_fields=["expert_total", "scored_at"])
    data = {"total": str(assessment.expert_total), "signed": signed}
    return steps.take(
        at, "conclude", by=None, data=data,
        lacking=lambda _found: conditions.enough_signed(signed, least),
    )  # fmt: skip


@transaction.atomic
def sign(*, row: Application, by: User) -> Application:
    """The organisation signs the marks of the experts. Raises Refused: ``not_possible_now`` …"""
    return _reply(row, "sign", Reply.SIGNED, by)


@transaction.atomic
def object_to(*, row: Application, words: str, by: User) -> Application:
    """The organisation objects, in words that committee and office will read.

    Raises Refused: ``words_missing``, ``not_possible_now``, ``not_permitted``.
    """
    return _reply(row, "object", Reply.OBJECTED, by, words.strip())


@transaction.atomic
def keep_silent(row: Application) -> Application:
    """No reply came in time: the case goes on and says so (the portal itself)."""
    return _reply(row, "keep_silent", Reply.SILENT, None)


def _reply(
    row: Application, action: str, reply: Reply, by: User | None, words: str = ""
) -> Application:
    at = steps.locked(row)
    done = steps.take(at, action, by=by, note=words)
    assessment = steps.assessment(done)
    assessment.reply, assessment.reply_words = reply, words[:4000]
    assessment.replied_at, assessment.replied_by = clock.now(), by
    assessment.save(update_fields=["reply", "reply_words", "replied_at", "replied_by"])
    return done
