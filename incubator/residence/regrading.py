"""Another tier for a running residence: support is computed anew by day, sheets stay."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.allowances import changing
from incubator.allowances.messages import TIER_CHANGED
from incubator.bases import queries as bases
from incubator.programmes import tiering
from incubator.programmes.models import Tier
from incubator.residence.enums import LIVING
from incubator.residence.models import Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, collect, not_permitted, refuse_if_blocked
from portal.notifications import operations as notifications
from portal.permissions import Permission

DECIDE = Permission.RESIDENCE_DECIDE
BASIS = "本市孵化入驻办法"


@dataclass(frozen=True, slots=True)
class TierFacts:
    """What is known when somebody gives a residence another tier."""

    may: bool = True
    own_case: bool = False
    lives: bool = True
    over: bool = False
    same: bool = False
    in_use: bool = True
    reason: str = ""


def allowed(facts: TierFacts) -> Iterator[Reason]:
    """Who decides on residences decides on tiers, not for an organisation of their own."""
    if not facts.may:
        yield not_permitted()
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You belong to this organisation, so you cannot decide."),
            _("A colleague without ties decides."),
            BASIS,
        )


def possible(facts: TierFacts) -> Iterator[Reason]:
    """A running residence, and a tier that is in use and another one."""
    if not facts.lives or facts.over:
        yield Reason(
            "residence_over",
            _("This residence no longer runs, so its tier stays."),
            _("Nothing needs to be done."),
        )
    if facts.same:
        yield Reason(
            "same_tier", _("The residence is in this tier already."), _("Choose another tier.")
        )
    if not facts.in_use:
        yield Reason("tier_inactive", _("The tier is not in use."), _("Choose another tier."))


def explained(facts: TierFacts) -> Iterator[Reason]:
    """The organisation reads why."""
    if not facts.reason.strip():
        yield Reason("words_missing", _("Say why, in words the applicant will read."))


CHANGE = (allowed, possible, explained)


@transaction.atomic
def change_tier(*, residence: Residence, tier: Tier, reason: str, by: User) -> Residence:
    """Give a running residence another tier from today on.

    Support is computed anew by day (``allowances.changing.recompute``); the review and exit sheets
    of the agreement stay. Raises Refused with every reason: ``not_permitted``, ``own_case``,
    ``residence_over``, ``same_tier``, ``tier_inactive``, ``words_missing``.
    """
    row = Residence.objects.select_for_update().get(pk=residence.pk)
    refuse_if_blocked(collect(CHANGE, _facts(row, tier, reason, by)))
    former = row.terms["tier"]
    row.terms = {
        **row.terms,
        "tier": {"id": tier.pk, "name": tier.name, "name_en": tier.name_en},
        "allowances": changing.recompute(
            residence=row,
            before=row.terms["allowances"],
            after=tiering.of_tier(tier, "allowances"),
            on=clock.today(),
            by=by,
            note=reason,
        ),
    }
    row.save(update_fields=["terms"])
    audit.record(
        "residence.tier_changed",
        by=by,
        subject=f"incubator.residence:{row.pk}",
        case=str(row),
        data={"from": former["name"], "to": tier.name, "note": reason},
        post=bases.post_in(by, DECIDE, row.base),
    )
    _tell(row, tier, reason)
    return row


def _facts(row: Residence, tier: Tier, reason: str, by: User) -> TierFacts:
    return TierFacts(
        may=bases.may(by, DECIDE, row.base),
        own_case=admission.belongs_to(by, row.body_id),
        lives=row.status in LIVING and row.ended_on is None,
        over=row.ends_on < clock.today(),
        same=row.terms["tier"]["id"] == tier.pk,
        in_use=tier.active,
        reason=reason,
    )


def _tell(row: Residence, tier: Tier, reason: str) -> None:
    notifications.notify(
        key=TIER_CHANGED.key,
        to=list(people.holders(Permission.ORGANISATION_EDIT, row.body_id)),
        params={"name": row.body.name, "tier": tier.name, "reason": reason},
        case=str(row),
        url=reverse("allowances", args=[row.body_id]),
        office=row.base.office_id,
    )
