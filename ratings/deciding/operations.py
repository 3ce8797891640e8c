"""The acts on one rating: opinion, re-examination, confirmation."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.deciding import after, queries, reckoning, steps
from ratings.deciding.after import AgainFacts
from ratings.deciding.models import Decision, Reexamination

State = RatingState


@transaction.atomic
def opine(*, row: Application, words: str, by: User) -> Application:
    """Give the preliminary opinion: the grade that the experts' total reaches, with reasons.

    The bands of the round hold, unrounded; vetoes that are met cap the grade.
    Raises Refused: ``words_missing``, ``own_case``, ``not_permitted``, ``not_possible_now``.
    """
    at = steps.locked(row)
    if at.status != State.ASSESSED:
        return steps.take(at, "opine", by=by, note=words)
    found = reckoning.of(at)
    data = {"total": str(found.total), "grade": found.grade, "vetoes": list(found.vetoes)}
    done = steps.take(at, "opine", by=by, note=words, data=data)
    Decision.objects.update_or_create(
        application=done,
        defaults={
            "total": found.total,
            "reached": found.reached,
            "proposed": found.grade,
            "vetoes": list(found.vetoes),
            "words": words.strip(),
            "opined_by": by,
            "opined_at": clock.now(),
        },
    )
    return done


@transaction.atomic
def ask_again(*, row: Application, words: str, by: User) -> Application:
    """The organisation asks the committee to look again, within the publicity and once for it.

    Raises Refused: ``reexamination_late``, ``reexamination_twice``, ``words_missing``,
    ``not_permitted``, ``not_possible_now``.
    """
    at = steps.locked(row)
    entry, moment = queries.entry_of(at), clock.now()
    asked = entry is not None and at.reexaminations.filter(entry=entry).exists()
    facts = AgainFacts(moment, entry.publicity.ends_at if entry else None, asked)
    done = steps.take(
        at, "ask_again", by=by, note=words, lacking=lambda _row: after.may_ask_again(facts)
    )
    if entry is not None:
        Reexamination.objects.create(
            application=done, entry=entry, words=words.strip(), asked_at=moment, asked_by=by
        )
    return done


@transaction.atomic
def confirm(*, row: Application, by: User) -> Application:
    """The registry confirms the result, by an official who has prepared nothing of it.

    Raises Refused: ``same_official``, ``own_case``, ``not_permitted``, ``not_possible_now``.
    """
    at = steps.locked(row)
    done = steps.take(at, "confirm", by=by, lacking=lambda found: _second(found, by))
    decision = steps.decision(done)
    decision.confirmed_by, decision.confirmed_at = by, clock.now()
    decision.save(update_fields=["confirmed_by", "confirmed_at"])
    return done


@transaction.atomic
def return_decision(*, row: Application, words: str, by: User) -> Application:
    """Do not confirm: the committee decides anew, with these words.

    Raises Refused: ``words_missing``, ``own_case``, ``not_permitted``, ``not_possible_now``.
    """
    done = steps.take(steps.locked(row), "return_decision", by=by, note=words)
    undecided(done)
    return done


def undecided(row: Application) -> None:
    """The committee decides anew: what it voted before stays in the minutes only."""
    Decision.objects.filter(application=row).update(motion=None, grade=None)


def deciders(row: Application) -> set[int]:
    """Who gave the opinion and who wrote the vote down: they confirm nothing (four eyes)."""
    found = Decision.objects.filter(application=row).select_related("motion").first()
    if found is None:
        return set()
    return {found.opined_by_id, *([found.motion.by_id] if found.motion else [])}


def _second(row: Application, by: User) -> Iterable[Reason]:
    return after.another_official(by.pk, deciders(row))
