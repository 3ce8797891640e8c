"""The own ledger of awards: what a lineage may have at most, was awarded and was paid."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.grants.enums import DEAD
from incubator.grants.models import Claim, Tally
from incubator.incentives.models import SchemeVersion
from portal.core.reasons import Reason, Refused
from portal.organisations.lineage import queries as lineage


def key_of(
    scheme_id: int, organisation_id: int, entry: str, family: frozenset[int], occasion: str = ""
) -> int:
    """The key under which a lineage's claim stands: the smallest id of all its relatives.

    Where a sibling (neither before nor after it) holds it, its own id: after a split
    each child may earn what the parent never had. The caller holds the family.
    """
    root = lineage.root(organisation_id)
    live = Claim.objects.filter(scheme=scheme_id, lineage_key=root, entry=entry, occasion=occasion)
    holders = live.exclude(status__in=DEAD).values_list("organisation", flat=True)
    others = {holder for holder in holders if holder not in family}
    if others:
        others -= lineage.descendants(organisation_id)
    return organisation_id if others else root


def award(claim: Claim, version: SchemeVersion) -> None:
    """Count an approved claim. Raises Refused("over_the_highest") above the table's highest."""
    Tally.objects.get_or_create(
        scheme_id=claim.scheme_id, lineage_key=claim.lineage_key, occasion=claim.occasion
    )
    mine = _of(claim)
    mine.filter(highest__lt=version.highest).update(highest=version.highest)
    room = Q(awarded__lte=F("highest") - claim.amount)
    if not mine.filter(room).update(awarded=F("awarded") + claim.amount):
        raise Refused(
            Reason(
                "over_the_highest",
                _("With this the organisation would have more than the table gives at most."),
                _("Send it back; the check reckons it anew."),
            )
        )


def give_up(claim: Claim) -> None:
    """Take back the count of a claim that was approved and will not be paid."""
    _of(claim).update(awarded=F("awarded") - claim.amount)


def pay(claim: Claim, fen: int) -> None:
    """Count money that went out (or, negative, came back)."""
    _of(claim).update(paid=F("paid") + fen)


def _of(claim: Claim) -> QuerySet[Tally]:
    return Tally.objects.filter(
        scheme=claim.scheme_id, lineage_key=claim.lineage_key, occasion=claim.occasion
    )
