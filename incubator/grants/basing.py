"""The operating award of a base: offered to whoever runs it when its grade of a year is public."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from incubator.bases.models import Base
from incubator.grants import grounds, offering, tallies
from incubator.grants.enums import DEAD
from incubator.grants.grounds import Ground
from incubator.grants.models import Claim
from incubator.grants.reckoning import reckon
from incubator.incentives import queries as schemes
from incubator.incentives.models import SchemeVersion
from incubator.yearly import queries as years
from incubator.yearly.models import Evaluation
from portal.bodies import queries as bodies
from portal.core import clock
from portal.organisations.lineage import operations as lineage
from portal.organisations.register import queries as register

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation


def offer_for_bases(bases: Collection[int] | None = None) -> list[Claim]:
    """Offer the operating awards of graded years, of these bases or of all, that were not offered
    yet. A base that nobody runs but its office is offered nothing. Asking again changes nothing.
    """
    made: list[Claim] = []
    awards = list(schemes.base_awards_on(clock.today()))
    earliest = min((one.starts_on for one in awards if one.starts_on), default=None)
    if earliest is None:
        return made
    for row in years.graded_since(earliest, bases):
        operator = operator_of(row.base)
        for version in _within_reach(row.base, awards) if operator else []:
            claim = _offer(version, row, operator) if operator else None
            made += [claim] if claim else []
    return made


def operator_of(base: Base) -> Organisation | None:
    """The organisation that runs a base: the one named, else the base itself when it is on the
    register of organisations; None otherwise.
    """
    return base.operator or register.of_body(base.body)


def _within_reach(base: Base, awards: list[SchemeVersion]) -> list[SchemeVersion]:
    code = base.body.division_id
    return [one for one in awards if bodies.lies_within(code, one.scheme.office.division_id)]


@transaction.atomic
def _offer(version: SchemeVersion, row: Evaluation, operator: Organisation) -> Claim | None:
    day = row.graded_on
    if operator.struck_off or day is None or version.starts_on is None or day < version.starts_on:
        return None
    family = lineage.hold(operator.pk)
    occasion = grounds.occasion(version, day, row.base_id, row.year)
    before = Claim.objects.filter(scheme=version.scheme_id, base=row.base_id, occasion=occasion)
    if before.filter(organisation=operator.pk).exists() or before.exclude(status__in=DEAD).exists():
        return None
    ground = Ground(operator.pk, row.grade, day, occasion=occasion, base=row.base_id)
    now = reckon(version, ground, family, asked_on=clock.today())
    if {reason.code for reason in now.due.reasons} - {"on_abnormal_list", "on_dishonest_list"}:
        return None
    claim = offering.prepared(version, operator, ground, now)
    claim.lineage_key = tallies.key_of(version.scheme_id, operator.pk, row.grade, family, occasion)
    return offering.opened(claim)
