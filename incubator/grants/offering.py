"""The award that offers itself: a prepared claim when a grade is confirmed on the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from incubator.grants import queries, tallies, telling
from incubator.grants.conditions import last_day
from incubator.grants.enums import DEAD
from incubator.grants.grounds import Ground
from incubator.grants.models import Claim
from incubator.grants.reckoning import Reckoned, reckon
from incubator.incentives import queries as schemes
from incubator.incentives.enums import grade_code
from incubator.incentives.models import SchemeVersion
from portal.core import clock
from portal.organisations.lineage import operations as lineage
from portal.organisations.record import queries as record
from portal.workflow import engine

if TYPE_CHECKING:
    from portal.organisations.record.models import Grade
    from portal.organisations.register.models import Organisation


def offer_to(organisations: list[int]) -> list[Claim]:
    """Offer these organisations every award of a grade that is due to them now and not yet
    offered; returns the new claims. Asking again changes nothing."""
    made: list[Claim] = []
    awards = list(schemes.awards_on(clock.today()))
    earliest = min((version.starts_on for version in awards if version.starts_on), default=None)
    if earliest is None:
        return []
    for grade in record.grades_since(earliest, organisations):
        for version in queries.within_reach(grade.organisation, awards):
            claim = _offer(version, grade)
            made += [claim] if claim else []
    return made


def offer_under(version: SchemeVersion) -> list[Claim]:
    """Offer what a version that was just published gives to grades confirmed since its first
    day."""
    if version.starts_on is None or version.starts_on > clock.today():
        return []
    rows = record.grades_since(version.starts_on)
    found = sorted({grade.organisation_id for grade in rows})
    return offer_to(found)


@transaction.atomic
def _offer(version: SchemeVersion, grade: Grade) -> Claim | None:
    """A claim for one grade, prepared; None when nothing is due or it was offered before."""
    organisation = grade.organisation
    if organisation.struck_off or not _begins(version, grade):
        return None
    family = lineage.hold(organisation.pk)
    entry = grade_code(grade.grade)
    before = Claim.objects.filter(scheme=version.scheme_id, entry=entry)
    if (
        before.filter(organisation=organisation.pk, confirmed_on=grade.announced_on).exists()
        or before.filter(organisation__in=family).exclude(status__in=DEAD).exists()
    ):
        return None
    now = reckon(
        version,
        Ground(
            organisation.pk,
            entry,
            grade.announced_on,
            stands=record.grade_stands(organisation.pk, grade.announced_on, grade.grade),
        ),
        family,
        asked_on=clock.today(),
    )
    # Lists may be left until the claim is made: who is listed today sees the offer and the reason.
    if {reason.code for reason in now.due.reasons} - {"on_abnormal_list", "on_dishonest_list"}:
        return None
    return _open(
        version, grade, now, tallies.key_of(version.scheme_id, organisation.pk, entry, family)
    )


def _begins(version: SchemeVersion, grade: Grade) -> bool:
    return version.starts_on is not None and grade.announced_on >= version.starts_on


def _open(version: SchemeVersion, grade: Grade, now: Reckoned, key: int) -> Claim | None:
    ground = Ground(grade.organisation_id, grade_code(grade.grade), grade.announced_on)
    row = prepared(version, grade.organisation, ground, now)
    row.grade, row.lineage_key = grade, key
    return opened(row)


def prepared(
    version: SchemeVersion, organisation: Organisation, ground: Ground, now: Reckoned
) -> Claim:
    """A claim that is not stored yet, with its amount as reckoned."""
    had = -sum(line["fen"] for line in now.lines if line["what"] in ("had", "imported"))
    until = last_day(ground.confirmed_on, version.within)
    row = Claim(
        scheme=version.scheme,
        version=version,
        organisation=organisation,
        lineage_key=organisation.pk,
        entry=ground.entry,
        occasion=ground.occasion,
        base_id=ground.base,
        asked=ground.asked,
        confirmed_on=ground.confirmed_on,
        claim_until=until or ground.confirmed_on,
        amount=now.due.fen or max(1, version.capped.get(ground.entry, 0) - had),
        reckoning=now.lines,
    )
    row.account_shown = queries.account_shown(row)
    return row


def opened(row: Claim) -> Claim | None:
    """Store a prepared claim and tell its organisation; None when there is one already."""
    body = row.organisation.body
    opening = engine.Opening(applicant=body.name, holder_id=row.scheme.office_id, body_id=body.pk)
    try:
        with transaction.atomic():
            made = engine.open_case(row, opening, by=None, data={"amount": row.amount})[0]
    except IntegrityError:
        return None
    telling.send(made, "grant_offered")
    return made
