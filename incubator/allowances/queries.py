"""Reading allowances and their ledger."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from incubator.allowances.enums import What
from incubator.allowances.models import Allowance, Entry
from incubator.bases import queries as bases
from incubator.bases.models import Base
from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.organisations.record import queries as record
from portal.permissions import Permission

ABNORMAL = "abnormal"
DISHONEST = "dishonest"


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of many allowances of one kind."""

    kind: str
    granted: int
    used: int
    lost: int


def current(body_id: int, kind: str, on: date) -> Allowance | None:
    """The allowance of an organisation for a kind of support on a day, or None."""
    return (
        Allowance.objects.filter(
            body=body_id,
            kind=kind,
            begins_on__lte=on,
            ends_on__gte=on,
            residence__ended_on=None,
        )
        .order_by("-begins_on")
        .first()
    )


def left(body_id: int, kind: str, on: date) -> int:
    """How much is left on a day, in the kind's unit; 0 when nothing was granted."""
    row = current(body_id, kind, on)
    return row.granted - row.used if row else 0


def frozen(body_id: int, on: date) -> frozenset[str]:
    """The credit lists that freeze an organisation's support on a day; empty when it flows."""
    return record.lists_on(body_id, on) & {ABNORMAL, DISHONEST}


def of_residence(residence_id: int) -> QuerySet[Allowance]:
    """Every allowance of a residence, by kind and period."""
    return Allowance.objects.filter(residence=residence_id)


def ledger(allowance_id: int) -> QuerySet[Entry]:
    """The entries of an allowance, oldest first."""
    return Entry.objects.filter(allowance=allowance_id).select_related("by")


def taken(about: str) -> Entry | None:
    """The entry by which a use took its allowance, or None when it took none."""
    return Entry.objects.filter(about=about, what="taken").select_related("allowance").first()


def visible_to(user: Anybody) -> QuerySet[Allowance]:
    """The allowances a person sees: of their organisation, or in a base where they work."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return _with(Q(body__in=mine) | Q(residence__base__in=_kept(user)))


def of_own(user: Anybody, body_id: int) -> QuerySet[Allowance]:
    """The allowances of an organisation for its own people; none for anybody else."""
    if body_id not in people.bodies_where(user, Permission.ORGANISATION_VIEW):
        return Allowance.objects.none()
    return _with(Q(body=body_id))


def of_kept(user: Anybody, body_id: int) -> QuerySet[Allowance]:
    """The allowances of an organisation in bases where a person looks after residences."""
    return _with(Q(body=body_id, residence__base__in=_kept(user)))


def in_base(user: Anybody, base_id: int, on: date) -> QuerySet[Allowance]:
    """The allowances that run in a base on a day, by organisation, for who works there."""
    kept = _kept(user).filter(pk=base_id)
    running = Q(begins_on__lte=on, ends_on__gte=on, residence__ended_on=None)
    return _with(running & Q(residence__base__in=kept)).order_by("body__name", "kind", "pk")


def lost(rows: Collection[int]) -> Mapping[int, int]:
    """How much of allowances (their ids) was lost by not coming."""
    lapsed = Entry.objects.filter(about=OuterRef("about"), what=What.LOST)
    taken = Entry.objects.filter(allowance__in=rows, what=What.TAKEN).filter(Exists(lapsed))
    sums = taken.order_by().values("allowance").annotate(sum=Sum("used"))
    return {row["allowance"]: row["sum"] for row in sums}


def totals(rows: QuerySet[Allowance]) -> list[Total]:
    """What all these allowances together grant, use and lose, by kind."""
    lapsed = Entry.objects.filter(about=OuterRef("about"), what=What.LOST)
    taken = Entry.objects.filter(allowance__in=rows.order_by().values("pk"), what=What.TAKEN)
    gone = taken.filter(Exists(lapsed)).order_by().values("allowance__kind")
    lost_by = {row["allowance__kind"]: row["sum"] for row in gone.annotate(sum=Sum("used"))}
    sums = rows.order_by("kind").values("kind").annotate(all=Sum("granted"), gone=Sum("used"))
    return [
        Total(row["kind"], row["all"], row["gone"], lost_by.get(row["kind"], 0)) for row in sums
    ]


def to_carry(today: date) -> QuerySet[Allowance]:
    """The allowances whose period is over and whose rest moves to a period that is there."""
    following = Allowance.objects.filter(
        residence=OuterRef("residence"), kind=OuterRef("kind"), begins_on__gt=OuterRef("begins_on")
    )
    return Allowance.objects.filter(
        Exists(following),
        carries_over=True,
        ends_on__lt=today,
        granted__gt=F("used"),
        residence__ended_on=None,
    ).order_by("begins_on", "pk")


def following(row: Allowance) -> Allowance | None:
    """The allowance of the next period of the same kind, or None."""
    later = Allowance.objects.filter(
        residence=row.residence_id, kind=row.kind, begins_on__gt=row.begins_on
    )
    return later.order_by("begins_on").first()


def wrong_sums() -> QuerySet[Allowance]:
    """The allowances whose figures are not the sums of their entries: always none."""
    summed = Allowance.objects.annotate(
        entered_granted=Coalesce(Sum("entries__granted"), 0),
        entered_used=Coalesce(Sum("entries__used"), 0),
    )
    return summed.exclude(entered_granted=F("granted"), entered_used=F("used"))


def _kept(user: Anybody) -> QuerySet[Base]:
    return bases.where(user, Permission.RESIDENCE_KEEP)


def _with(found: Q) -> QuerySet[Allowance]:
    return Allowance.objects.filter(found).select_related("body", "residence__base__body")
