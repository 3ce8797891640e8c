"""Grants that are applied for: what the organisation asks for, judged at once with every reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.grants import grounds, offering, operations, tallies
from incubator.grants.enums import DEAD
from incubator.grants.grounds import ALL, Ground
from incubator.grants.models import Claim
from incubator.grants.others import CLAUSE
from incubator.grants.reckoning import Reckoned, reckon
from incubator.grants.slots import PLAN
from incubator.incentives.enums import Measure
from incubator.incentives.models import SchemeVersion
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import operations as files
from portal.organisations.lineage import operations as lineage
from portal.organisations.lineage import queries as families

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation


@dataclass(frozen=True, slots=True)
class Application:
    """What somebody asks for: in words, perhaps an amount (fen), perhaps papers in one file."""

    plan: str
    asked: int | None = None
    upload: File[Any] | None = None


def applicable(version: SchemeVersion | None) -> bool:
    """Whether organisations apply under this version themselves."""
    return version is not None and version.scheme.measure == Measure.FLAT


def preview(version: SchemeVersion, organisation: Organisation) -> Reckoned:
    """What would be due to an organisation that applies today for all that the table gives."""
    return reckon(
        version, _ground(version, organisation, None), families.ancestors(organisation.pk),
        asked_on=clock.today(),
    )  # fmt: skip


def apply_for(
    *, version: SchemeVersion, organisation: Organisation, application: Application, by: User
) -> Claim:
    """Apply: the claim is made and handed in at once, or nothing is.

    Raises Refused with every reason: ``no_money_post``, ``not_applied_for``, ``elsewhere``,
    ``plan_missing``, ``account_missing``, ``struck_off``, ``not_beside``, those of
    ``others.GRANT``, and the file's reasons.
    """
    operations.refuse_without_money_post(organisation.pk, by)
    against = _against(version, organisation, application)
    if not applicable(version):
        raise Refused(*against)
    with transaction.atomic():
        row = _claimed(version, organisation, application, by, against)
        if application.upload is not None:
            owner = files.Owner(body=organisation.pk, user=by.pk)
            row.plan_file = files.store(
                upload=application.upload, slot=PLAN, owner=owner, by=by, case=str(row)
            )
            row.save(update_fields=["plan_file"])
        return row


def _claimed(
    version: SchemeVersion,
    organisation: Organisation,
    application: Application,
    by: User,
    against: list[Reason],
) -> Claim:
    """The claim made and handed in; Refused with ``against`` and all that the claim adds."""
    family = lineage.hold(organisation.pk)
    ground = _ground(version, organisation, application.asked)
    now = reckon(version, ground, family, asked_on=clock.today())
    row = offering.prepared(version, organisation, ground, now)
    row.plan = application.plan.strip()
    row.lineage_key = tallies.key_of(
        version.scheme_id, organisation.pk, ground.entry, family, ground.occasion
    )
    before = _before(row, family)
    made = None if before else offering.opened(row)
    if made is None:
        raise Refused(*against, _twice(row, before))
    try:
        done = operations.claim(claim=made, by=by)
    except Refused as refusal:
        raise Refused(*against, *refusal.reasons) from None
    if against:
        raise Refused(*against)
    return done


def _ground(version: SchemeVersion, organisation: Organisation, asked: int | None) -> Ground:
    today = clock.today()
    return Ground(
        organisation.pk, ALL, today, occasion=grounds.occasion(version, today), asked=asked
    )  # fmt: skip


def _against(
    version: SchemeVersion, organisation: Organisation, application: Application
) -> list[Reason]:
    found = []
    if not applicable(version):
        found.append(
            Reason(
                "not_applied_for",
                _("Nobody applies for this money: it is offered when its ground is there."),
                _("See under “Money for us” whether something waits for you."),
            )
        )
    office = version.scheme.office
    if not bodies.lies_within(organisation.body.division_id, office.division_id):
        found.append(
            Reason(
                "elsewhere",
                _("%(office)s pays organisations of its own area only."),
                _("Look for the schemes of your own bureau."),
                params={"office": office.name},
            )
        )
    if not application.plan.strip():
        found.append(
            Reason("plan_missing", _("It is not said what the money is for."), _("Write it down."))
        )
    return found


def _before(row: Claim, family: frozenset[int]) -> Claim | None:
    """The claim that the organisation, or one it came from, has on this occasion; its own first."""
    others = Claim.objects.filter(
        scheme=row.scheme_id, organisation__in=family, occasion=row.occasion
    )
    found = list(others.exclude(status__in=DEAD).select_related("case").order_by("pk"))
    own = (one for one in found if one.organisation_id == row.organisation_id)
    return next(own, found[0] if found else None)


def _twice(row: Claim, before: Claim | None) -> Reason:
    if before is None or before.organisation_id != row.organisation_id:
        return Reason(
            "applied_already",
            _("There is a claim under this scheme already, yours or that of an organisation that "
              "yours came from."),
            _("You find your own under “Money for us”. The same is not paid twice."),
            CLAUSE,
        )  # fmt: skip
    return Reason(
        "applied_already",
        _("There is a claim under this scheme already: %(number)s."),
        _("You find it under “Money for us”. The same is not paid twice."),
        CLAUSE,
        params={"number": str(before)},
    )
