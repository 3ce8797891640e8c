"""What the pages of a residence show of its end."""

from collections.abc import Mapping
from typing import Any

from incubator.exits import following, items, limits, queries
from incubator.residence.enums import BEFORE_LEAVING, LIVING, ResidenceState
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.core import clock

State = ResidenceState


def context(residence: Residence, user: User) -> Mapping[str, Any]:
    """The short form, for the two pages of the residence: what is next, and the way there."""
    status = residence.status
    merged = getattr(residence, "has_taken_over", True)
    return {
        "residence": residence,
        "living": status in LIVING,
        "exit_open": status == State.EXIT,
        "hearing": status in (State.HEARING, State.HEARD),
        "may_speak": status == State.HEARING,
        "leaving": status == State.LEAVING,
        "ended": residence.ended_on is not None,
        "diploma": queries.diploma_of(residence) if residence.ended_on else None,
        "ask_by": limits.ask_by(residence) if status in LIVING else None,
        "asked": status in LIVING and getattr(residence, "has_asked", False),
        "extended": residence.extended_by,
        "follow_up": _due(residence),
        "today": clock.today(),
        "taken_over": list(queries.taken_over_by(residence.body_id)) if merged else [],
    }


def whole(residence: Residence) -> dict[str, Any]:
    """The long form, for the pages of the end; in a constant number of queries."""
    over = residence.ended_on is not None
    ending = queries.ending_of(residence) if over else None
    running = residence.status in BEFORE_LEAVING
    extensions = list(queries.extensions_of(residence))
    return inventory(residence) | {
        "living": residence.status in LIVING,
        "items": [] if over else items.of(residence),
        "midterm": residence.midterm_passed_on,
        "ending": ending,
        "diploma": queries.diploma_of(residence) if over else None,
        "extensions": extensions,
        "asked": next((one for one in extensions if not one.answer), None),
        "ask_by": limits.ask_by(residence) if running else None,
        "most_months": limits.most_months(residence),
        "hearings": list(queries.hearings_of(residence)),
        "follow_ups": [
            {"row": row, "due": following.due_today(row, clock.today())}
            for row in (queries.follow_ups_of(residence) if over else [])
        ],
    }


def inventory(residence: Residence) -> dict[str, Any]:
    """What was lent, and the support money."""
    lent = list(queries.lent_to(residence))
    entries = list(queries.entries_of(residence))
    return {
        "residence": residence,
        "case": residence.case,
        "running": residence.status in BEFORE_LEAVING,
        "lent": lent,
        "out": sum(one.back_on is None for one in lent),
        "entries": entries,
        "money": queries.summed(queries.paid(residence), entries),
    }


def _due(residence: Residence) -> Any:
    if residence.ended_on is None:
        return None
    found = queries.follow_ups_of(residence).filter(reached="")
    return found.filter(due_on__lte=clock.today()).first()
