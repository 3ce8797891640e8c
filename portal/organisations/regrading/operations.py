"""Lowering or cancelling a grade: one official proposes, the organisation is heard, another
decides."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.files import operations as files
from portal.law.queries import rule
from portal.organisations.record import operations as record
from portal.organisations.record.enums import GradeChangeKind
from portal.organisations.record.models import GradeChange
from portal.organisations.register.models import Organisation
from portal.organisations.register.operations import Source
from portal.organisations.regrading import conditions, letters, queries, telling
from portal.organisations.regrading.enums import RegradingState, Verdict
from portal.organisations.regrading.models import Regrading
from portal.organisations.regrading.slots import DOCUMENT
from portal.permissions import Permission
from portal.workflow import engine

HEARING = "regrading.hearing"
CHANGES = {Verdict.LOWER: GradeChangeKind.LOWERED, Verdict.CANCEL: GradeChangeKind.CANCELLED}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an official proposes about a grade; ``new_level`` only to lower it."""

    verdict: str
    ground: str = ""
    words: str = ""
    document: str = ""
    decided_on: date | None = None
    new_level: int | None = None


def propose(
    *,
    organisation: Organisation,
    announced_on: date,
    proposal: Proposal,
    file: File[Any] | None,
    by: User,
) -> Regrading:
    """Begin to lower, cancel or restore the grade announced on a day; the organisation is told.

    It may speak for as long as the row ``regrading.hearing`` says; a restoration needs no
    hearing. Raises Refused with every reason of ``conditions.PROPOSE``, and every reason against
    the file.
    """
    given = _given(proposal, has_file=file is not None)
    facts = queries.proposal_facts(organisation, announced_on, by, given)
    refuse_if_blocked(collect(conditions.PROPOSE, facts))
    if file is None:
        raise ValueError("The conditions let a proposal without a document pass.")
    owner = files.Owner(body=organisation.registry_id, user=by.pk)
    stored = files.store(upload=file, slot=DOCUMENT, owner=owner, by=by)
    with transaction.atomic():
        locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        facts = queries.proposal_facts(locked, announced_on, by, given)
        refuse_if_blocked(collect(conditions.PROPOSE, facts))
        row = _row(locked, announced_on, proposal, by)
        row.file = stored
        opening = engine.Opening(
            applicant=locked.body.name, holder_id=locked.registry_id or 0, body_id=locked.pk
        )
        made, _code = engine.open_case(row, opening, by=by, data={"verdict": proposal.verdict})
        stored.case = str(made)
        stored.save(update_fields=["case"])
        telling.tell(made, "regrading_opened")
    return made


@transaction.atomic
def state(*, row: Regrading, words: str, by: User) -> Regrading:
    """The organisation is heard, once, in words. Raises Refused with every reason:
    ``not_permitted``, ``words_missing``, ``not_possible_now``.
    """
    locked = Regrading.objects.select_for_update(of=("self",)).get(pk=row.pk)
    reasons = []
    if not people.may(by, Permission.ORGANISATION_EDIT, body=locked.organisation_id):
        reasons.append(not_permitted())
    if not words.strip():
        reasons.append(Reason("words_missing", _("Write what you have to say.")))
    if locked.status != RegradingState.RECORDED or locked.statement:
        reasons.append(
            Reason("not_possible_now", _("You have spoken already, or the case has ended."))
        )
    if reasons:
        raise Refused(*reasons)
    locked.statement, locked.stated_by, locked.stated_at = words.strip(), by, clock.now()
    locked.save(update_fields=["statement", "stated_by", "stated_at"])
    audit.record(
        "organisations.grade_heard",
        by=by,
        subject=f"organisations.regrading:{locked.pk}",
        case=str(locked),
        data={},
        post=people.post_in(by, Permission.ORGANISATION_EDIT, locked.organisation_id),
    )
    return locked


@transaction.atomic
def confirm(*, row: Regrading, by: User) -> Regrading:
    """The second official decides: the record changes and the letter goes out.

    Events organisations.grade_lowered, .grade_cancelled or .grade_restored about the
    organisation. Raises Refused: ``not_permitted``, ``same_official``, ``own_case``,
    ``not_heard``, ``grade_changed``.
    """
    held = Organisation.objects.select_for_update(no_key=True).filter(pk=row.organisation_id)
    list(held.values_list("pk", flat=True))
    locked = Regrading.objects.select_for_update(of=("self",)).get(pk=row.pk)
    facts = queries.decision_facts(locked, by)
    able = any(step.action == "confirm" for step in engine.possible(locked, by))
    if able and not collect(conditions.CONFIRM, facts):
        locked.confirmed_by, locked.confirmed_at = by, clock.now()
        locked.change = _carried_out(locked, by)
        locked.save(update_fields=["confirmed_by", "confirmed_at", "change"])
    done = engine.advance(locked, "confirm", by=by, facts=lambda _row: facts)
    letters.issue(done, by)
    telling.tell(done, "regrading_confirmed")
    return done


@transaction.atomic
def reject(*, row: Regrading, by: User, words: str) -> Regrading:
    """Decide nothing, with words; the grade stays. Raises Refused as ``engine.advance``."""
    done = _step(row, "reject", by, words)
    telling.tell(done, "regrading_rejected")
    return done


@transaction.atomic
def cancel(*, row: Regrading, by: User, words: str) -> Regrading:
    """Take back what one proposed oneself, before it is decided; the grade stays."""
    done = _step(row, "cancel", by, words)
    telling.tell(done, "regrading_rejected")
    return done


def _given(proposal: Proposal, *, has_file: bool) -> dict[str, Any]:
    return {
        "verdict": proposal.verdict,
        "new_level": proposal.new_level,
        "ground": proposal.ground,
        "words": proposal.words,
        "document": proposal.document,
        "decided_on": proposal.decided_on,
        "has_file": has_file,
    }


def _row(organisation: Organisation, announced_on: date, proposal: Proposal, by: User) -> Regrading:
    found = queries.grade_of(organisation.pk, announced_on)
    restores = proposal.verdict == Verdict.RESTORE
    if found is None or proposal.decided_on is None:
        raise ValueError("The conditions let a proposal without grade or day pass.")
    length = rule(HEARING, on=clock.today())
    last = workdays.deadline(clock.now(), length.value, length.unit).last_day
    return Regrading(
        organisation=organisation,
        announced_on=announced_on,
        verdict=proposal.verdict,
        old_level=found[1].level,
        new_level=proposal.new_level if proposal.verdict == Verdict.LOWER else None,
        ground="" if restores else proposal.ground,
        words=proposal.words.strip(),
        document=proposal.document.strip(),
        decided_on=proposal.decided_on,
        hear_until=None if restores else last,
        change=queries.change_of(organisation.pk, announced_on) if restores else None,
        recorded_by=by,
    )


def _carried_out(row: Regrading, by: User) -> GradeChange:
    office = row.case.holder_id if row.case else 0
    post = people.post_in(by, Permission.RECORD_CONFIRM, office)
    source = Source(row.document, row.decided_on, case=str(row), post=post)
    if row.change is not None:
        return record.restore_grade(change=row.change, source=source, by=by)
    return record.change_grade(
        organisation=row.organisation_id,
        announced_on=row.announced_on,
        kind=CHANGES[Verdict(row.verdict)],
        level=row.new_level,
        ground=row.ground,
        decided_on=row.decided_on,
        source=source,
        by=by,
        file=row.file_id,
    )


def _step(row: Regrading, action: str, by: User, words: str) -> Regrading:
    return engine.advance(
        row, action, by=by, facts=lambda found: queries.decision_facts(found, by), note=words
    )
