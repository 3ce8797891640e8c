"""The year after graduation: asked after some months, answered, or not reached; then closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from incubator.exits import follow_conditions, keeping, limits, queries
from incubator.exits.enums import Channel, Reached
from incubator.exits.follow_conditions import FollowFacts
from incubator.exits.models import Attempt, FollowUp
from incubator.exits.telling import tell, tell_office
from incubator.residence.enums import ResidenceState
from incubator.residence.models import Residence
from incubator.residence.operations import take_step
from portal.accounts.models import User
from portal.core import clock, workdays
from portal.core.reasons import collect, refuse_if_blocked
from portal.permissions import Permission

BATCH = 100
ANSWERS = ("alive", "staff", "income", "projects", "needs")


def plan(residence: Residence) -> list[int]:
    """Plan the follow-ups of a graduate inside the act; returns after how many months."""
    months = limits.follow_up_months(residence)
    ended = residence.ended_on or clock.today()
    FollowUp.objects.bulk_create(
        FollowUp(residence=residence, months=number, due_on=workdays.months_later(ended, number))
        for number in months
    )
    return months


def ask_due() -> int:
    """Ask the graduates whose day has come, once each; returns how many (the worker calls)."""
    found = FollowUp.objects.filter(due_on__lte=clock.today(), asked_on=None, reached="")
    return sum(_ask(row) for row in found.order_by("due_on", "pk")[:BATCH])


@transaction.atomic
def _ask(row: FollowUp) -> bool:
    unasked = FollowUp.objects.filter(pk=row.pk, asked_on=None)
    if not unasked.update(asked_on=clock.today()):
        return False
    residence = keeping.locked(row.residence)
    tell("exit_follow_up", residence, unique=f"{row.pk}", months=row.months)
    tell_office(
        "exit_follow_up_due",
        residence,
        Permission.RESIDENCE_KEEP,
        unique=f"{row.pk}:office",
        months=row.months,
    )
    return True


@transaction.atomic
def answer(*, follow_up: FollowUp, answers: Mapping[str, Any], by: User) -> FollowUp:
    """Enter the answers, as the organisation; ``answers`` has the keys of ``ANSWERS``.

    Raises Refused: ``not_permitted``, ``already_answered``, ``follow_up_not_due``.
    """
    keeping.refuse_unless_ours(follow_up.residence, by)
    return _keep(follow_up, answers, by, Channel.WEB)


@transaction.atomic
def answer_by_phone(*, follow_up: FollowUp, answers: Mapping[str, Any], by: User) -> FollowUp:
    """Enter what the organisation told somebody of the base by telephone.

    Raises Refused as ``answer`` does, and ``own_case``.
    """
    keeping.refuse_unless_keeper(follow_up.residence, by)
    return _keep(follow_up, answers, by, Channel.PHONE)


@transaction.atomic
def note_attempt(*, follow_up: FollowUp, words: str, by: User) -> Attempt:
    """Write down a call that reached nobody.

    Raises Refused: ``words_missing``, ``not_permitted``, ``own_case``, ``already_answered``,
    ``follow_up_not_due``.
    """
    keeping.refuse_unless_keeper(follow_up.residence, by)
    keeping.refuse_without_words(words)
    row = _locked(follow_up)
    refuse_if_blocked(collect(follow_conditions.ANSWER, _facts(row)))
    made = Attempt.objects.create(follow_up=row, words=words.strip(), at=clock.now(), by=by)
    _note("residence.follow_up_tried", row, by)
    return made


@transaction.atomic
def give_up(*, follow_up: FollowUp, by: User) -> FollowUp:
    """Close a follow-up as "could not be reached", after enough calls.

    Raises Refused: ``too_few_tries`` and those of ``note_attempt``.
    """
    keeping.refuse_unless_keeper(follow_up.residence, by)
    row = _locked(follow_up)
    refuse_if_blocked(collect(follow_conditions.GIVE_UP, _facts(row)))
    row.reached, row.channel, row.at, row.by = Reached.UNREACHED, Channel.PHONE, clock.now(), by
    row.save(update_fields=["reached", "channel", "at", "by"])
    _note("residence.follow_up_unreached", row, by)
    return row


def ended(residence: Residence) -> bool:
    """Whether no follow-up is open; so from the first day for whoever did not graduate."""
    return not queries.follow_ups_of(residence).filter(reached="").exists()


@transaction.atomic
def close(*, residence: Residence, by: User | None) -> Residence:
    """Close the case of a residence whose follow-up has ended; ``by`` None: the portal itself.

    Raises Refused: ``follow_up_open``, ``not_possible_now``, ``not_permitted``.
    """
    action = "close" if by is not None else "end_follow_up"
    return take_step(residence, action, by=by, known={"follow_up_ended": ended(residence)})


def close_by_itself(residence: Residence) -> Residence:
    """Close without anybody's click (called when the time comes)."""
    return close(residence=residence, by=None)


def _keep(follow_up: FollowUp, answers: Mapping[str, Any], by: User, channel: Channel) -> FollowUp:
    row = _locked(follow_up)
    refuse_if_blocked(collect(follow_conditions.ANSWER, _facts(row)))
    for name in ANSWERS:
        setattr(row, name, answers[name])
    row.reached, row.channel, row.at, row.by = Reached.ANSWERED, channel, clock.now(), by
    row.save(update_fields=[*ANSWERS, "reached", "channel", "at", "by"])
    _note("residence.follow_up_answered", row, by)
    return row


def _locked(follow_up: FollowUp) -> FollowUp:
    return FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)


def _facts(row: FollowUp) -> FollowFacts:
    return FollowFacts(
        today=clock.today(),
        due_on=row.due_on,
        done=bool(row.reached),
        tries=row.attempts.count(),
        least_tries=limits.tries(row.residence),
    )


def _note(action: str, row: FollowUp, by: User) -> None:
    data = {"months": row.months, "reached": row.reached, "channel": row.channel}
    keeping.note(action, row.residence, by, Permission.RESIDENCE_KEEP, data)


def may_close(_moment: object) -> "list[Residence]":
    """The residences whose last follow-up was closed, for the worker."""
    open_ones = FollowUp.objects.filter(reached="").values("residence")
    found = Residence.objects.filter(status=ResidenceState.FOLLOW_UP).exclude(pk__in=open_ones)
    return list(found[:BATCH])


def due_today(row: FollowUp, today: date) -> bool:
    """Whether a follow-up may be answered on a day."""
    return not row.reached and row.due_on <= today
