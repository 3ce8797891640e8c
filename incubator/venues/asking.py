"""Gathering what speaks for or against a wish, for one day or for a weekly series."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from incubator.allowances import queries as allowances
from incubator.allowances.enums import SupportKind
from incubator.venues import free, offers, queries
from incubator.venues.conditions import BOOK, Asked
from incubator.venues.offers import Offer, Wish
from incubator.venues.parties import Party
from portal.core import clock
from portal.core.reasons import Reason, collect

HELPED_BY_OFFERS = frozenset({"taken", "room_closed"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a wish: the reasons against it and the nearest free times."""

    wish: Wish
    reasons: tuple[Reason, ...]
    offers: tuple[Offer, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether nothing stands against it."""
        return not self.reasons


def ask(wish: Wish, party: Party, *, state: free.State | None = None, near: bool = True) -> Answer:
    """Every reason against a wish; with ``near``, the nearest free times for one that is taken."""
    state = state or free.read([wish.room], wish.day, wish.day, key=party.key)
    asked = _gathered(wish, party, state)
    reasons = collect(BOOK, asked)
    if not near or not HELPED_BY_OFFERS & {reason.code for reason in reasons}:
        return Answer(wish, reasons)
    found = tuple(offers.nearest(wish, kind=party.kind, key=party.key))
    reasons = collect(BOOK, replace(asked, offers=tuple(str(offer) for offer in found)))
    return Answer(wish, reasons, found)


def weekly(wish: Wish, weeks: int) -> list[Wish]:
    """The same time in this and the following weeks."""
    return [replace(wish, day=wish.day + timedelta(weeks=n)) for n in range(weeks)]


def ask_all(wishes: Iterable[Wish], party: Party) -> list[Answer]:
    """Every wish of a series with what stands against it, in their order."""
    wanted = list(wishes)
    state = free.read([wanted[0].room], wanted[0].day, wanted[-1].day, key=party.key)
    return [ask(wish, party, state=state) for wish in wanted]


def allowance_left(party: Party, wish: Wish) -> int | None:
    """What the organisation has left on that day; None for users without an allowance."""
    if party.body is None:
        return None
    row = allowances.current(party.body.pk, SupportKind.ROOMS, wish.day)
    return row.granted - row.used if row else None


def _gathered(wish: Wish, party: Party, state: free.State) -> Asked:
    room, span = wish.room, (wish.first, wish.until)
    number, minutes = queries.week_use(party.key, wish.day)
    left = allowance_left(party, wish)
    closure = state.closure(room, wish.day, span)
    return Asked(
        room_name=room.name,
        room_kind=room.kind,
        room_active=room.active and room.base.active,
        capacity=room.capacity,
        open_to=room.open_to,
        price_fen=room.price_fen_per_hour,
        day=wish.day,
        first=wish.first,
        minutes=wish.minutes,
        people=wish.people,
        user_kind=party.kind,
        now=state.now,
        latest=clock.day(state.now) + timedelta(days=state.limits.ahead),
        limits=state.limits,
        open=tuple(state.open.get((room.pk, wish.day), ())),
        clash=state.clash(room, wish.day, span),
        closed=closure.reason if closure else "",
        offers=(),
        week_number=number,
        week_minutes=minutes,
        allowance_left=left,
        frozen=left is not None
        and party.body is not None
        and bool(allowances.frozen(party.body.pk, clock.today())),
    )
