"""The first check: what an official finds, and how it ends."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.admission.letters import Said
from incubator.admission.models import Application, Point, Verdict
from incubator.admission.operations import take
from incubator.deciding import conditions, queries
from incubator.deciding.conditions import VerdictFacts
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.permissions import Permission

Points = Sequence[tuple[str, str]]
CHECK = Permission.ADMISSION_CHECK


@transaction.atomic
def judge(*, application: Application, code: str, holds: bool, source: str, by: User) -> Verdict:
    """Put down whether a point holds, and how it is known; a later verdict goes before.

    ``code`` is one of ``queries.codes_to_judge``. Raises Refused: ``not_permitted``,
    ``own_case``, ``nothing_to_judge``, ``source_missing``, ``case_ended``.
    """
    row = Application.objects.select_for_update().get(pk=application.pk)
    facts = VerdictFacts(
        permitted=_may(by, row),
        own_case=admission.belongs_to(by, row.body_id),
        ended=row.case is None or row.case.closed_at is not None,
        known=code in queries.codes_to_judge(row),
        source=source.strip(),
    )
    refuse_if_blocked(collect(conditions.JUDGE, facts))
    verdict = Verdict.objects.create(
        application=row, code=code, holds=holds, source=facts.source, by=by, at=clock.now()
    )
    _record("verdict.given", row, by, {"code": code, "holds": holds, "source": facts.source})
    return verdict


@transaction.atomic
def reveal_phone(*, application: Application, reason: str, by: User) -> str:
    """The whole telephone number of the contact, with the reason noted in the history.

    Raises Refused: ``not_permitted``, ``reason_missing``.
    """
    if not people.may(by, Permission.CASES_VIEW, body=application.programme.office_id):
        raise Refused(not_permitted())
    if not reason.strip():
        raise Refused(Reason("reason_missing", _("Say for what you need the number; it is noted.")))
    _record("contact.revealed", application, by, {"reason": reason.strip()})
    return application.phone


@transaction.atomic
def pass_check(*, application: Application, by: User, words: str = "") -> Application:
    """End the first check well; the panel is next.

    Raises Refused with every reason: ``not_possible_now``, ``not_permitted``, ``own_case``,
    everything against the applicant, ``condition_not_judged``, ``condition_not_met``.
    """
    row = _checked(application, by)
    return take(row, "pass_check", by=by, note=words)


@transaction.atomic
def return_incomplete(
    *, application: Application, points: Points, by: User, words: str = ""
) -> Application:
    """Tell once everything that is missing, as (about, words); the office's clock stops.

    A second return may name only what is new. Raises Refused: ``no_points``, ``asked_before``
    once for each point, ``point_without_words``, and those of every step.
    """
    row = _checked(application, by)
    listed = _listed(points)
    refuse_if_blocked(conditions.points_have_words(listed))
    earlier = queries.asked(row)
    known = {
        "points": len(listed),
        "repeated": queries.repeated(earlier, listed) if row.returns else (),
    }
    said = Said(reasons=words, points=[point for _about, point in listed])
    data = {"points": [list(point) for point in listed]}
    done = take(row, "return_incomplete", by=by, note=words, said=said, known=known, data=data)
    done.returns += 1
    done.save(update_fields=["returns"])
    Point.objects.bulk_create(
        Point(application=done, round=done.returns, place=place, about=about, words=text)
        for place, (about, text) in enumerate(listed, start=1)
    )
    return done


@transaction.atomic
def refuse_check(*, application: Application, by: User, words: str) -> Application:
    """Refuse after the first check, with the reason the applicant reads in the letter."""
    row = _decided(_checked(application, by), by, words)
    return take(row, "refuse_check", by=by, note=words, said=Said(reasons=words))


@transaction.atomic
def lapse(application: Application) -> Application:
    """Close an application whose applicant stayed silent (called when the time comes)."""
    return take(queries.latest(application), "lapse", by=None)


def _checked(application: Application, by: User) -> Application:
    """Lock and stamp first, so that of two officials one waits and then finds it done."""
    row = Application.objects.select_for_update().get(pk=application.pk)
    row.checked_by, row.checked_at = by, clock.now()
    row.save(update_fields=["checked_by", "checked_at"])
    return row


def _decided(row: Application, by: User, words: str) -> Application:
    row.decided_by, row.decided_at, row.decision = by, clock.now(), words
    row.save(update_fields=["decided_by", "decided_at", "decision"])
    return row


def _listed(points: Points) -> Points:
    """Every point once, in order, without what is empty altogether."""
    told = [(about.strip(), " ".join(words.split())) for about, words in points]
    return list(dict.fromkeys(point for point in told if any(point)))


def _may(by: User, row: Application) -> bool:
    return row.case is not None and people.may(by, CHECK, body=row.case.holder_id)


def _record(action: str, row: Application, by: User, data: dict[str, Any]) -> None:
    case = row.case
    audit.record(
        action,
        by=by,
        subject=f"{row._meta.label_lower}:{row.pk}",
        case=str(case) if case else "",
        data=data,
        post=people.post_in(by, CHECK, case.holder_id) if case else "",
    )
