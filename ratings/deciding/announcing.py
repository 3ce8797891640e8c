"""The announcement of a round: letters, certificates, and the grades on the record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations.record import holdings, validity
from portal.organisations.record import operations as record
from portal.organisations.record.enums import FactKind
from portal.organisations.register.operations import Source
from portal.permissions import Permission
from portal.workflow import numbers
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.deciding import letters, queries, reckoning, refusals, steps
from ratings.deciding.models import Announcement, Decision, GradeCertificate
from ratings.rounds.models import Round
from ratings.schemes.conditions import plain

if TYPE_CHECKING:
    from portal.bodies.models import Body

PREFIX = "PJ"


@transaction.atomic
def announce(*, rating_round: Round, office: Body, by: User) -> Announcement:
    """Announce every confirmed result of a round: one letter for all, and one for each.

    Today fixes the days of the grades by the measure in force; certificates get their numbers
    and the grades go on the record, each with its event ``organisation.record_changed``.
    Raises Refused: ``nothing_to_announce``, ``own_case``, ``not_permitted``.
    """
    steps.ensure(by, office.pk)
    steps.ensure(by, office.pk, Permission.LETTERS_ISSUE)
    found = queries.in_state([office.pk], RatingState.CONFIRMED).filter(round=rating_round)
    rows = steps.still(found.order_by("pk"), RatingState.CONFIRMED)
    if not rows:
        raise Refused(refusals.nothing_to_announce())
    decided = {row.pk: steps.decision(row) for row in rows}
    listed = [(row, decided[row.pk].grade or 0) for row in rows]
    made = Announcement.objects.create(
        round=rating_round,
        office=office,
        letter=letters.issue_announcement(rating_round, office, listed, by=by),
        announced_on=clock.today(),
        at=clock.now(),
        by=by,
    )
    for row, grade in listed:
        _told(made, row, decided[row.pk], grade, by)
    return made


def _told(made: Announcement, row: Application, decision: Decision, grade: int, by: User) -> None:
    data = {"announcement": made.letter.number, "grade": grade}
    done = steps.take(row, "announce" if grade else "announce_none", by=by, data=data)
    decision.announcement = made
    decision.save(update_fields=["announcement"])
    if not grade:
        bounds = reckoning.bands(done).values()
        letters.issue_none(done, decision, plain(min(bounds)) if bounds else "", by=by)
        return
    certificate = _certify(made, done, grade)
    _put_on_record(made, done, certificate, by)
    letters.issue_grade(done, certificate, by=by)


def _certify(made: Announcement, row: Application, grade: int) -> GradeCertificate:
    first, last = validity.grade_days(made.announced_on)
    return GradeCertificate.objects.create(
        application=row,
        announcement=made,
        number=numbers.case_number(PREFIX),
        grade=grade,
        valid_from=first,
        valid_to=last,
    )


def _put_on_record(
    made: Announcement, row: Application, certificate: GradeCertificate, by: User
) -> None:
    facts = {
        "grade": certificate.grade,
        "announced_on": made.announced_on.isoformat(),
        "rating_body": made.office.name[:120],
        "number": certificate.number,
    }
    stands = holdings.current(row.organisation_id, FactKind.GRADE, _day(made.announced_on))
    statement = record.Statement(
        organisation=row.organisation_id,
        kind=FactKind.GRADE,
        facts=facts,
        replaces=stands.pk if stands else None,
    )
    source = Source(
        made.letter.number,
        made.announced_on,
        case=str(row),
        post=people.post_in(by, Permission.RATING_CHECK, made.office_id),
    )
    record.add_many([statement], source=source, by=by)


def _day(announced_on: date) -> dict[str, date]:
    return {"announced_on": announced_on}
