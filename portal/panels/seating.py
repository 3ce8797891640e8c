"""Lots, seats and parts: what every draw does, the first one and those for substitutes.

The caller holds the lock of the panel's row.
"""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, days
from portal.notifications import operations as notifications
from portal.panels import drawing, queries
from portal.panels.enums import LETTERS
from portal.panels.experts import queries as experts
from portal.panels.experts.conditions import Excluded, Named, exclusions
from portal.panels.models import Draw, Entry, Panel, Part, Seat
from portal.permissions import Permission


def sift(entries: Sequence[Named]) -> tuple[list[int], list[Excluded]]:
    """The experts (by number, in order) free of every tie to these names, and the exclusions."""
    bodies = [entry.body for entry in entries if entry.body is not None]
    on, years = clock.today(), experts.tie_years()
    free, excluded = [], []
    for candidate in experts.candidates(bodies):
        found = list(exclusions(candidate, entries, on=on, years=years))
        excluded += found
        if not found:
            free.append(candidate.expert)
    return free, excluded


def hold(
    panel: Panel, entries: Sequence[Entry], size: int, *, by: User | None, reason: str = ""
) -> Draw:
    """Draw ``size`` experts (or as many as are free) for these entries, seat and tell them.

    Nobody is drawn who has or had a part in one of the entries.
    """
    free, excluded = sift([queries.named(entry) for entry in entries])
    sitting = set(
        Part.objects.filter(entry__in=entries).values_list("seat__expert", flat=True)
    ) | set(panel.seats.exclude(left_at=None).values_list("expert", flat=True))
    candidates = [expert for expert in free if expert not in sitting]
    seed, number = drawing.new_seed(), panel.draws.count()
    size_drawn = min(size, len(candidates))
    draw = Draw.objects.create(
        panel=panel,
        number=number,
        entry=entries[0] if number and len(entries) == 1 else None,
        seed=seed,
        size=size_drawn,
        candidates=candidates,
        excluded=[[row.expert, row.code, row.name] for row in excluded],
        drawn=drawing.drawn(seed, candidates, size_drawn),
        digest=drawing.digest(seed, candidates, size_drawn),
        reason=reason,
        drawn_by=by,
        drawn_at=clock.now(),
    )
    _seat(draw, entries)
    audit.record(
        "panel.drawn",
        by=by,
        subject=f"panels.panel:{panel.pk}",
        data={"draw": number, "seed": seed, "digest": draw.digest, "drawn": draw.drawn},
    )
    return draw


def fill(entry: Entry, *, by: User | None) -> Draw | None:
    """Draw substitutes for an entry that has too few members left; tell the office if none is.

    Returns the draw, or None when there are enough members, or nobody can be drawn.
    """
    wanted = queries.minimum() - queries.members(entry).count()
    if entry.completed_at is not None or wanted <= 0:
        return None
    free, _excluded = sift([queries.named(entry)])
    taken = Part.objects.filter(entry=entry).values_list("seat__expert", flat=True)
    left = entry.panel.seats.exclude(left_at=None).values_list("expert", flat=True)
    if not set(free) - set(taken) - set(left):
        tell_office(entry.panel, "panel_short", name=entry.name, once=f"{entry.pk}:{len(taken)}")
        return None
    return hold(entry.panel, [entry], wanted, by=by)


def tell(panel: Panel, key: str, *, to: Iterable[User], once: str) -> None:
    """Tell experts about a panel."""
    notifications.notify(
        key=key,
        to=to,
        params={
            "title": panel.title,
            "day": days.date_words(panel.due_on) if panel.due_on else "",
            "office": panel.office.name,
        },
        url=reverse("panel_seat", args=[panel.pk]),
        office=panel.office_id,
        unique=f"panel:{panel.pk}:{key}:{once}",
    )


def tell_office(panel: Panel, key: str, *, name: str = "", once: str = "") -> None:
    """Tell those who convene panels in the office."""
    notifications.notify(
        key=key,
        to=people.holders(Permission.PANEL_CONVENE, panel.office_id),
        params={"title": panel.title, "name": name},
        url=reverse("panel", args=[panel.pk]),
        office=panel.office_id,
        unique=f"panel:{panel.pk}:{key}:{once}",
    )


def _seat(draw: Draw, entries: Sequence[Entry]) -> None:
    seats = {seat.expert_id: seat for seat in draw.panel.seats.all()}
    for expert in draw.drawn:
        if expert not in seats:
            seats[expert] = Seat.objects.create(
                panel=draw.panel, expert_id=expert, draw=draw, letter=_letter(len(seats))
            )
    drawn = [seats[expert] for expert in draw.drawn]
    Part.objects.bulk_create(Part(seat=seat, entry=entry) for seat in drawn for entry in entries)
    told = User.objects.filter(expert__in=draw.drawn)
    tell(draw.panel, "panel_drawn", to=told, once=str(draw.number))


def _letter(number: int) -> str:
    rounds, rest = divmod(number, len(LETTERS))
    return LETTERS[rest] + (str(rounds + 1) if rounds else "")
