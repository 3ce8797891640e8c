"""Reading the pool: what is on offer, one's own offers and gifts, a station's work."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from incubator.admission import queries as admission
from incubator.bases import queries as bases
from incubator.bases.models import Base
from incubator.pool.acts import AskFacts, Facts, OfferFacts
from incubator.pool.enums import HOLDING, ON_THE_WAY, MatchState, OfferState
from incubator.pool.models import PoolMatch, PoolOffer
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.bodies.enums import BodyKind
from portal.core import clock
from portal.law import queries as law
from portal.permissions import Permission

MANAGE = Permission.POOL_MANAGE
ASKERS = frozenset(
    {
        BodyKind.SOCIAL_GROUP,
        BodyKind.SOCIAL_SERVICE_INSTITUTION,
        BodyKind.FOUNDATION,
        BodyKind.COMMUNITY_GROUP,
        BodyKind.RESIDENTS_COMMITTEE,
    }
)
WITH = ("base__body", "base__office", "body", "person", "case__holder")
OF_MATCH = (
    "offer__base__body", "offer__base__office", "offer__case", "body", "person", "case__holder",
)  # fmt: skip


def on_offer(today: date) -> QuerySet[PoolOffer]:
    """What can be asked for today, the newest first."""
    found = PoolOffer.objects.filter(
        status=OfferState.LISTED, until__gte=today, promised__lt=F("quantity")
    )
    return found.select_related(*WITH)


def offers_of(user: User) -> QuerySet[PoolOffer]:
    """The offers of a person and of the organisations they belong to."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return PoolOffer.objects.filter(Q(person=user) | Q(body__in=mine)).select_related(*WITH)


def gifts_of(user: User) -> QuerySet[PoolMatch]:
    """What a person and their organisations asked for."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    found = PoolMatch.objects.filter(Q(person=user) | Q(body__in=mine))
    return found.select_related(*OF_MATCH)


def offers_kept(user: Anybody) -> QuerySet[PoolOffer]:
    """The offers to the stations whose pool a person keeps."""
    return PoolOffer.objects.filter(base__in=bases.where(user, MANAGE)).select_related(*WITH)


def gifts_kept(user: Anybody) -> QuerySet[PoolMatch]:
    """The parts of the offers of the stations whose pool a person keeps."""
    found = PoolMatch.objects.filter(offer__base__in=bases.where(user, MANAGE))
    return found.select_related(*OF_MATCH)


def way_of(offer: PoolOffer) -> QuerySet[PoolMatch]:
    """Where an offer went: what is promised, handed over or received."""
    found = PoolMatch.objects.filter(offer=offer, status__in=HOLDING)
    return found.select_related("body", "case").order_by("pk")


def with_offer(offers: QuerySet[PoolOffer]) -> QuerySet[PoolMatch]:
    """The parts of these offers."""
    return PoolMatch.objects.filter(offer__in=offers).select_related(*OF_MATCH)


def stations() -> QuerySet[Base]:
    """The stations that take gifts."""
    return bases.public().order_by("body__division__code", "pk")


def bodies_of(user: User) -> list[tuple[int, str]]:
    """The organisations for which a person may offer and ask: key and name."""
    found = people.kept_bodies(user, Permission.ORGANISATION_EDIT)
    return [(body.pk, body.name) for body in found if body.kind in ASKERS]


def arrived(base_ids: Any, first: date, last: date) -> QuerySet[PoolMatch]:
    """The gifts of stations that were received between two days, both included."""
    return PoolMatch.objects.filter(
        offer__base__in=base_ids,
        status=MatchState.RECEIVED,
        received_on__range=(first, last),
    ).select_related(*OF_MATCH)


def received_by(body_id: int, first: date, last: date) -> int:
    """How many gifts an organisation received between two days, both included."""
    found = PoolMatch.objects.filter(body=body_id, received_on__range=(first, last))
    return found.count()


def offer_facts(base: Base, kind: str, quantity: int, until: date) -> OfferFacts:
    """What is known when somebody offers."""
    today = clock.today()
    latest = today + timedelta(days=number("pool.offer_days"))
    return OfferFacts(kind, quantity, until, today, latest, base.active)


def ask_facts(offer: PoolOffer, quantity: int, mine: Q, own_offer: bool) -> AskFacts:
    """What is known when somebody asks; ``mine`` are the asker's matches."""
    waiting = PoolMatch.objects.filter(mine, status=MatchState.ASKED)
    return AskFacts(
        listed=offer.status == OfferState.LISTED,
        over=offer.until < clock.today(),
        quantity=quantity,
        left=offer.left,
        unit=offer.unit,
        own_offer=own_offer,
        asked_already=waiting.filter(offer=offer).exists(),
        open_asks=waiting.count(),
        most_open=number("pool.open_most"),
    )


def facts_of_offer(row: PoolOffer, by: User | None) -> Facts:
    """What the conditions of a step may ask of an offer."""
    return Facts(
        own_case=by is not None and _belongs(by, row),
        left=row.left,
        unit=row.unit,
        on_the_way=PoolMatch.objects.filter(offer=row, status__in=ON_THE_WAY).count(),
    )


def facts_of_match(row: PoolMatch, by: User | None) -> Facts:
    """What the conditions of a step may ask of a part of an offer."""
    return Facts(
        own_case=by is not None and _belongs(by, row),
        left=row.offer.left,
        quantity=row.quantity,
        unit=row.offer.unit,
        has_slip=row.slip_id is not None,
    )


def over(moment: datetime) -> list[PoolOffer]:
    """The listed offers whose last day is over and of which nothing is on its way."""
    today = clock.day(moment)
    found = PoolOffer.objects.filter(status=OfferState.LISTED, until__lt=today)
    return list(found.exclude(matches__status__in=ON_THE_WAY))


def all_given(_moment: datetime) -> list[PoolOffer]:
    """The listed offers of which everything was received."""
    found = PoolOffer.objects.filter(status=OfferState.LISTED, promised=F("quantity"))
    return list(found.exclude(matches__status__in=ON_THE_WAY))


def number_given(offer: PoolOffer) -> int:
    """How many pieces of an offer were received."""
    rows = PoolMatch.objects.filter(offer=offer, status=MatchState.RECEIVED)
    return int(rows.aggregate(total=Sum("quantity"))["total"] or 0)


def number(key: str) -> int:
    """The value of a rule today."""
    return int(law.rule(key, on=clock.today()).value)


def _belongs(by: User, row: PoolOffer | PoolMatch) -> bool:
    if row.person_id == by.pk:
        return True
    return row.body_id is not None and admission.belongs_to(by, row.body_id)
