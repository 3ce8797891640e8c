"""Reading the menu of support and the requests for it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Avg, Count, F, Q, QuerySet

from incubator.admission import queries as admission
from incubator.allowances import queries as allowances
from incubator.bases.models import Base
from incubator.residence import queries as residences
from incubator.residence.models import Residence
from incubator.support.acts import AskFacts, Facts
from incubator.support.enums import BOOKED_ELSEWHERE, WAITING, ItemKind, State, Who
from incubator.support.models import SupportItem, SupportRequest
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.bodies.enums import SOCIAL_ORGANISATIONS, BodyKind
from portal.core import clock, workdays
from portal.law import queries as law
from portal.permissions import Permission

ANSWER, MENU = Permission.SUPPORT_ANSWER, Permission.MENU_MANAGE
ASKERS = SOCIAL_ORGANISATIONS | {BodyKind.FOUNDING_TEAM}
SHOWN = ("base__body", "office")
WITH = ("case__holder", "item__base__body", "item__office", "body", "alternative")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader of the menu chose; empty values filter nothing."""

    kind: str = ""
    level: str = ""
    base: int | None = None


def menu(filters: Filters | None = None) -> QuerySet[SupportItem]:
    """The items on the menu, with how they were rated; those of bases out of use are left out."""
    chosen = filters or Filters()
    found = _rated(SupportItem.objects.filter(Q(base=None) | Q(base__active=True), published=True))
    if chosen.kind:
        found = found.filter(kind=chosen.kind)
    if chosen.level:
        found = found.filter(level=chosen.level)
    if chosen.base:
        found = found.filter(Q(base=chosen.base) | Q(base=None))
    return found


def kind_counts(filters: Filters) -> dict[str, int]:
    """How many items of each kind the menu holds, whatever kind is chosen."""
    found = menu(Filters(level=filters.level, base=filters.base)).order_by().values("kind")
    return {row["kind"]: row["n"] for row in found.annotate(n=Count("pk", distinct=True))}


def bases_on_menu() -> list[tuple[int, str]]:
    """The bases that offer something: key and name."""
    found = menu().exclude(base=None).order_by("base__body__name")
    return list(found.values_list("base", "base__body__name").distinct())


def visible_to(user: Anybody) -> QuerySet[SupportItem]:
    """The items a person may read: those on the menu, and those they keep."""
    keeps = _in_bodies(people.bodies_where(user, MENU) | people.bodies_where(user, ANSWER))
    on_menu = Q(published=True) & (Q(base=None) | Q(base__active=True))
    return _rated(SupportItem.objects.filter(on_menu | keeps))


def kept_by(user: Anybody) -> QuerySet[SupportItem]:
    """The items a person keeps: of their office, or of the base in which they work."""
    return _rated(SupportItem.objects.filter(_in_bodies(people.bodies_where(user, MENU))))


def answered_by(user: Anybody) -> QuerySet[SupportItem]:
    """The items for which a person answers requests."""
    return _rated(SupportItem.objects.filter(_in_bodies(people.bodies_where(user, ANSWER))))


def may(user: Anybody, permission: Permission, item: SupportItem) -> bool:
    """Whether a post carries a permission for an item: in its office or in its base."""
    in_base = item.base is not None and people.may(user, permission, body=item.base.body_id)
    return in_base or people.may(user, permission, body=item.office_id)


def requests_of(user: Anybody) -> QuerySet[SupportRequest]:
    """The requests of the organisations and founding teams a person belongs to."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return SupportRequest.objects.filter(body__in=mine).select_related(*WITH)


def requests_kept(user: Anybody) -> QuerySet[SupportRequest]:
    """The requests a person answers: for items of their office or of their base."""
    bodies = people.bodies_where(user, ANSWER)
    found = Q(item__office__in=bodies) | Q(item__base__body__in=bodies)
    return SupportRequest.objects.filter(found).select_related(*WITH)


def delivered(body_id: int, first: date, last: date) -> list[SupportRequest]:
    """The services an organisation was given between two days, both included, oldest first."""
    found = SupportRequest.objects.filter(
        body=body_id, status=State.DELIVERED, delivered_on__range=(first, last)
    )
    return list(found.select_related(*WITH).order_by("delivered_on", "pk"))


def delivered_in_base(base_id: int, first: date, last: date) -> int:
    """How many services a base delivered between two days, both included."""
    found = SupportRequest.objects.filter(
        item__base=base_id, status=State.DELIVERED, delivered_on__range=(first, last)
    )
    return found.count()


def over(moment: datetime) -> list[SupportRequest]:
    """The requests whose appointment has ended and whose result is not entered yet."""
    begun = SupportRequest.objects.filter(status=State.ACCEPTED, begins_at__lte=moment)
    return [row for row in begun if ends_at(row) <= moment]


def ends_at(row: SupportRequest) -> datetime:
    """When an appointment ends; ValueError while there is none."""
    if row.begins_at is None:
        raise ValueError("This request has no appointment.")
    return row.begins_at + timedelta(minutes=row.minutes)


def cancel_until(begins_at: datetime) -> datetime:
    """Until when cancelling returns the allowance."""
    return begins_at - timedelta(hours=number("support.cancel_before"))


def bodies_of(user: Anybody) -> list[tuple[int, str]]:
    """The organisations and founding teams for which a person may ask: key and name."""
    found = people.kept_bodies(user, Permission.ORGANISATION_EDIT)
    return [(body.pk, body.name) for body in found if body.kind in ASKERS]


def ask_facts(
    item: SupportItem, body_id: int, kind: str, wished_on: date, *, by_worker: bool
) -> AskFacts:
    """What is known when somebody asks; a worker may enter a call for a nearer day."""
    today, residence = clock.today(), residences.of_body(body_id)
    tiers = {tier.pk: tier.shown_name for tier in item.tiers.all()}
    ahead = 0 if by_worker else item.lead_days
    waiting = SupportRequest.objects.filter(body=body_id, status__in=WAITING)
    return AskFacts(
        published=item.published,
        booked_elsewhere=ItemKind(item.kind) in BOOKED_ELSEWHERE,
        team=kind == BodyKind.FOUNDING_TEAM,
        resident=residence is not None,
        tier_fits=not tiers or (residence is not None and _tier(residence) in tiers),
        form_fits=not item.form or (residence is not None and residence.form == item.form),
        for_residents=item.who == Who.RESIDENTS,
        for_teams=item.who == Who.TEAMS,
        tiers=list(tiers.values()),
        form=item.get_form_display() if item.form else "",
        wished_on=wished_on,
        earliest=earliest(item) if ahead else today,
        latest=latest(),
        open_requests=waiting.count(),
        most_open=number("support.open_most"),
        asked_already=waiting.filter(item=item, wished_on=wished_on).exists(),
    )


def takes(item: SupportItem, body_id: int, on: date) -> bool:
    """Whether asking takes an allowance: what is for residents always, else where it is granted."""
    if not item.allowance or residences.of_body(body_id) is None:
        return False
    granted = allowances.current(body_id, item.allowance, on) is not None
    return granted or item.who == Who.RESIDENTS


def earliest(item: SupportItem) -> date:
    """The first day one may wish for."""
    return workdays.add_working_days(clock.today(), item.lead_days).last_day


def latest() -> date:
    """The last day one may wish for, and the last day of an appointment."""
    return clock.today() + timedelta(days=number("support.appointment"))


def facts(
    row: SupportRequest,
    by: User | None,
    *,
    begins_at: datetime | None = None,
    new_begin: datetime | None = None,
) -> Facts:
    """What the conditions of every step may ask of a request."""
    return Facts(
        now=clock.now(),
        own_case=by is not None and admission.belongs_to(by, row.body_id),
        begins_at=begins_at or row.begins_at,
        new_begin=new_begin,
        latest=latest(),
        minutes=row.minutes,
        person=row.person,
    )


def may_be_rated(row: SupportRequest) -> bool:
    """Whether the time to rate a delivered service runs still, and nobody has rated it."""
    if row.status != State.DELIVERED or row.stars is not None or row.delivered_on is None:
        return False
    return clock.today() <= row.delivered_on + timedelta(days=number("support.rate_within"))


def number(key: str) -> int:
    """The value of a rule today."""
    return law.rule(key, on=clock.today()).value


def base_named(bases: QuerySet[Base], pk: int) -> Base | None:
    """One of these bases, or None."""
    return bases.filter(pk=pk).first()


def _tier(residence: Residence) -> int:
    return int(residence.terms.get("tier", {}).get("id", 0))


def _in_bodies(bodies: frozenset[int]) -> Q:
    return Q(office__in=bodies) | Q(base__body__in=bodies)


def _rated(found: QuerySet[SupportItem]) -> QuerySet[SupportItem]:
    """With ``stars`` (the mean, or None) and ``ratings`` (how many rated)."""
    rated = found.select_related(*SHOWN).prefetch_related("tiers")
    return rated.annotate(
        stars=Avg("requests__stars"),
        ratings=Count("requests__stars", filter=Q(requests__stars__isnull=False)),
    ).order_by(F("base").asc(nulls_first=True), "order", "pk")
