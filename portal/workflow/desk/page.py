"""The desk's part of a staff case page: who handles it, notes, instructions, papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock, workdays
from portal.core.reasons import Text
from portal.permissions import Permission
from portal.workflow.binder import registry
from portal.workflow.desk import queries
from portal.workflow.desk.forms import NoteForm
from portal.workflow.desk.models import Instruction, Note
from portal.workflow.models import Case

NOTES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """An instruction as the case page shows it; ``left`` in working days."""

    row: Instruction
    left: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What the office sees beside a case; an empty one for whoever has no business in it."""

    case: Case
    shown: bool = False
    handler: Text = ""
    mine: bool = False
    may_take: bool = False
    may_give: bool = False
    may_release: bool = False
    may_note: bool = False
    may_instruct: bool = False
    has_papers: bool = False
    notes: Sequence[Note] = ()
    more_notes: bool = False
    instructions: Sequence[Asked] = ()
    form: NoteForm = field(default_factory=NoteForm)


def of(case: Case, user: User) -> Desk:
    """The desk of a case for a reader, in two queries whatever the case holds.

    ``case`` must have come with its holder and handler. A party to the case sees nothing, not
    even as an official of the same office.
    """
    sees = case.holder_id in people.bodies_where(user, Permission.CASES_VIEW)
    if not sees or queries.is_party(user, case):
        return Desk(case)
    works = queries.works_in(user, case.holder_id)
    is_open = case.closed_at is None
    mine = case.handler_id == user.pk
    notes = list(queries.notes_of(case)[: NOTES_SHOWN + 1])
    return Desk(
        case=case,
        shown=True,
        handler=case.handler.get_full_name() if case.handler else "",
        mine=mine,
        may_take=works and is_open and case.handler_id is None,
        may_give=is_open and people.may(user, Permission.CASES_REASSIGN, body=case.holder_id),
        may_release=works and is_open and mine,
        may_note=works,
        may_instruct=is_open and people.may(user, Permission.CASES_INSTRUCT, body=case.holder_id),
        has_papers=registry.is_known(case.workflow),
        notes=notes[:NOTES_SHOWN],
        more_notes=len(notes) > NOTES_SHOWN,
        instructions=_asked(case, works, clock.today()),
    )


def _asked(case: Case, works: bool, today: date) -> list[Asked]:
    found = sorted(queries.instructions_of(case), key=lambda one: (not one.open, one.reply_by))
    return [
        Asked(one, workdays.working_days_left(one.reply_by, today), works and one.open)
        for one in found
    ]
