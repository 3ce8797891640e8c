"""Dashboards of a base with residences in it, for the sweep by axe.

``READY`` is that of ``tests.journeys.states``, which takes it up.
"""

from collections.abc import Callable
from typing import Any

from tests.factories import programmes, residences
from tests.factories import venues as make
from tests.journeys import rounds


def busy() -> dict[str, Any]:
    """A base with a room, a residence, an exit evaluation that waits, and a graduate."""
    base = programmes.base()
    make.room(make.base(name=base.body.name))
    residences.residence(rounds.body(), base=base)
    residences.in_state(residences.residence(rounds.body(), base=base), "exit")
    residences.in_state(residences.residence(rounds.body(), base=base), "follow_up")
    return {"pk": base.pk}


def figure() -> dict[str, Any]:
    """The list behind one of its figures."""
    return {**busy(), "code": "residents"}


READY: dict[str, Callable[[], dict[str, Any]]] = {
    "base_dashboard": busy,
    "base_figure": figure,
}
