"""Keeping rounds: begun, written, put forward, published by another, extended, closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Reason, refuse_if_blocked
from portal.permissions import Permission
from portal.workflow import engine
from ratings.rounds import copying, keeping, queries
from ratings.rounds.models import Round

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.bodies.models import Body

EDIT = Permission.RATING_EDIT


@transaction.atomic
def begin(*, registry: Body, year: int, title: str, by: User) -> Round:
    """Begin a round of a registry; sheets, papers and contact are those of its last one.

    Raises Refused with every reason: ``not_permitted``, ``not_a_registry``, ``year_impossible``,
    ``title_missing``.
    """
    reasons = [] if people.may(by, EDIT, body=registry.pk) else [keeping.not_permitted()]
    if registry.pk not in {body.pk for body in bodies.registries()}:
        reasons.append(
            Reason(
                "not_a_registry",
                _("This office registers no organisations, so it calls no round."),
                _("Choose the civil affairs department that registers them."),
            )
        )
    reasons += keeping.basics(year, title)
    refuse_if_blocked(reasons)
    row = Round(
        registry=registry, year=year, title=title.strip(), written_at=clock.now(), written_by=by
    )
    last = Round.objects.filter(registry=registry).order_by("-id").first()
    opening = engine.Opening(applicant=title.strip(), holder_id=registry.pk)
    made = engine.open_case(copying.texts(last, row), opening, by=by, data={"year": year})[0]
    if last is not None:
        copying.rows(last, made)
    return made


@transaction.atomic
def propose(*, rating_round: Round, by: User) -> Round:
    """Put a draft before a second person. Raises Refused with everything that it lacks."""
    row = keeping.locked(rating_round)
    done = _step(row, "propose", by)
    done.proposed_by = by
    done.save(update_fields=["proposed_by"])
    return done


@transaction.atomic
def send_back(*, rating_round: Round, words: str, by: User) -> Round:
    """Give a round back to be mended, with what. Raises Refused: ``words_missing`` …"""
    return _step(keeping.locked(rating_round), "send_back", by, words)


@transaction.atomic
def publish(*, rating_round: Round, by: User) -> Round:
    """Publish a round; a second person does it, never who wrote it or put it forward.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``, ``same_person``,
    and everything that the round lacks.
    """
    row = keeping.locked(rating_round)
    if row.workflow.step("publish", row.status) and by.pk not in (
        row.written_by_id, row.proposed_by_id,
    ):  # fmt: skip
        row.published_by, row.published_at = by, clock.now()
        row.save(update_fields=["published_by", "published_at"])
    return _step(row, "publish", by)


@transaction.atomic
def extend(*, rating_round: Round, closes_on: date, words: str, by: User) -> Round:
    """Give more time to apply, with the reason; those who may apply are told of the new day.

    Raises Refused: ``not_longer``, ``words_missing`` …
    """
    row = keeping.locked(rating_round)
    done = engine.advance(
        row,
        "extend",
        by=by,
        facts=lambda locked: queries.facts(locked, by, asked_for=closes_on),
        note=words,
        data={"closes_on": str(closes_on)},
    )
    done.closes_on, done.told_at = closes_on, None
    done.save(update_fields=["closes_on", "told_at"])
    return done


@transaction.atomic
def close(rating_round: Round) -> Round:
    """The last day is over (called when the time comes)."""
    return _step(keeping.locked(rating_round), "close", None)


@transaction.atomic
def call_off(*, rating_round: Round, words: str, by: User) -> Round:
    """End a round that will not be held, with the reason; it stays public once it was.

    Raises Refused: ``applications_open``, ``words_missing`` …
    """
    return _step(keeping.locked(rating_round), "call_off", by, words)


def mark_told(*, rating_round: Round) -> None:
    """Note that the organisations that qualify were told of the round."""
    Round.objects.filter(pk=rating_round.pk, told_at=None).update(told_at=clock.now())


def _step(row: Round, action: str, by: User | None, words: str = "") -> Round:
    return engine.advance(
        row, action, by=by, facts=lambda locked: queries.facts(locked, by), note=words
    )
