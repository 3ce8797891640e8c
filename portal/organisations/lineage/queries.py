"""Reading where organisations came from. Only links in force count: confirmed, not reversed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from portal.accounts import queries as people
from portal.organisations.lineage import walk
from portal.organisations.lineage.models import LineageLink, LineageObjection
from portal.organisations.lineage.walk import Edge
from portal.organisations.record import queries as record
from portal.organisations.register import queries as register
from portal.organisations.register.models import Organisation


def ancestors(organisation_id: int, on: date | None = None) -> frozenset[int]:
    """The organisation itself and every predecessor, however far back; one query.

    Awards and grades of all of them count as its own: each child of a split inherits, a merged
    one inherits from both sides. What a sibling earned after a split does not. ``on`` leaves out
    what happened after a day.
    """
    return walk.ancestors(edges(on), organisation_id)


def descendants(organisation_id: int, on: date | None = None) -> frozenset[int]:
    """The organisation itself and all that came out of it, however far on; one query."""
    return walk.descendants(edges(on), organisation_id)


def family(ids: Iterable[int], on: date | None = None) -> Mapping[int, frozenset[int]]:
    """``ancestors`` of each of these organisations, in one query however many there are."""
    known = edges(on)
    return {one: walk.ancestors(known, one) for one in ids}


def relatives(organisation_id: int) -> frozenset[int]:
    """Everybody whom links in force connect with the organisation, siblings too; one query."""
    return walk.relatives(edges(), organisation_id)


def root(organisation_id: int) -> int:
    """The smallest id among ``relatives``: one key for a whole family; one query.

    What holds: an organisation and each of its predecessors have the same root at any moment, so
    UNIQUE(root, scheme, grade) lets two of them be paid at most once **while links stand still**.
    What does not: (1) siblings of a split share the root as well, though each may earn what their
    parent never had, so such a constraint is stricter than the law; (2) when two lineages merge,
    the greater of the two roots gives way to the smaller, and rows stored under the greater keep
    it; a reversal parts a family again. So a stored root is never the only check: ask
    ``ancestors`` in the transaction that writes, after ``operations.hold`` has locked the family.
    """
    return min(relatives(organisation_id))


def links_of(organisation_id: int) -> QuerySet[LineageLink]:
    """Every link and counter-entry that names the organisation, whatever its state, newest first.

    With both bodies, the file, both officials and the case: one query for a page.
    """
    named = Q(parent=organisation_id) | Q(child=organisation_id)
    return _shown(LineageLink.objects.filter(named))


def between(keys: Collection[int]) -> QuerySet[LineageLink]:
    """The links in force between these organisations, newest first; one query."""
    found = LineageLink.objects.filter(in_force=True, parent__in=keys, child__in=keys)
    return _shown(found)


def visible_to(user: people.Anybody) -> QuerySet[LineageLink]:
    """The links whose predecessor or successor has a record that a person may open."""
    seen = record.visible_to(user).order_by().values("pk")
    return _shown(LineageLink.objects.filter(Q(parent__in=seen) | Q(child__in=seen)))


def objections_to(links: Collection[int]) -> dict[int, list[LineageObjection]]:
    """What was said against these links, newest first, by link; one query."""
    found: dict[int, list[LineageObjection]] = {}
    rows = LineageObjection.objects.filter(link__in=links)
    for row in rows.select_related("organisation__body", "made_by", "answered_by"):
        found.setdefault(row.link_id, []).append(row)
    return found


def predecessors_named(words: str) -> list[Organisation]:
    """Every organisation that this code or name means, also a former name; struck off or not."""
    return list(register.by_code_or_name_exact(words)[:2]) if words.strip() else []


def edges(on: date | None = None) -> list[Edge[int]]:
    """The links in force, as pairs to walk; those that had happened by a day, if one is given."""
    found = LineageLink.objects.filter(in_force=True).order_by()
    rows = found.values_list("parent_id", "child_id", "happened_on")
    return walk.known_on((Edge(*row) for row in rows), on)


def _shown(rows: QuerySet[LineageLink]) -> QuerySet[LineageLink]:
    return rows.select_related(
        "parent__body",
        "child__body",
        "child__registry",
        "file",
        "case__holder__parent",
        "case__handler",
        "recorded_by",
        "confirmed_by",
        "reverses__case",
    ).order_by("-happened_on", "-pk")
