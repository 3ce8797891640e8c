"""Reading divisions and bodies."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from portal.bodies.enums import OFFICES, SOCIAL_ORGANISATIONS, BodyKind, Level
from portal.bodies.models import Body, Division, FormerName

CITY = "150600"


def body(pk: int) -> Body:
    """The body with this id; Body.DoesNotExist when there is none."""
    return Body.objects.select_related("division").get(pk=pk)


def registries() -> QuerySet[Body]:
    """The registration authorities, the city's first."""
    return Body.objects.filter(kind=BodyKind.DEPARTMENT, name__regex="民政[局厅]$").order_by(
        "division__code"
    )


def registry_named(name: str, among: Iterable[Body] | None = None) -> Body | None:
    """The registration authority a list means: with or without region and city before its name."""
    plain = short_registry_name(name)
    return next(
        (found for found in among or registries() if short_registry_name(found.name) == plain),
        None,
    )


def short_registry_name(name: str) -> str:
    """A bureau's name without the region and city that lists put before a banner's."""
    plain = name.strip().removeprefix("内蒙古自治区").removeprefix("内蒙古")
    shorter = plain.removeprefix("鄂尔多斯市")
    return shorter if len(shorter) > 3 else plain


def beneath(bodies: Iterable[int]) -> frozenset[int]:
    """The ids of these bodies and of every body under them (parents two levels up at most)."""
    ids = list(bodies)
    return frozenset(
        Body.objects.filter(
            Q(pk__in=ids) | Q(parent__in=ids) | Q(parent__parent__in=ids)
        ).values_list("pk", flat=True)
    )


def offices_within(codes: Iterable[str]) -> frozenset[int]:
    """The ids of every office at or under these divisions."""
    places = Q(pk__in=[])
    for code in codes:
        places |= within(code)
    return frozenset(Body.objects.filter(places, kind__in=OFFICES).values_list("pk", flat=True))


def banners() -> QuerySet[Division]:
    """The city's banners and districts in code order."""
    return Division.objects.filter(level=Level.BANNER, parent=CITY).order_by("code")


def division(code: str) -> Division | None:
    """The division with this code, or the nearest one above it that exists."""
    chain = Division.objects.filter(code__in=[code[:length] for length in (15, 12, 9, 6)])
    found = sorted(chain, key=lambda d: len(d.code), reverse=True)
    return found[0] if found else None


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The names of these divisions, by code."""
    return dict(Division.objects.filter(code__in=list(codes)).values_list("code", "name"))


def within(code: str) -> Q:
    """A filter on ``division`` for everything at or under a division's code."""
    return Q(division__code__startswith=_prefix(code))


def lies_within(code: str, place: str) -> bool:
    """Whether the division with this code is, or lies under, another one."""
    return code.startswith(_prefix(place))


def divisions_under(code: str) -> QuerySet[Division]:
    """A division and every one under it, in code order."""
    return Division.objects.filter(code__startswith=_prefix(code)).order_by("code")


def _prefix(code: str) -> str:
    return code[:4] if code.endswith("00") and len(code) == 6 else code


def ids_by_code(codes: Iterable[str]) -> dict[str, int]:
    """{credit code: id} of the bodies, of whatever kind, that bear one of these codes."""
    found = Body.objects.filter(credit_code__in=codes).values_list("credit_code", "pk")
    return {code: pk for code, pk in found if code}


def codes_of_others() -> frozenset[str]:
    """The credit codes of bodies that are no social organisations."""
    others = Body.objects.exclude(kind__in=SOCIAL_ORGANISATIONS).exclude(credit_code=None)
    return frozenset(code for code in others.values_list("credit_code", flat=True) if code)


def of_ids(ids: Iterable[int]) -> QuerySet[Body]:
    """The bodies with these ids, with their divisions."""
    return Body.objects.filter(pk__in=ids).select_related("division")


def teams_like(words: str) -> QuerySet[Body]:
    """The active founding teams whose names hold these words."""
    found = Body.objects.filter(kind=BodyKind.FOUNDING_TEAM, active=True, name__icontains=words)
    return found.select_related("division").order_by("name")


def with_code(code: str) -> Body | None:
    """The body that bears a credit code, of whatever kind; None for an empty one."""
    return Body.objects.filter(credit_code=code).first() if code else None


def named(name: str) -> QuerySet[Body]:
    """The bodies that bear exactly this name today."""
    return Body.objects.filter(name=name.strip())


def former_names_of(ids: Iterable[int]) -> dict[int, set[str]]:
    """The names these bodies bore earlier, by body; bodies without any are left out."""
    found: dict[int, set[str]] = {}
    rows = FormerName.objects.filter(body__in=list(ids)).values_list("body_id", "name")
    for body_id, name in rows:
        found.setdefault(body_id, set()).add(name)
    return found


def of_kind(kind: str) -> QuerySet[Body]:
    """The active bodies of a kind, with their divisions."""
    return Body.objects.filter(kind=kind, active=True).select_related("division")
