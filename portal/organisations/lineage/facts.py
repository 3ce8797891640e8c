"""The facts on which links are judged, read from the register and the links that stand."""

from datetime import date

from django.db.models import QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.law.queries import rule
from portal.organisations.lineage import queries, walk
from portal.organisations.lineage.conditions import LinkFacts, PaperFacts, SecondFacts
from portal.organisations.lineage.enums import STANDING, LinkKind, LinkState
from portal.organisations.lineage.models import LineageLink, LineageObjection
from portal.organisations.register.models import Organisation
from portal.permissions import Permission


def of_link(
    parent: Organisation | None,
    child: Organisation,
    kind: str,
    happened_on: date | None,
    *,
    besides: int | None = None,
) -> LinkFacts:
    """What is known of a link; ``besides`` is the id of the row that is being confirmed."""
    today = clock.today()
    if parent is None:
        return LinkFacts(today=today, known=False, happened_on=happened_on)
    chosen = LinkKind(kind) if kind in LinkKind.values else LinkKind.RENAME
    row = rule(f"lineage.{chosen}_ends_parent", on=today)
    return LinkFacts(
        today=today,
        happened_on=happened_on,
        itself=parent.pk == child.pk,
        circle=walk.closes_circle(queries.edges(), parent.pk, child.pk),
        linked=_standing(parent.pk, child.pk, besides),
        parent_name=parent.body.name,
        parent_ended=parent.struck_off,
        must_end=bool(row.value),
        clause=row.clause,
        parent_since=parent.registered_on,
        child_since=child.registered_on,
    )


def of_papers(
    by: User,
    parent: Organisation | None,
    child: Organisation,
    *,
    kind: str,
    document: str,
    has_file: bool,
) -> PaperFacts:
    """What an official hands in for a new link."""
    return PaperFacts(
        competent=competent(by, child),
        party=_party(by, {child.pk, *([parent.pk] if parent else [])}),
        has_file=has_file,
        document=document,
        kind_known=kind in LinkKind.values,
    )


def of_reversal(
    by: User, link: LineageLink, *, grounds: str, document: str, has_file: bool
) -> PaperFacts:
    """What an official hands in against a link."""
    waiting = link.counter_entries.filter(status=LinkState.RECORDED).select_related("case").first()
    return PaperFacts(
        competent=competent(by, link.child),
        party=_party(by, {link.parent_id, link.child_id}),
        has_file=has_file,
        document=document,
        grounds_needed=True,
        grounds=grounds,
        open_number=str(waiting) if waiting else "",
        in_force=link.in_force,
    )


def of_second(link: LineageLink, by: User | None) -> SecondFacts:
    """What the second official must know, read anew."""
    about = None
    target = link.reverses
    if target is None:
        about = of_link(link.parent, link.child, link.kind, link.happened_on, besides=link.pk)
    return SecondFacts(
        link=about,
        same_official=by is not None and by.pk == link.recorded_by_id,
        own_entry=by is not None and by.pk == link.recorded_by_id,
        party=by is not None and _party(by, {link.parent_id, link.child_id}),
        objections=open_objections(link).count(),
        in_force=target is None or target.in_force,
    )


def open_objections(link: LineageLink) -> QuerySet[LineageObjection]:
    """The objections to a link, or a counter-entry, that nobody has answered."""
    return LineageObjection.objects.filter(link=link, answered_at=None)


def competent(by: User, child: Organisation) -> bool:
    """Whether a person confirms facts in the registry of the successor."""
    held = child.registry_id
    return held is not None and people.may(by, Permission.RECORD_CONFIRM, body=held)


def _party(by: User, organisations: set[int]) -> bool:
    return bool(organisations & people.bodies_where(by, Permission.ORGANISATION_VIEW))


def _standing(parent: int, child: int, besides: int | None) -> str:
    found = LineageLink.objects.filter(parent=parent, child=child, reverses=None)
    found = found.filter(status__in=STANDING).exclude(pk=besides or 0)
    live = [row for row in found.select_related("case") if row.in_force or not row.confirmed_at]
    return str(live[0]) if live else ""
