"""Reading indicator sets."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When

from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.core.reasons import Reason, collect
from portal.law import queries as law
from portal.permissions import Permission
from ratings.schemes import checking, contents
from ratings.schemes.conditions import PointFacts
from ratings.schemes.contents import SheetContent
from ratings.schemes.enums import LETTER, SUB_KINDS, Nature
from ratings.schemes.models import Group, Item, Point, Upload, Version

EDIT, DECIDE = Permission.RATING_EDIT, Permission.RATING_DECIDE
STEP, LEAST, MOST = "ratings.step", "ratings.groups_least", "ratings.groups_most"


def versions() -> QuerySet[Version]:
    """Every version with its scheme, office and people; newest first."""
    return Version.objects.select_related("scheme__office", "changed_by", "published_by")


def published() -> QuerySet[Version]:
    """What anybody may read: published versions, those no longer used among them."""
    return versions().exclude(published_at=None)


def visible_to(user: Anybody) -> QuerySet[Version]:
    """What a person may read: what is published, and the drafts of their offices."""
    return versions().filter(Q(published_at__isnull=False) | Q(scheme__office__in=offices(user)))


def kept_by(user: Anybody) -> QuerySet[Version]:
    """The versions of the offices in which a person prepares or decides ratings."""
    return versions().filter(scheme__office__in=offices(user))


def offices(user: Anybody) -> frozenset[int]:
    """The offices in which a person prepares or decides ratings."""
    return people.bodies_where(user, EDIT) | people.bodies_where(user, DECIDE)


def may_edit(user: Anybody, version: Version) -> bool:
    """Whether a person prepares sheets in the office of this version."""
    return people.may(user, EDIT, body=version.scheme.office_id)


def may_publish(user: Anybody, version: Version) -> bool:
    """Whether a person publishes sheets of this office: who prepares them, or who decides."""
    office = version.scheme.office_id
    return people.may(user, EDIT, body=office) or people.may(user, DECIDE, body=office)


def in_use(kind: str, sub_kind: str, on: date) -> QuerySet[Version]:
    """The versions for an organisation of this type that hold on a day, the fitting first.

    Those of the sub-type stand before those of the whole legal type, newer ones before older.
    A version holds from the day it is published to the day before it is retired.
    """
    after = datetime.combine(on + timedelta(days=1), time(), clock.SHANGHAI)
    holds = published().filter(
        Q(retired_at=None) | Q(retired_at__gte=after),
        published_at__lt=after,
        scheme__kind=kind,
        scheme__sub_kind__in={sub_kind, ""},
    )
    fits = Case(When(scheme__sub_kind=sub_kind, then=Value(0)), default=Value(1))
    fits.output_field = IntegerField()
    return holds.order_by(fits, "-published_at", "-pk")


def published_for(
    kind: str, sub_kind: str, on: date, *, office: int | None = None
) -> Version | None:
    """The version for this type on a day, of an office when one is named; None: there is none.

    A sub-type without a sheet of its own takes the one of its legal type.
    """
    found = in_use(kind, sub_kind, on)
    if office is not None:
        found = found.filter(scheme__office=office)
    return found.first()


def tree(version: Version) -> list[Group]:
    """The groups of a version with their items and points, in three queries."""
    points = Prefetch("points", Point.objects.order_by("order", "pk"))
    items = Prefetch("items", Item.objects.order_by("order", "pk").prefetch_related(points))
    return list(version.groups.order_by("order", "pk").prefetch_related(items))


def content(version: Version) -> SheetContent:
    """What a version says, read in four queries."""
    found = Version.objects.filter(pk=version.pk).prefetch_related("bands", "groups__items__points")
    return contents.of(found.get())


def facts(version: Version) -> list[PointFacts]:
    """The points of a version as the arithmetic takes them, in one query."""
    rows = version.points.order_by("item__group__order", "item__order", "order", "pk")
    return [
        PointFacts(row.code, row.item.group.code, row.maximum, row.nature, row.may_not_apply)
        for row in rows.select_related("item__group")
    ]


def bands(version: Version) -> dict[str, Decimal]:
    """The lower bounds a version proposes, by grade (AAAAA …); a round may set its own."""
    return {band.letters: band.lower for band in version.bands.all()}


def vetoes(version: Version, met: Collection[str]) -> list[str]:
    """The best grades that these vetoes (codes) leave, as ``conditions.cap`` takes them."""
    rows = version.points.filter(nature=Nature.VETO, code__in=met)
    return [LETTER * (row.cap or 0) for row in rows]


def step() -> Decimal:
    """The smallest difference between two marks today (0.5: half points)."""
    return Decimal(law.rule(STEP, on=clock.today()).value) / 10


def faults(sheet: SheetContent) -> tuple[Reason, ...]:
    """Everything that is wrong or doubtful with a sheet; what blocks, bars its publication."""
    found = {row.key: row.value for row in law.rules((STEP, LEAST, MOST), on=clock.today())}
    known = checking.CheckFacts(
        content=sheet,
        step=Decimal(found[STEP]) / 10,
        groups_least=found[LEAST],
        groups_most=found[MOST],
    )
    return collect(checking.CHECKS, known)


def sub_kind_fits(kind: str, sub_kind: str) -> bool:
    """Whether a sub-type belongs to a legal type; blank always does."""
    return not sub_kind or sub_kind in SUB_KINDS.get(kind, ())


def upload(version: Version, pk: int) -> Upload | None:
    """The spreadsheet of this id that waits to be taken over into this draft."""
    return version.uploads.filter(pk=pk, taken_at=None).first()
