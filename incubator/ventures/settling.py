"""After the publicity: contracts, the waiting list, and money that comes free.

Whoever gives out the budget of a call locks in this order: public entry, call, project.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.ventures import letters, queries
from incubator.ventures.enums import Proposal
from incubator.ventures.models import VentureProject
from incubator.ventures.operations import lock_call, locked, step
from portal.accounts.models import User
from portal.core.reasons import Reason, Refused
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity import queries as publicities

if TYPE_CHECKING:
    from portal.workflow.publicity.models import PublicEntry


@transaction.atomic
def settle(project: VentureProject) -> None:
    """End a publicity whose days are over. Raises Refused while an objection is open."""
    found = publicities.of_case(project.case_id or 0).filter(outcome="")
    entry = found.select_for_update(of=("self", "publicity")).last()
    if entry is not None:
        publicity.settle(entry=entry)


@transaction.atomic
def stands(entry: PublicEntry) -> VentureProject:
    """Nobody objected with success: the contract is offered, or the project waits."""
    found = queries.of_case(entry.case_id)
    lock_call(found.call_id)
    row = locked(found)
    if row.proposal == Proposal.FUND:
        return _offered(step(row, "offer", by=None))
    return step(row, "wait", by=None)


def corrected(entry: PublicEntry, by: User, words: str) -> VentureProject:
    """The page was corrected and is public anew; amounts come from the budget, never from typing.

    Raises Refused("amount_by_check").
    """
    newer = entry.replaced_by
    if any(fact not in newer.facts for fact in entry.facts):
        raise Refused(
            Reason(
                "amount_by_check",
                _("Rank and amount are not changed by typing them."),
                _("Take the entry off the list instead."),
            )
        )
    return step(locked(queries.of_case(entry.case_id)), "correct", by=by, words=words)


def taken_off(entry: PublicEntry, by: User, words: str) -> VentureProject:
    """An objection was right: the project is not funded, and its money comes free."""
    row = step(locked(queries.of_case(entry.case_id)), "take_off", by=by, words=words)
    letters.refusal(row, words, by=by)
    return row


def deciders(entry: PublicEntry) -> Iterable[int]:
    """Who checked and who decided; they answer no objection to it (four eyes)."""
    row = queries.of_case(entry.case_id)
    return [pk for pk in (row.checked_by_id, row.decided_by_id) if pk]


@transaction.atomic
def move_up(project: VentureProject) -> VentureProject:
    """Offer the contract to the first of a waiting list whose amount fits.

    Raises Refused: ``short_of_budget``, and what stands against the organisation.
    """
    call = lock_call(project.call_id)
    row = locked(project)
    if (row.asked or 0) > queries.room(call):
        raise Refused(
            Reason("short_of_budget", _("The call has not enough money for the next project."))
        )
    return _offered(step(row, "call_up", by=None))


@transaction.atomic
def expire(project: VentureProject) -> VentureProject:
    """The waiting list has ended (the portal itself)."""
    return step(locked(project), "expire", by=None)


@transaction.atomic
def lapse(project: VentureProject) -> VentureProject:
    """The contract was not signed in time (the portal itself)."""
    return step(locked(project), "lapse", by=None)


def _offered(row: VentureProject) -> VentureProject:
    row.contract = letters.contract(row).number
    row.save(update_fields=["contract"])
    return row
