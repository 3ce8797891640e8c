"""An official says, with a source, what nobody knew; it goes on record where there is one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, collect, not_permitted, refuse_if_blocked
from portal.organisations.record import operations as record
from portal.organisations.record.enums import FactKind
from portal.permissions import Permission
from ratings.applications import conditions, points, queries
from ratings.applications.enums import IN_CHECK, Listed, Point, RatingState
from ratings.applications.models import Answer, Application

if TYPE_CHECKING:
    from django.core.files import File

    from portal.accounts.models import User
    from ratings.applications.points import Question

CONFIRM = Permission.RECORD_CONFIRM


def open_questions(row: Application) -> list[Question]:
    """What is still unknown of an applicant and can be answered here."""
    return points.questions(collect(conditions.MAY_APPLY, queries.applicant_of(row)))


@transaction.atomic
def confirm(
    *,
    application: Application,
    key: str,
    says: str,
    source: str,
    source_on: date | None,
    by: User,
    upload: File[Any] | None = None,
) -> Application:
    """Confirm what holds on an unknown point (``points.Question.key``), by its source.

    An inspection and "on neither list" go on the organisation's record; what is said of an
    investigation stays with the case. Raises Refused: ``nothing_asked``, ``answer_unknown``,
    ``not_permitted``, ``own_case``, ``source_missing``, ``listing_needs_day``, and what the
    record says against it.
    """
    row = Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application.pk)
    asked = next((one for one in open_questions(row) if one.key == key), None)
    refuse_if_blocked(_against(row, asked, says, source, source_on, by))
    if asked is None or source_on is None:
        raise ValueError("A point that nobody asks about cannot be confirmed.")
    given: dict[str, Any] = {
        "organisation": row.organisation,
        "source": source,
        "source_on": source_on,
        "by": by,
        "upload": upload,
        "case": str(row),
    }
    if asked.point is Point.INSPECTION:
        facts = {"year": int(asked.about), "result": says}
        record.confirm(kind=FactKind.INSPECTION, facts=facts, **given)
    elif asked.point is Point.LISTS:
        record.confirm_lists(**given)
    _note(row, asked, says, source, by)
    return row


def _against(
    row: Application, asked: Question | None, says: str, source: str, on: date | None, by: User
) -> list[Reason]:
    reasons = []
    if asked is None or row.status not in (*IN_CHECK, RatingState.RETURNED):
        reasons.append(
            Reason(
                "nothing_asked",
                _("Nothing is unknown on this point any more."),
                _("Open the case again."),
            )
        )
    elif not points.label(asked.point, says):
        reasons.append(Reason("answer_unknown", _("Choose one of the answers.")))
    if row.case is None or not people.may(by, CONFIRM, body=row.case.holder_id):
        reasons.append(not_permitted())
    if queries.belongs_to(by, row.organisation_id):
        reasons.append(
            Reason(
                "own_case",
                _("You hold a post in this organisation, so you may not decide its rating."),
                _("Ask a colleague, or the section head to hand it over."),
                "回避",
            )
        )
    if not source.strip() or on is None:
        reasons.append(
            Reason(
                "source_missing",
                _("A fact needs its source."),
                _("Write where you read it: the document and its number, or the register."),
            )
        )
    if says == Listed.LISTED:
        reasons.append(
            Reason(
                "listing_needs_day",
                _("A listing goes on record with its day and ground."),
                _("Enter it on the organisation's record; the case then knows it."),
            )
        )
    return reasons


def _note(row: Application, asked: Question, says: str, source: str, by: User) -> None:
    """Mark the organisation's answer as confirmed, or keep the official's own."""
    done = {
        "confirmed_as": says,
        "confirmed_source": source.strip()[:200],
        "confirmed_by": by,
        "confirmed_at": clock.now(),
    }
    about = {"application": row, "point": asked.point, "about": asked.about}
    if not Answer.objects.filter(**about).update(**done):
        own = {"says": says, "source": source.strip()[:200], "by": by, "at": clock.now()}
        Answer.objects.create(**about, **own, **done)
    audit.record(
        "rating_point.confirmed",
        by=by,
        subject=f"ratings.application:{row.pk}",
        case=str(row),
        data={"point": asked.key, "says": says, "source": source.strip()[:200]},
        post=people.post_in(by, CONFIRM, row.case.holder_id) if row.case else "",
    )
