"""No double funding: which projects are the same, and which of their cases a reader may see."""

from collections.abc import Collection

from incubator.grants.queries import SEES
from incubator.ventures.enums import DELIVERING
from incubator.ventures.models import VentureProject
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.law import queries as law
from portal.permissions import Permission


def cases(project: VentureProject, family: Collection[int], by: User | None) -> list[str]:
    """The cases of contracts in force that fund the same project; none where the row allows it.

    The same: equal title, or a need of the same place and group. Told are their numbers, or ""
    for a case that ``by`` may not see.
    """
    if not int(law.rule("ventures.no_double", on=clock.today()).value):
        return []
    others = VentureProject.objects.filter(organisation__in=family, status__in=DELIVERING)
    found = others.exclude(pk=project.pk).select_related("case").prefetch_related("needs")
    mine = set(project.needs.values_list("place", "group"))
    same = [
        other
        for other in found
        if same_title(other.title, project.title)
        or mine & {(need.place_id, need.group) for need in other.needs.all()}
    ]
    seen = _numbers_seen(same, by) if same else {}
    return [seen.get(other.pk, "") for other in same]


def _numbers_seen(rows: list[VentureProject], by: User | None) -> dict[int, str]:
    """Those of these projects' numbers that a person may see; all of them for the portal."""
    if by is None:
        return {row.pk: str(row) for row in rows}
    offices = frozenset().union(*(people.bodies_where(by, one) for one in SEES))
    own = people.bodies_where(by, Permission.ORGANISATION_VIEW)
    return {
        row.pk: str(row)
        for row in rows
        if row.organisation_id in own or (row.case and row.case.holder_id in offices)
    }


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for spaces and letters' case; empty ones never are."""
    plain = ["".join(text.split()).casefold() for text in (one, other)]
    return bool(plain[0]) and plain[0] == plain[1]
