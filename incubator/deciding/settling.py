"""After publicity: offers, the reserve list, and places that come free.

Whoever touches places locks in this order: public entry, programme, application. So nobody
waits in a circle, and never are more places taken than there are.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.admission.enums import AdmissionState, Proposal
from incubator.admission.letters import Said
from incubator.admission.models import Application
from incubator.admission.operations import take
from incubator.deciding import queries
from incubator.programmes import operations as programmes
from incubator.programmes.models import Programme
from incubator.residence import operations as agreements
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.workflow.publicity import operations as publicity
from portal.workflow.publicity import queries as publicities
from portal.workflow.publicity.enums import Outcome

if TYPE_CHECKING:
    from portal.workflow.publicity.models import PublicEntry

logger = logging.getLogger(__name__)
State = AdmissionState


@transaction.atomic
def settle(application: Application) -> None:
    """End the publicity of an application whose days are over (called when the time comes).

    Raises Refused while an objection is open.
    """
    entry = _open_entry(application)
    if entry is not None:
        publicity.settle(entry=entry)


def stands(entry: PublicEntry) -> Application:
    """What follows when an entry stands: the agreement, or the reserve list."""
    row = _of(entry)
    lock_programme(row.programme_id)
    if row.proposal == Proposal.ADMIT:
        return _offered(take(row, "offer", by=None))
    done = take(row, "reserve", by=None)
    fill(done.programme_id)
    return done


def corrected(entry: PublicEntry, by: User, words: str) -> Application:
    """What follows when an entry was corrected and made public again in full."""
    return take(_of(entry), "correct", by=by, note=words)


def refused(entry: PublicEntry, by: User, words: str) -> Application:
    """What follows when an objection was right: not admitted, the place goes to the reserve."""
    row = _of(entry)
    lock_programme(row.programme_id)
    return _end(row, "refuse_after_objection", by, words)


def deciders(entry: PublicEntry) -> Iterable[int]:
    """Who checked and who decided the case; they answer no objection to it (four eyes)."""
    row = _of(entry)
    return [pk for pk in (row.checked_by_id, row.decided_by_id) if pk]


@transaction.atomic
def refuse_late(*, application: Application, by: User, words: str) -> Application:
    """Refuse who no longer meets the conditions, whatever was proposed; the place comes free.

    Raises Refused: ``words_missing`` and those of every step.
    """
    _take_off(application)
    lock_programme(application.programme_id)
    return _end(queries.latest(application), "refuse_late", by, words)


@transaction.atomic
def decline(*, application: Application, by: User) -> Application:
    """Give up what was offered or proposed; the place goes to the first on reserve."""
    _take_off(application)
    lock_programme(application.programme_id)
    row = _released(queries.latest(application), by)
    done = take(row, "decline", by=by)
    fill(done.programme_id)
    return done


@transaction.atomic
def lapse_agreement(application: Application) -> Application:
    """Close a case whose agreement did not come in time; the place goes to the reserve."""
    lock_programme(application.programme_id)
    row = _released(queries.latest(application), None)
    done = take(row, "lapse_agreement", by=None)
    fill(done.programme_id)
    return done


@transaction.atomic
def expire(application: Application) -> Application:
    """Close a case whose reserve list has ended."""
    return take(queries.latest(application), "expire", by=None)


@transaction.atomic
def move_up(application: Application) -> None:
    """Give free places of the application's programme to its reserve list.

    Raises Refused(``nobody_moves_up``) when nobody can be called up yet, so that the worker does
    not take it for something done.
    """
    lock_programme(application.programme_id)
    if not fill(application.programme_id):
        raise Refused(Reason("nobody_moves_up", _("Nobody on the reserve list can move up yet.")))


def fill(programme: int) -> int:
    """Call up by rank while places are free; the caller holds the programme's lock.

    Returns how many. The first one whose own publicity still runs is waited for. Who no longer
    meets the conditions is passed over and stays on the list, until that is mended or refused.
    """
    called = 0
    for row in queries.reserve_list(programme):
        if not _has_free_place(programme) or row.status != State.RESERVE:
            break
        try:
            call_up(queries.latest(row))
            called += 1
        except Refused as refusal:
            logger.info("%s is passed over: %s", row, refusal)
    return called


@transaction.atomic
def call_up(row: Application) -> Application:
    """Take a place for one on the reserve list and offer the agreement."""
    programmes.take_place(row.programme_id, None)
    done = take(row, "call_up", by=None, known={"holds_place": True})
    done.holds_place = True
    done.save(update_fields=["holds_place"])
    return _offered(done)


def lock_programme(pk: int) -> Programme:
    """The programme's row, locked until the transaction ends."""
    return Programme.objects.select_for_update(no_key=True).get(pk=pk)


def _end(row: Application, action: str, by: User, words: str) -> Application:
    freed = _released(row, by)
    freed.decided_by, freed.decided_at, freed.decision = by, clock.now(), words
    freed.save(update_fields=["decided_by", "decided_at", "decision"])
    done = take(freed, action, by=by, note=words, said=Said(reasons=words))
    fill(done.programme_id)
    return done


def _released(row: Application, by: User | None) -> Application:
    """Give the place back before the state changes: only some states may hold one."""
    locked = Application.objects.select_for_update().get(pk=row.pk)
    if locked.holds_place:
        locked.holds_place = False
        locked.save(update_fields=["holds_place"])
        programmes.release_place(locked.programme_id, by)
    return locked


def _offered(row: Application) -> Application:
    agreements.prepare(row)
    return row


def _has_free_place(programme: int) -> bool:
    taken, places = Programme.objects.values_list("taken", "places").get(pk=programme)
    return taken < places


def _of(entry: PublicEntry) -> Application:
    row = Application.objects.get(case=entry.case_id)
    return queries.latest(row)


def _open_entry(application: Application) -> PublicEntry | None:
    """The entry that stands on a public page today, locked with its page."""
    found = publicities.of_case(application.case_id or 0).filter(outcome="")
    return found.select_for_update(of=("self", "publicity")).last()


def _take_off(application: Application) -> None:
    """A name that is given up or refused leaves the public page."""
    entry = _open_entry(application)
    if entry is not None:
        publicity.close_entry(entry, Outcome.REFUSED)
