"""Applying for a rating, and checking whether the applicant qualifies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import collect
from portal.files import operations as files
from portal.workflow import engine
from ratings.applications import conditions, letters, queries, slots, telling
from ratings.applications.models import Application, RatingPaper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files import File

    from portal.core.reasons import Reason


@transaction.atomic
def qualify(*, application: Application, by: User) -> Application:
    """Find the applicant qualified; its self-assessment begins.

    Raises Refused with every reason of the measure, unknown points among them (they must be
    confirmed with a source first), and ``own_case``, ``not_permitted``, ``not_possible_now``.
    """
    row = _step(application, "qualify", by)
    return _decided(row, "qualify", by, "", ())


@transaction.atomic
def ask_more(*, application: Application, words: str, by: User) -> Application:
    """Tell once, in one complete list, what is missing; the office's limit stops.

    Raises Refused: ``words_missing``, ``own_case``, ``not_permitted``, ``not_possible_now``.
    """
    row = _step(application, "ask_more", by, words)
    row.asked_for = words.strip()
    row.save(update_fields=["asked_for"])
    letters.issue(row, "ask_more", words=words, reasons=(), by=by)
    telling.tell(row, "ask_more")
    return row


@transaction.atomic
def refuse(*, application: Application, words: str, by: User) -> Application:
    """Find the applicant not qualified; the letter names every reason with its clause.

    Raises Refused: ``words_missing``, ``own_case``, ``not_permitted``, ``not_possible_now``.
    """
    return _refused(application, "refuse", words, by)


@transaction.atomic
def disqualify(*, application: Application, words: str, by: User) -> Application:
    """Take a qualification back whose grounds no longer hold.

    Raises Refused: ``still_qualified``, ``words_missing`` …
    """
    return _refused(application, "disqualify", words, by)


def supply(
    *, application: Application, words: str, uploads: Sequence[File[Any]], by: User
) -> Application:
    """Hand in what was asked for; the office's limit runs on.

    Raises Refused: ``nothing_added``, ``not_permitted``, ``not_possible_now``, and every reason
    against a file.
    """
    kept = [
        files.store(
            upload=one,
            slot=slots.PAPER,
            owner=files.Owner(body=application.organisation_id, user=by.pk),
            by=by,
            case=str(application),
        )
        for one in uploads
    ]
    with transaction.atomic():
        added = bool(words.strip() or kept)
        row = engine.advance(
            application, "supply", by=by, facts=lambda one: queries.facts(one, by, added=added)
        )
        row.addition = words.strip()
        row.save(update_fields=["addition"])
        RatingPaper.objects.bulk_create(
            [RatingPaper(application=row, title=one.name, late=True, stored=one) for one in kept]
        )
    return row


@transaction.atomic
def withdraw(*, application: Application, by: User) -> Application:
    """Take the organisation's application back; it may apply again while there is time."""
    return _step(application, "withdraw", by)


@transaction.atomic
def lapse(application: Application) -> Application:
    """Close an application that was not completed in time (called when the time comes)."""
    row = _step(application, "lapse", None)
    letters.issue(row, "lapse", words="", reasons=(), by=None)
    telling.tell(row, "lapse")
    return row


def reasons_of(row: Application) -> list[Reason]:
    """The reasons that bar an applicant now, unknown points left out: what a letter may name."""
    found = collect(conditions.MAY_APPLY, queries.applicant_of(row))
    return [reason for reason in found if reason.severity == "block"]


def _refused(application: Application, action: str, words: str, by: User) -> Application:
    row = _step(application, action, by, words)
    reasons = reasons_of(row)
    done = _decided(row, action, by, words, reasons)
    letters.issue(done, action, words=words, reasons=reasons, by=by)
    return done


def _decided(
    row: Application, action: str, by: User, words: str, reasons: Sequence[Reason]
) -> Application:
    row.decision, row.decided_by, row.decided_at = words.strip(), by, clock.now()
    row.found = [reason.code for reason in reasons]
    row.save(update_fields=["decision", "decided_by", "decided_at", "found"])
    telling.tell(row, action)
    return row


def _step(application: Application, action: str, by: User | None, words: str = "") -> Application:
    return engine.advance(
        application, action, by=by, facts=lambda row: queries.facts(row, by), note=words
    )
