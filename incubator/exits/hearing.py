"""Termination with a hearing: proposed, the organisation speaks or is silent, then decided."""

from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.exits import keeping, letters, operations, queries, slots
from incubator.exits.enums import Ruling, Source, Way
from incubator.exits.models import Hearing
from incubator.residence.enums import Outcome, ResidenceState
from incubator.residence.models import Residence
from incubator.residence.operations import take_step
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import operations as files
from portal.permissions import Permission

OPEN = (ResidenceState.HEARING, ResidenceState.HEARD)
SOURCES = {
    "propose_termination": Source.PROPOSED,
    "fail_rereview": Source.REREVIEW,
    "list_termination": Source.LISTED,
}


@transaction.atomic
def propose(*, residence: Residence, by: User, reasons: str) -> Hearing:
    """Propose termination; the letter tells that the organisation may be heard, and until when.

    Raises Refused: ``words_missing``, ``own_case``, ``not_possible_now``, ``not_permitted``.
    """
    row = take_step(residence, "propose_termination", by=by, note=reasons)
    return open_for(row, Source.PROPOSED, reasons, by)


@transaction.atomic
def open_for(residence: Residence, source: Source, reasons: str, by: User | None) -> Hearing:
    """The open hearing of a residence whose termination is proposed; opened with its letter.

    Whoever comes second (the worker after the act) finds the one that is there.
    """
    row = keeping.locked(residence)
    found = queries.hearing_open(row)
    if found is not None:
        return found
    if row.status not in OPEN or row.case is None:
        raise Refused(_no_hearing())
    made = Hearing.objects.create(
        residence=row,
        opened_at=row.case.state_since,
        until=row.case.due_on if row.status == ResidenceState.HEARING else None,
        source=source,
        reasons=reasons,
    )
    letters.issue(row, letters.PROPOSED, by=by, reasons=reasons)
    return made


@transaction.atomic
def speak(*, residence: Residence, by: User, words: str, oral: bool) -> Hearing:
    """Speak to the proposal in writing, or ask for a hearing, as the organisation.

    Raises Refused: ``words_missing``, ``not_possible_now``, ``not_permitted``.
    """
    way = Way.ORAL if oral else Way.WRITTEN
    found = _current(residence)
    take_step(residence, "speak", by=by, note=words, data={"way": way.value})
    found.way, found.words, found.spoken_at, found.spoken_by = way, words, clock.now(), by
    found.save(update_fields=["way", "words", "spoken_at", "spoken_by"])
    return found


@transaction.atomic
def be_silent(residence: Residence) -> Residence:
    """Go on when the days to be heard are over (called when the time comes)."""
    found = _current(residence)
    row = take_step(residence, "be_silent", by=None)
    found.way = Way.SILENT
    found.save(update_fields=["way"])
    return row


def keep_minutes(
    *, residence: Residence, by: User, held_on: date, words: str, upload: File[Any]
) -> Hearing:
    """Keep what was said in a hearing, with the signed minutes.

    Raises Refused: ``not_permitted``, ``own_case``, ``words_missing``, ``no_hearing_asked``,
    ``day_in_future``, ``held_before_asked``, and the file's reasons.
    """
    keeping.refuse_unless_keeper(residence, by)
    keeping.refuse_without_words(words)
    _refuse_unless_held(queries.hearing_open(residence), held_on)
    owner = files.Owner(body=residence.base.office_id)
    stored = files.store(upload=upload, slot=slots.MINUTES, owner=owner, by=by, case=str(residence))
    with transaction.atomic():
        row = keeping.locked(residence)
        found = _refuse_unless_held(queries.hearing_open(row), held_on)
        found.held_on, found.minutes, found.minutes_file = held_on, words.strip(), stored
        found.minuted_by = by
        found.save(update_fields=["held_on", "minutes", "minutes_file", "minuted_by"])
        data = {"held_on": held_on.isoformat(), "sha256": stored.sha256}
        keeping.note("residence.hearing_held", row, by, Permission.RESIDENCE_KEEP, data)
    return found


@transaction.atomic
def keep(*, residence: Residence, by: User, words: str) -> Residence:
    """Decide that the residence goes on.

    Raises Refused: ``hearing_not_held``, ``words_missing``, ``own_case``, ``not_possible_now``,
    ``not_permitted``.
    """
    found = _decidable(residence)
    row = take_step(residence, "keep", by=by, note=words)
    _rule(found, Ruling.KEPT, words, by)
    letters.issue(keeping.locked(row), letters.KEPT, by=by, reasons=words)
    return row


@transaction.atomic
def terminate(*, residence: Residence, by: User, words: str) -> Residence:
    """Decide that the residence ends today; raises as ``keep`` does."""
    found = _decidable(residence)
    row = take_step(residence, "terminate", by=by, note=words, outcome=Outcome.TERMINATED)
    _rule(found, Ruling.TERMINATED, words, by)
    return operations.end(row, Outcome.TERMINATED, by, words, kind=letters.TERMINATED)


def _rule(found: Hearing, ruling: Ruling, words: str, by: User) -> None:
    found.ruling, found.decision = ruling, words.strip()
    found.decided_at, found.decided_by = clock.now(), by
    found.save(update_fields=["ruling", "decision", "decided_at", "decided_by"])


def _current(residence: Residence) -> Hearing:
    """The open hearing; a termination that a lower subject proposed gets its row here."""
    row = keeping.locked(residence)
    found = queries.hearing_open(row)
    if found is not None:
        return found
    action, note = queries.proposal_of(row)
    return open_for(row, SOURCES.get(action, Source.PROPOSED), note, None)


def _decidable(residence: Residence) -> Hearing:
    found = _current(residence)
    if found.way == Way.ORAL and found.held_on is None:
        raise Refused(
            Reason(
                "hearing_not_held",
                _("The organisation asked for a hearing, and none was held yet."),
                _("Hold it and keep the minutes first."),
            )
        )
    return found


def _refuse_unless_held(found: Hearing | None, held_on: date) -> Hearing:
    if found is None or found.way != Way.ORAL:
        raise Refused(
            Reason(
                "no_hearing_asked",
                _("The organisation has not asked for a hearing."),
                _("Decide by what it wrote and by what is known."),
            )
        )
    if held_on > clock.today():
        raise Refused(
            Reason(
                "day_in_future", _("The day lies in the future."), _("Choose a day up to today.")
            )
        )
    if held_on < clock.day(found.opened_at):
        raise Refused(
            Reason(
                "held_before_asked",
                _("A hearing is held after it was proposed to terminate."),
                _("Check the day."),
            )
        )
    return found


def _no_hearing() -> Reason:
    return Reason(
        "no_hearing",
        _("No termination is proposed."),
        _("Open the page again to see what has happened."),
    )
