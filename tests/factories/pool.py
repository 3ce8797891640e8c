"""Offers and gifts of a charity pool in any state for tests."""

from datetime import timedelta
from typing import Any

from incubator.bases.models import Base
from incubator.pool import operations
from incubator.pool.models import PoolMatch, PoolOffer
from portal.accounts.models import User
from portal.core import clock
from tests import people
from tests.factories import programmes


def station() -> Base:
    """The base of the tests' bureau; its worker is ``people.person("base_worker")``."""
    return Base.objects.filter(office=people.body("bureau")).first() or programmes.base()


def offer(by: User | None = None, *, base: Base | None = None, **values: Any) -> PoolOffer:
    """Ten wheelchairs offered by a resident."""
    given = {
        "kind": "equipment",
        "title": "轮椅",
        "words": "用过一年，完好。",
        "quantity": 10,
        "unit": "辆",
        "until": clock.today() + timedelta(days=30),
        **values,
    }
    return operations.offer(base=base or station(), by=by or people.person("resident"), **given)


def listed(**values: Any) -> PoolOffer:
    """Taken into the pool."""
    return operations.take_in(offer=offer(**values), by=people.person("base_worker"))


def asked(of: PoolOffer | None = None, quantity: int = 2, by: User | None = None) -> PoolMatch:
    """Two of them asked for by our organisation's owner, for the organisation."""
    return operations.ask(
        offer=of or listed(),
        quantity=quantity,
        purpose="借给社区里行动不便的老人。",
        body=people.body("ours"),
        by=by or people.person("owner"),
    )


def asked_by_resident(of: PoolOffer, quantity: int) -> PoolMatch:
    """Asked for by somebody for themselves."""
    return operations.ask(
        offer=of, quantity=quantity, purpose="家里老人用。", by=people.person("stranger")
    )


def matched(of: PoolOffer | None = None, quantity: int = 2) -> PoolMatch:
    """Promised."""
    return operations.match(match=asked(of, quantity), by=people.person("base_worker"))


def handed(of: PoolOffer | None = None, quantity: int = 2) -> PoolMatch:
    """Handed over."""
    return operations.hand_over(match=matched(of, quantity), by=people.person("base_worker"))


def received(of: PoolOffer | None = None, quantity: int = 2) -> PoolMatch:
    """Received and acknowledged."""
    return operations.confirm(
        match=handed(of, quantity), by=people.person("owner"), thanks="老人们很高兴。"
    )


def in_state(row: Any, state: str) -> Any:
    """The row with its case set to a state without the steps that lead there (tables only)."""
    row.status = state
    if state == "received":
        row.handed_on = row.received_on = clock.today()
    case = row.case
    case.state = state
    case.waits_for = row.workflow.waits.get(state, "nobody")
    case.closed_at = None if row.workflow.is_open(state) else clock.now()
    case.save()
    row.save()
    return row
