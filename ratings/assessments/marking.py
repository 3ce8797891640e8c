"""The organisation's own marks: kept point by point, with words, files and "does not apply"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, not_permitted
from portal.files import operations as files
from portal.permissions import Permission
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.assessments import conditions, queries, refusals, slots
from ratings.assessments.enums import Origin
from ratings.assessments.models import Assessment, OwnMark, Proof
from ratings.schemes import queries as schemes
from ratings.schemes.enums import Nature
from ratings.schemes.models import Point

if TYPE_CHECKING:
    from portal.files.models import StoredFile

WORDS_MOST, WHY_MOST = 1000, 500


@dataclass(frozen=True, slots=True)
class MarkWords:
    """What was typed for a point; ``points`` as typed, "" for none."""

    points: str = ""
    words: str = ""
    applies: bool = True
    why_not: str = ""


@transaction.atomic
def save_mark(*, row: Application, point: int, typed: MarkWords, seen: str, by: User) -> OwnMark:
    """Keep what was typed for one point (its id); nothing is handed in by this.

    ``seen`` is ``queries.seen`` of what the page showed. Raises Refused: ``not_permitted``,
    ``evidence_locked``, ``point_unknown``, ``saved_meanwhile``, ``must_apply``,
    ``mark_not_number``, ``mark_out_of_range`` (its maximum named), ``mark_between_steps``.
    """
    assessment = _open(row, by)
    asked = _point(row, point)
    given = _given(asked, typed)
    kept = assessment.marks.filter(point=asked).first()
    if kept is not None and all(getattr(kept, name) == value for name, value in given.items()):
        return kept
    if kept is None and not (typed.points.strip() or typed.words.strip() or not typed.applies):
        return OwnMark(assessment=assessment, point=asked, saved_by=by)
    if seen != queries.seen(kept.saved_at if kept else None):
        raise Refused(refusals.saved_meanwhile())
    given |= {"ruling": "", "ruling_words": "", "saved_at": clock.now(), "saved_by": by}
    mark, _made = OwnMark.objects.update_or_create(
        assessment=assessment, point=asked, defaults=given
    )
    _touch(assessment, by)
    return mark


def attach(*, row: Application, point: int, upload: File[Any], by: User) -> Proof:
    """Add an uploaded file behind a point (its id).

    Raises Refused: ``not_permitted``, ``evidence_locked``, ``point_unknown``,
    ``too_many_files``, and every reason against the file.
    """
    _permit(row, by)
    _refuse_if_locked(row)
    owner = files.Owner(body=row.organisation_id, user=by.pk)
    stored = files.store(upload=upload, slot=slots.EVIDENCE, owner=owner, by=by, case=str(row))
    with transaction.atomic():
        return _add(row, point, [stored], Origin.UPLOADED, by)[0]


@transaction.atomic
def reuse(*, row: Application, point: int, keys: Collection[str], by: User) -> list[Proof]:
    """Put papers that the organisation handed in earlier (their keys) behind a point.

    Raises Refused: ``not_permitted``, ``evidence_locked``, ``point_unknown``,
    ``too_many_files``, ``nothing_chosen``.
    """
    _permit(row, by)
    found = [one for one in queries.reusable(row, None) if str(one.pk) in set(keys)]
    if not found:
        raise Refused(
            Reason(
                "nothing_chosen",
                _("No paper was chosen."),
                _("Choose one from the list, or upload a file."),
            )
        )
    return _add(row, point, found, Origin.REUSED, by)


@transaction.atomic
def detach(*, row: Application, proof: int, by: User) -> None:
    """Take a file (the proof's id) away from its point; the file itself stays with its owner.

    Raises Refused: ``not_permitted``, ``evidence_locked``.
    """
    assessment = _open(row, by)
    found = Proof.objects.filter(pk=proof, mark__assessment=assessment).first()
    if found is None:
        return
    data = {"point": found.mark.point.code, "sha256": found.sha256}
    found.delete()
    _record(row, "assessment.proof_removed", by, data)
    _touch(assessment, by)


def _add(
    row: Application, point: int, stored: list[StoredFile], origin: Origin, by: User
) -> list[Proof]:
    assessment = _open(row, by)
    asked, moment = _point(row, point), clock.now()
    mark, _made = OwnMark.objects.get_or_create(
        assessment=assessment, point=asked, defaults={"saved_at": moment, "saved_by": by}
    )
    most = queries.number("assessments.files_most")
    if mark.proofs.exclude(stored__in=stored).count() + len(stored) > most:
        raise Refused(
            Reason(
                "too_many_files",
                _("At most %(most)s files stand behind one point."),
                _("Put the pages together into one file, or take one out first."),
                params={"most": most},
            )
        )
    made = []
    for one in stored:
        proof, _new = Proof.objects.get_or_create(
            mark=mark,
            stored=one,
            defaults={
                "sha256": one.sha256,
                "origin": origin,
                "added_at": moment,
                "added_by": by,
            },
        )
        made.append(proof)
        data = {"point": asked.code, "sha256": one.sha256, "origin": str(origin)}
        _record(row, "assessment.proof_added", by, data)
    _touch(assessment, by)
    return made


def _given(point: Point, typed: MarkWords) -> dict[str, Any]:
    """The columns that the typed words make; raises Refused with every reason."""
    applies = typed.applies or point.nature != Nature.SCORED
    found: list[Reason] = []
    mark = None
    if applies:
        facts = queries.arithmetic(point)
        try:
            mark = conditions.mark_of(typed.points, facts, point.title, schemes.step())
        except ValueError as error:
            found += error.args
    elif not point.may_not_apply:
        found.append(
            Reason(
                "must_apply",
                _("“%(point)s” applies to everybody."),
                _("Give it a mark."),
                params={"point": point.title},
            )
        )
    if found:
        raise Refused(*found)
    return {
        "points": mark,
        "words": typed.words.strip()[:WORDS_MOST],
        "applies": applies,
        "why_not": "" if applies else typed.why_not.strip()[:WHY_MOST],
    }


def _point(row: Application, key: int) -> Point:
    found = Point.objects.filter(pk=key, version=row.sheet.version_id).exclude(nature=Nature.VETO)
    point = found.select_related("item__group").first()
    if point is None:
        raise Refused(refusals.unknown_point())
    return point


def _open(row: Application, by: User) -> Assessment:
    """The assessment, its case locked, while it may be written."""
    _permit(row, by)
    locked = Application.objects.select_for_update(no_key=True).get(pk=row.pk)
    _refuse_if_locked(locked)
    return Assessment.objects.get_or_create(application=locked)[0]


def _refuse_if_locked(row: Application) -> None:
    if row.status != RatingState.QUALIFIED:
        raise Refused(refusals.locked())


def _permit(row: Application, by: User) -> None:
    if not people.may(by, Permission.ORGANISATION_EDIT, body=row.organisation_id):
        raise Refused(not_permitted())


def _touch(assessment: Assessment, by: User) -> None:
    assessment.saved_at, assessment.saved_by = clock.now(), by
    assessment.save(update_fields=["saved_at", "saved_by"])


def _record(row: Application, action: str, by: User, data: dict[str, str]) -> None:
    audit.record(action, by=by, subject=queries.subject(row.pk), case=str(row), data=data)
