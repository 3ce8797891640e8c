"""The end of residences in its phases, for the sweep by axe.

``READY`` is that of ``tests.journeys.states``, which takes it up. Each phase has an organisation of
its own for which the tests' owner acts.
"""

from collections.abc import Callable
from typing import Any

from incubator.exits import operations
from incubator.residence.models import Residence
from tests import people
from tests.factories import exits as make
from tests.factories import residences
from tests.journeys import rounds


def _phase(made: Callable[[], Residence], **more: Any) -> Callable[[], dict[str, Any]]:
    return lambda: {"pk": made().pk, **more}


def _near_end() -> Residence:
    row = make.near_end(rounds.body())
    make.lent(row, "笔记本电脑", "PC-07", kind="device")
    return row


def declared() -> dict[str, Any]:
    """A residence with a declared value that waits for judgement."""
    row = make.near_end(rounds.body())
    return {"pk": row.pk, "key": make.declared(row).pk}


def lent() -> dict[str, Any]:
    """Something that is still out while the organisation leaves."""
    row = _near_end()
    found = row.lent.get()
    operations.leave(residence=row, by=people.person("owner"), reason="搬到自有场地。")
    return {"pk": row.pk, "key": found.pk}


def follow_up() -> dict[str, Any]:
    """A graduate whose first follow-up is due."""
    row = make.followed(rounds.body())
    row.follow_ups.filter(months=3).update(due_on=residences.yesterday())
    return {"pk": row.pk, "months": 3}


def asked() -> dict[str, Any]:
    """A request to stay longer that waits for the leader."""
    return {"pk": make.asked(make.near_end(rounds.body())).residence_id}


near_end = _phase(_near_end)
item = _phase(_near_end, item="project")
ready = _phase(lambda: make.in_exit(rounds.body()))
proposed = _phase(lambda: make.proposed(rounds.body()).residence)
heard = _phase(lambda: make.heard(rounds.body(), oral=True).residence)
graduated = _phase(lambda: make.graduated(rounds.body()))

READY: dict[str, Callable[[], dict[str, Any]]] = {
    "exit_home": near_end,
    "exit_extension": near_end,
    "exit_leave": near_end,
    "exit_inventory": near_end,
    "exit_dissolve": near_end,
    "exit_propose": near_end,
    "exit_money": near_end,
    "exit_declare": item,
    "exit_declare_case": item,
    "exit_case": ready,
    "exit_finish": ready,
    "exit_judge": declared,
    "exit_receive": lent,
    "exit_hearing": proposed,
    "exit_minutes": heard,
    "exit_rule": heard,
    "exit_withdraw": graduated,
    "exit_extension_case": asked,
    "exit_follow_up": follow_up,
    "exit_follow_up_case": follow_up,
}
