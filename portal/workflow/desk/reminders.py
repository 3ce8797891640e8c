"""Reminders and escalation by working days; each goes out once for one last day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from portal.accounts.models import User
from portal.core import clock, days, workdays
from portal.law import queries as law
from portal.notifications import operations as notifications
from portal.notifications.messages import Message
from portal.workflow.desk import messages, queries
from portal.workflow.desk.models import Instruction, Reminder
from portal.workflow.desk.operations import record
from portal.workflow.models import Case
from portal.workflow.steps import Waits

BATCH = 200
Readers = Callable[[Case], Iterable[User]]


def run() -> int:
    """Send what is due now; returns how many reminders went out."""
    today = clock.today()
    return (
        _before("due_soon", Waits.OFFICE, "desk.remind", messages.DUE_SOON, queries.workers, today)
        + _late("late_head", "desk.escalate_head", _head_and_handler, today)
        + _late("late_leader", "desk.escalate_leader", _leaders, today)
        + _before(
            "turn_ends",
            Waits.APPLICANT,
            "desk.remind_applicant",
            messages.TURN_ENDS,
            queries.parties,
            today,
        )
        + _replies(today)
    )


def _before(kind: str, turn: Waits, rule: str, message: Message, to: Readers, today: date) -> int:
    row = law.rule(rule, on=today)
    until = workdays.deadline(today, int(row.value), row.unit).last_day
    found = _without(kind, turn).filter(due_on__gte=today, due_on__lte=until)
    return sum(_send(kind, case, message, to(case)) for case in found[:BATCH])


def _late(kind: str, rule: str, to: Readers, today: date) -> int:
    row = law.rule(rule, on=today)
    found = _without(kind, Waits.OFFICE).filter(due_on__lt=today)[:BATCH]
    return sum(
        _send(kind, case, messages.LATE, to(case))
        for case in found
        if case.due_on
        and workdays.deadline(case.due_on, int(row.value), row.unit).last_day <= today
    )


def _replies(today: date) -> int:
    row = law.rule("desk.remind_reply", on=today)
    until = workdays.deadline(today, int(row.value), row.unit).last_day
    waiting = Instruction.objects.filter(replied_at=None, reply_by__lte=until)
    found = waiting.select_related("by", "case__holder", "case__handler")
    return sum(_reply(one, today) for one in found[:BATCH])


def _reply(one: Instruction, today: date) -> int:
    late = one.reply_by < today
    kind = f"reply_{'late' if late else 'soon'}:{one.pk}"
    to = [*queries.workers(one.case), *([one.by] if late else [])]
    message = messages.REPLY_LATE if late else messages.REPLY_SOON
    return _send(kind, one.case, message, to, due=one.reply_by)


def _without(kind: str, turn: Waits) -> QuerySet[Case]:
    """The open cases whose turn this is and which had no such reminder for their last day."""
    sent = Reminder.objects.filter(case=OuterRef("pk"), kind=kind, due_on=OuterRef("due_on"))
    found = Case.objects.open().filter(~Exists(sent), waits_for=turn, due_on__isnull=False)
    return found.select_related("holder", "handler", "applicant_user").order_by("due_on", "pk")


def _send(
    kind: str, case: Case, message: Message, to: Iterable[User], due: date | None = None
) -> int:
    last = due or case.due_on
    if last is None:
        return 0
    with transaction.atomic():
        _row, is_new = Reminder.objects.get_or_create(
            case=case, kind=kind, due_on=last, defaults={"at": clock.now()}
        )
        if not is_new:
            return 0
        record("desk.reminded", case, None, {"kind": kind, "due_on": last.isoformat()})
        ours = message is not messages.TURN_ENDS
        notifications.notify(
            key=message.key,
            to=to,
            params={
                "number": case.number,
                "applicant": case.applicant,
                "day": days.date_words(last),
            },
            case=case.number,
            url=queries.office_url(case) if ours else queries.applicant_url(case),
            office=case.holder_id,
            unique=f"desk:{case.pk}:{kind}:{last}",
        )
    return 1


def _head_and_handler(case: Case) -> list[User]:
    own = [case.handler] if case.handler else []
    return [*queries.heads(case.holder_id), *own]


def _leaders(case: Case) -> list[User]:
    return queries.leaders(case.holder_id)
