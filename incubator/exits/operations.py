"""How a residence ends: graduated, without graduation, left early, merged, de-registered."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.exits import diplomas, following, items, keeping, letters, queries
from incubator.exits.enums import Ruling
from incubator.exits.models import Ending
from incubator.residence.enums import Outcome
from incubator.residence.models import Residence
from incubator.residence.operations import take_step
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.organisations.register import queries as register

if TYPE_CHECKING:
    from portal.bodies.models import Body


@transaction.atomic
def ask_exit(*, residence: Residence, by: User) -> Residence:
    """Ask for the exit evaluation, as the organisation.

    Raises Refused: ``exit_before_midterm``, ``not_possible_now``, ``not_permitted``.
    """
    return take_step(residence, "ask_exit", by=by)


@transaction.atomic
def start_exit(*, residence: Residence, by: User) -> Residence:
    """Open the exit evaluation, as the office.

    Raises Refused: ``exit_before_midterm``, ``own_case``, ``not_possible_now``, ``not_permitted``.
    """
    return take_step(residence, "start_exit", by=by)


@transaction.atomic
def graduate(*, residence: Residence, by: User) -> Residence:
    """Graduate: freeze the items, issue the certificate and the letter, plan the follow-ups.

    Raises Refused: ``exit_item_not_met`` for every item that is not proven, ``own_case``,
    ``not_possible_now``, ``not_permitted``. Of two officials at once one graduates.
    """
    row = keeping.locked(residence)
    frozen = items.frozen(row)
    done = take_step(
        row,
        "graduate",
        by=by,
        known={"unproven": items.unproven(row)},
        data={"items": frozen},
        outcome=Outcome.GRADUATED,
    )
    end(done, Outcome.GRADUATED, by, frozen=frozen)
    ended = keeping.locked(done)
    diploma = diplomas.issue(ended, by)
    months = following.plan(ended)
    letters.issue(
        ended,
        letters.GRADUATED,
        by=by,
        certificate=diploma.number,
        months="、".join(str(number) for number in months),
    )
    return ended


@transaction.atomic
def finish(*, residence: Residence, by: User, reason: str) -> Residence:
    """End after the exit evaluation without graduation; the items are frozen as they stand.

    Raises Refused: ``words_missing``, ``own_case``, ``not_possible_now``, ``not_permitted``.
    """
    row = keeping.locked(residence)
    frozen = items.frozen(row)
    done = take_step(
        row,
        "finish",
        by=by,
        note=reason,
        data={"items": frozen},
        outcome=Outcome.FINISHED,
    )
    return end(done, Outcome.FINISHED, by, reason, frozen=frozen, kind=letters.FINISHED)


@transaction.atomic
def leave(*, residence: Residence, by: User, reason: str) -> Residence:
    """Leave early, as the organisation; it ends today and is confirmed by a letter.

    Raises Refused: ``words_missing``, ``not_possible_now``, ``not_permitted``.
    """
    done = take_step(residence, "leave", by=by, note=reason, outcome=Outcome.LEFT)
    return end(done, Outcome.LEFT, by, reason, kind=letters.LEFT, portal_writes=True)


@transaction.atomic
def dissolve(
    *, residence: Residence, by: User, reason: str, into: "Body | None" = None
) -> Residence:
    """End because the organisation merged (``into`` which one) or was de-registered.

    Raises Refused: ``merged_into_itself``, ``merged_into_struck_off``, ``words_missing``,
    ``own_case``, ``not_possible_now``, ``not_permitted``.
    """
    outcome = Outcome.MERGED if into is not None else Outcome.DISSOLVED
    if into is not None:
        _refuse_unless_it_takes_over(residence, into)
    data = {"into": into.pk} if into is not None else {}
    kind = letters.MERGED if into is not None else letters.DISSOLVED
    done = take_step(residence, "dissolve", by=by, note=reason, data=data, outcome=outcome)
    queries.hearings_of(done).filter(ruling="").update(
        ruling=Ruling.OVERTAKEN, decision=reason, decided_at=clock.now(), decided_by=by
    )
    return end(done, outcome, by, reason, into=into, kind=kind)


def run_out(residence: Residence) -> Residence:
    """Open the exit of a residence whose time is over (called when the time comes)."""
    return take_step(residence, "run_out", by=None)


def end(
    row: Residence,
    outcome: Outcome,
    by: User | None,
    reason: str = "",
    *,
    into: "Body | None" = None,
    frozen: list[dict[str, Any]] | None = None,
    kind: str = "",
    portal_writes: bool = False,
) -> Residence:
    """Keep how a residence ended, inside the act that ends it, and issue its letter.

    With ``portal_writes`` the portal itself issues the letter: the act is the organisation's.
    An open request to stay longer ends with the residence.
    """
    ended = keeping.locked(row)
    queries.extensions_of(ended).filter(answer="").update(
        answer="refused", decision=reason or str(outcome), decided_at=clock.now(), decided_by=by
    )
    Ending.objects.create(
        residence=ended,
        outcome=outcome,
        reason=reason.strip(),
        into=into,
        items=frozen or [],
        at=clock.now(),
        by=by,
    )
    if kind:
        writer = None if portal_writes else by
        going_on = into.name if into is not None else ""
        letters.issue(ended, kind, by=writer, reasons=reason, into=going_on)
    return ended


def _refuse_unless_it_takes_over(residence: Residence, into: "Body") -> None:
    found = []
    if into.pk == residence.body_id:
        found.append(
            Reason(
                "merged_into_itself",
                _("An organisation cannot merge into itself."),
                _("Choose the organisation that goes on."),
            )
        )
    kept = register.of_body(into)
    if kept is None or kept.struck_off:
        found.append(
            Reason(
                "merged_into_struck_off",
                _("The organisation that goes on is not on the register."),
                _("Check its name or code in the register."),
            )
        )
    if found:
        raise Refused(*found)
