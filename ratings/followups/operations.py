"""The acts on a follow-up: statement, check, and the finding that keeps or proposes to lower."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import collect
from portal.files import operations as files
from portal.organisations.regrading import conditions as regrading_conditions
from portal.organisations.regrading import operations as regrading
from portal.organisations.regrading import queries as regrading_queries
from portal.organisations.regrading.operations import Proposal
from portal.workflow import engine
from ratings.followups import letters, queries, slots, telling
from ratings.followups.models import FollowUp, FollowUpPaper

if TYPE_CHECKING:
    from django.core.files import File

    from portal.core.reasons import Reason
    from ratings.followups.acts import Act


def state(*, row: FollowUp, words: str, uploads: Sequence[File[Any]], by: User) -> FollowUp:
    """The organisation states its case, once, in words or by files.

    Raises Refused: ``nothing_said``, ``not_permitted``, ``not_possible_now`` (after the end), and
    every reason against a file.
    """
    said = bool(words.strip() or uploads)
    with transaction.atomic():
        done = _step(row, "state", by, said=said)
        owner = files.Owner(body=row.organisation_id, user=by.pk)
        kept = [
            files.store(upload=one, slot=slots.STATEMENT, owner=owner, by=by, case=str(row))
            for one in uploads
        ]
        FollowUpPaper.objects.bulk_create(
            [FollowUpPaper(followup=done, stored=one) for one in kept]
        )
        done.statement, done.stated_by, done.stated_at = words.strip(), by, clock.now()
        done.save(update_fields=["statement", "stated_by", "stated_at"])
    return done


@transaction.atomic
def keep_silent(row: FollowUp) -> FollowUp:
    """No statement came in time; the office checks all the same (called when the time comes)."""
    done = _step(row, "keep_silent", None)
    telling.tell(done, "followup_silent")
    return done


@transaction.atomic
def check(*, row: FollowUp, how: str, checked_on: date | None, seen: str, by: User) -> FollowUp:
    """Write down a visit or a check of papers; the organisation reads what was found.

    Raises Refused: ``how_missing``, ``day_missing``, ``day_to_come``, ``day_too_early``,
    ``seen_missing``, ``grade_gone``, ``own_case``, ``not_permitted``, ``not_possible_now``.
    """
    done = _step(row, "check", by, how=how, checked_on=checked_on, seen=seen)
    done.how, done.checked_on, done.seen, done.checked_by = how, checked_on, seen.strip(), by
    done.save(update_fields=["how", "checked_on", "seen", "checked_by"])
    return done


@transaction.atomic
def keep(*, row: FollowUp, words: str, by: User) -> FollowUp:
    """Find that the grade is kept, with words; a letter says so.

    Raises Refused: ``words_missing``, ``grade_gone``, ``own_case``, ``not_permitted``,
    ``not_possible_now``.
    """
    done = _found(_step(row, "keep", by, words), words, by)
    letters.kept(done, by)
    telling.tell(done, "followup_kept")
    return done


@transaction.atomic
def lower(*, row: FollowUp, proposal: Proposal, file: File[Any] | None, by: User) -> FollowUp:
    """Propose to lower or cancel the grade; the organisation is heard, a second official decides.

    Raises Refused with every reason of a proposal (``portal.organisations.regrading``), and
    ``not_permitted``, ``not_possible_now``.
    """
    locked = FollowUp.objects.select_for_update(of=("self",)).get(pk=row.pk)
    lacking = _against(locked, proposal, by, has_file=file is not None)
    able = any(step.action == "lower" for step in engine.possible(locked, by))
    if able and not lacking:
        locked.regrading = regrading.propose(
            organisation=locked.organisation,
            announced_on=locked.announced_on,
            proposal=proposal,
            file=file,
            by=by,
        )
        locked.save(update_fields=["regrading"])
    return _found(_step(locked, "lower", by, lacking=lacking), proposal.words, by)


@transaction.atomic
def drop(*, row: FollowUp, words: str, by: User) -> FollowUp:
    """Close a case whose grade or ground has gone, with words.

    Raises Refused: ``still_to_be_checked``, ``words_missing``, ``own_case``, ``not_permitted``,
    ``not_possible_now``.
    """
    done = _found(_step(row, "drop", by, words), words, by)
    telling.tell(done, "followup_dropped")
    return done


def _against(row: FollowUp, proposal: Proposal, by: User, *, has_file: bool) -> tuple[Reason, ...]:
    given = {
        "verdict": proposal.verdict,
        "new_level": proposal.new_level,
        "ground": proposal.ground,
        "words": proposal.words,
        "document": proposal.document,
        "decided_on": proposal.decided_on,
        "has_file": has_file,
    }
    facts = regrading_queries.proposal_facts(row.organisation, row.announced_on, by, given)
    return collect(regrading_conditions.PROPOSE, facts)


def _found(row: FollowUp, words: str, by: User) -> FollowUp:
    row.finding, row.found_by, row.found_at = words.strip(), by, clock.now()
    row.save(update_fields=["finding", "found_by", "found_at"])
    return row


def _step(row: FollowUp, action: str, by: User | None, words: str = "", **known: Any) -> FollowUp:
    def facts(locked: FollowUp) -> Act:
        return replace(queries.facts(locked, by), **known)

    return engine.advance(row, action, by=by, facts=facts, note=words)
