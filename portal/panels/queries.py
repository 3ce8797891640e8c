"""Reading panels: whose they are, how far they are, and what may be shown by now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.law.queries import rule
from portal.panels.enums import Declared, PanelState
from portal.panels.experts.conditions import Named
from portal.panels.models import Draw, Entry, Panel, Part, Seat
from portal.permissions import Permission

SEES = (Permission.PANEL_CONVENE, Permission.APPROVE, Permission.HISTORY_VERIFY)
ACTIVE = Q(seat__left_at=None) & ~Q(declared=Declared.TIE)


@dataclass(frozen=True, slots=True)
class Result:
    """How an entry stands; ``mean`` is None until every member has signed."""

    case_id: int
    name: str
    mean: Decimal | None
    complete: bool
    signed: int
    members: int


def results(panel_id: int) -> list[Result]:
    """How every entry of a panel stands, in the order of convening; ranking is not ours."""
    counted = Entry.objects.filter(panel=panel_id).annotate(
        members=Count("parts", filter=_of("parts")),
        signed=Count("parts", filter=_of("parts") & Q(parts__signed_at__isnull=False)),
    )
    return [
        Result(
            entry.case_id,
            entry.name,
            entry.mean,
            entry.completed_at is not None,
            entry.signed,
            entry.members,
        )
        for entry in counted.order_by("position")
    ]


def may_read(user: User, case_id: int) -> bool:
    """Whether a member may read the papers of a case: seated for it, "no tie" declared."""
    return Part.objects.filter(
        ACTIVE, seat__expert__user=user, entry__case_id=case_id, declared=Declared.CLEAR
    ).exists()


def cases_of(user: User, kind: str) -> QuerySet[Part, int]:
    """The case ids of a kind of panel that a member judges; as a subquery for the upper app."""
    found = Part.objects.filter(
        ACTIVE, seat__expert__user=user, declared=Declared.CLEAR, entry__panel__kind=kind
    )
    return found.values_list("entry__case_id", flat=True)


def member_count(panel_id: int, case_id: int) -> int:
    """How many members judge a case: seated, no tie declared."""
    return Part.objects.filter(ACTIVE, entry__panel=panel_id, entry__case_id=case_id).count()


def judges_of(kind: str, case_id: int) -> QuerySet[Part]:
    """The parts of those who judge a case of a kind of panel: seated, "no tie" declared."""
    found = Part.objects.filter(
        ACTIVE, entry__case_id=case_id, entry__panel__kind=kind, declared=Declared.CLEAR
    )
    return found.select_related("seat__expert__user").order_by("seat__letter")


def members_of(panel_id: int) -> list[User]:
    """The people who sit on a panel, in the order of their seats."""
    seats = Seat.objects.filter(panel=panel_id, left_at=None).select_related("expert__user")
    return [seat.expert.user for seat in seats]


def state(panel_id: int) -> PanelState:
    """Where a panel stands; Panel.DoesNotExist when there is none."""
    return state_of(with_rows().get(pk=panel_id))


def state_of(panel: Panel) -> PanelState:
    """Where a panel from ``with_rows`` stands."""
    if panel.completed_at is not None:
        return PanelState.COMPLETE
    if panel.drawn_at is None:
        return PanelState.CONVENED
    if short_entries(panel):
        return PanelState.SHORT
    waits = any(
        part.declared == Declared.NOTHING for entry in panel.entries.all() for part in acting(entry)
    )
    return PanelState.DECLARING if waits else PanelState.SCORING


def with_rows() -> QuerySet[Panel]:
    """Panels with office, entries, parts and seats, read in a fixed number of queries."""
    parts = Part.objects.select_related("seat__expert__user").order_by("seat__pk")
    return Panel.objects.select_related("office", "convened_by").prefetch_related(
        Prefetch("entries", Entry.objects.prefetch_related(Prefetch("parts", parts))),
        Prefetch("seats", Seat.objects.select_related("expert__user")),
        Prefetch("draws", Draw.objects.select_related("drawn_by", "entry")),
        "lines",
    )


def visible_to(user: User) -> QuerySet[Panel]:
    """The panels of the offices in which the person convenes, approves or oversees."""
    offices = frozenset().union(*(people.bodies_where(user, may) for may in SEES))
    return with_rows().filter(office__in=offices)


def seats_of(user: User) -> QuerySet[Seat]:
    """A person's seats that were not taken from them, the newest panel first."""
    return (
        Seat.objects.filter(expert__user=user, left_at=None)
        .select_related("panel__office", "expert")
        .prefetch_related(
            Prefetch("parts", Part.objects.select_related("entry").order_by("entry__position"))
        )
        .order_by("-panel_id")
    )


def waiting_for(user: User) -> int:
    """How many entries wait for this person's declaration or signature."""
    return (
        Part.objects.filter(ACTIVE, seat__expert__user=user, signed_at=None)
        .exclude(entry__completed_at__isnull=False)
        .count()
    )


def part_with_sheet(pk: int) -> Part:
    """A part with everything its sheet shows, in a fixed number of queries."""
    return (
        Part.objects.select_related("entry__panel", "seat__expert")
        .prefetch_related("scores", "entry__panel__lines")
        .get(pk=pk)
    )


def sees_panels(user: User) -> bool:
    """Whether any office's panels are shown to the person."""
    return any(people.may(user, may) for may in SEES)


def members(entry: Entry) -> QuerySet[Part]:
    """The parts of those who judge an entry: seated, no tie declared."""
    return Part.objects.filter(ACTIVE, entry=entry)


def acting(entry: Entry) -> list[Part]:
    """The same from the rows that were read with the panel."""
    return [
        part
        for part in entry.parts.all()
        if part.seat.left_at is None and part.declared != Declared.TIE
    ]


def short_entries(panel: Panel) -> list[Entry]:
    """Open entries of a drawn panel that have too few members left."""
    least = minimum()
    return [
        entry
        for entry in panel.entries.all()
        if panel.drawn_at and entry.completed_at is None and len(acting(entry)) < least
    ]


def minimum() -> int:
    """The fewest members that may judge an entry today."""
    return rule("panels.minimum", on=clock.today()).value


def named(entry: Entry) -> Named:
    """An entry as the exclusion reads it: with the body's former names."""
    former: Iterable[str] = ()
    if entry.body is not None:
        bodies = entry.body
        former = [bodies.name, *bodies.former_names.values_list("name", flat=True)]
    return Named(entry.name, entry.body_id, tuple(former), tuple(entry.people), tuple(entry.users))


def panels_of(kind: str, subject: str) -> Sequence[Panel]:
    """The panels about a subject of an upper app, the newest first."""
    return list(Panel.objects.filter(kind=kind, subject=subject))


def _of(path: str) -> Q:
    """The acting parts through a relation."""
    return Q(**{f"{path}__seat__left_at": None}) & ~Q(**{f"{path}__declared": Declared.TIE})
