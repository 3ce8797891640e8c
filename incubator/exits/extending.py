"""The one extension: asked for by the organisation in time, decided by the office."""

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.allowances import changing as allowances
from incubator.exits import conditions, keeping, letters, limits, queries
from incubator.exits.conditions import AskFacts
from incubator.exits.enums import Answer
from incubator.exits.models import Extension
from incubator.exits.telling import tell, tell_office
from incubator.residence.enums import LIVING
from incubator.residence.models import Residence
from incubator.residence.operations import take_step
from portal.accounts.models import User
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.permissions import Permission


@transaction.atomic
def ask(*, residence: Residence, months: int, words: str, by: User) -> Extension:
    """Ask to stay some months longer, as the organisation.

    Raises Refused with every reason: ``not_permitted``, ``words_missing``, ``not_living``,
    ``already_extended``, ``extension_waits``, ``extension_asked_late`` (by the row
    ``residence.extension_asked_before``), ``extension_too_long``.
    """
    row = keeping.locked(residence)
    keeping.refuse_unless_ours(row, by)
    keeping.refuse_without_words(words)
    facts = ask_facts(row, months, queries.extension_waiting(row))
    refuse_if_blocked(collect(conditions.ASK, facts))
    try:
        with transaction.atomic():
            made = Extension.objects.create(
                residence=row,
                months=months,
                words=words.strip(),
                asked_on=facts.today,
                asked_by=by,
                ask_by=facts.ask_by,
                ended=row.ends_on,
            )
    except IntegrityError as error:
        raise Refused(*conditions.not_waiting(replace(facts, waiting=True))) from error
    data = {"months": months, "ask_by": facts.ask_by.isoformat(), "note": words.strip()}
    keeping.note("residence.extension_asked", row, by, Permission.ORGANISATION_EDIT, data)
    tell_office(
        "exit_extension_asked",
        row,
        Permission.RESIDENCE_DECIDE,
        unique=str(made.pk),
        months=months,
    )
    return made


@transaction.atomic
def grant(*, extension: Extension, by: User, words: str = "") -> Residence:
    """Grant an extension: the last day moves, further allowances open, the addendum goes out.

    Raises Refused: ``already_answered``, and those of the step (``already_extended``,
    ``extension_asked_late``, ``extension_too_long``, ``own_case``, ``not_possible_now``,
    ``not_permitted``).
    """
    row = keeping.locked(extension.residence)
    asked = _open(extension)
    before = row.ends_on
    # Moved first, so that the message of the step tells the new day; all goes back if refused.
    row.ends_on = workdays.months_later(before, asked.months)
    row.save(update_fields=["ends_on"])
    known = {
        "asked_on": asked.asked_on,
        "ask_by": asked.ask_by,
        "extension_months": asked.months,
        "most_months": limits.most_months(row),
    }
    data = {"months": asked.months, "before": before.isoformat(), "ends": row.ends_on.isoformat()}
    done = take_step(row, "extend", by=by, note=words, known=known, data=data)
    done.extended_by = asked.months
    done.save(update_fields=["extended_by"])
    _answer(asked, Answer.GRANTED, by, words, row)
    extended = keeping.locked(done)
    allowances.prolong(residence=extended, by=by)
    letters.issue(
        extended,
        letters.EXTENDED,
        by=by,
        reasons=words,
        asked=asked.asked_on,
        months=asked.months,
        until=extended.ends_on,
        before=before,
    )
    return extended


@transaction.atomic
def refuse(*, extension: Extension, by: User, words: str) -> Extension:
    """Refuse an extension with reasons; the residence goes on to its end.

    Raises Refused: ``not_permitted``, ``own_case``, ``words_missing``, ``already_answered``.
    """
    row = keeping.locked(extension.residence)
    keeping.refuse_unless_decider(row, by)
    keeping.refuse_without_words(words)
    asked = _open(extension)
    _answer(asked, Answer.REFUSED, by, words, None)
    data = {"months": asked.months, "note": words.strip()}
    keeping.note("residence.extension_refused", row, by, Permission.RESIDENCE_DECIDE, data)
    letters.issue(
        row,
        letters.NOT_EXTENDED,
        by=by,
        reasons=words,
        asked=asked.asked_on,
        months=asked.months,
    )
    tell("exit_extension_refused", row, unique=str(asked.pk))
    return asked


def ask_facts(residence: Residence, months: int, waiting: Extension | None) -> AskFacts:
    """What is known today when somebody asks for so many months."""
    return AskFacts(
        today=clock.today(),
        ask_by=limits.ask_by(residence),
        months=months,
        most_months=limits.most_months(residence),
        extended=residence.extended_by > 0,
        waiting=waiting is not None,
        living=residence.status in LIVING,
    )


def may_ask(residence: Residence, waiting: Extension | None) -> bool:
    """Whether asking for an extension is open today, given the request that waits."""
    return not collect(conditions.ASK, ask_facts(residence, 1, waiting))


def _open(extension: Extension) -> Extension:
    found = Extension.objects.select_for_update(of=("self",)).get(pk=extension.pk)
    if found.answer:
        raise Refused(
            Reason(
                "already_answered",
                _("This request has already been answered."),
                _("Open the page again to see the answer."),
            )
        )
    return found


def _answer(
    asked: Extension, answer: Answer, by: User, words: str, extended: Residence | None
) -> None:
    asked.answer, asked.decision = answer, words.strip()
    asked.decided_at, asked.decided_by = clock.now(), by
    asked.ends = extended.ends_on if extended is not None else None
    asked.save(update_fields=["answer", "decision", "decided_at", "decided_by", "ends"])
