"""The one place where a status changes.

Lock the row, read the clock once, find the step, ask for the permission, run every condition and
return all reasons, set the status, stamp the case, write the event: one transaction.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, workdays
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.law import queries as law
from portal.workflow import numbers
from portal.workflow.models import Case, CaseModel, Channel
from portal.workflow.steps import Clock, FactsOf, Step, Waits

Row = TypeVar("Row", bound=CaseModel)
KEPT_BY_ENGINE = (
    "state",
    "state_since",
    "waits_for",
    "closed_at",
    "due_on",
    "due_provisional",
    "due_rule",
    "due_since",
    "due_days",
    "kept_days",
    "kept_rule",
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new case needs besides its row: who asks, for which body, which office answers."""

    applicant: str
    holder_id: int
    body_id: int | None = None
    applicant_user: User | None = None
    channel: str = Channel.WEB


def open_case(row: Row, opening: Opening, *, by: User | None, data: Any = None) -> tuple[Row, str]:
    """Save a new row in its first state with its case; returns the row and the query code.

    The code is told once, here; only its hash is kept.
    """
    flow = row.workflow
    moment, code = clock.now(), numbers.query_code()
    with transaction.atomic():
        number = numbers.case_number(flow.prefix)
        row.status = flow.initial
        row.save(force_insert=row._state.adding)
        due = limit(flow.opening_deadline, moment, moment)
        row.case = Case.objects.create(
            number=number,
            workflow=flow.code,
            state=flow.initial,
            waits_for=flow.waits[flow.initial],
            applicant=opening.applicant,
            applicant_user=opening.applicant_user,
            body_id=opening.body_id,
            holder_id=opening.holder_id,
            channel=opening.channel,
            opened_at=moment,
            state_since=moment,
            code_hash=numbers.hashed(number, code),
            object_id=row.pk,
            **due,
        )
        row.save(update_fields=["case"])
        _record(row, f"{flow.code}.opened", by, "", "", data)
    return row, code


def advance(
    row: Row,
    action: str,
    *,
    by: User | None,
    facts: FactsOf | None = None,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Row:
    """Take one step; returns the row as it now stands, locked until the transaction ends.

    ``facts`` builds the facts of the conditions from the locked row. Raises Refused with every
    reason: ``not_possible_now`` (no such step from this state), ``not_permitted``,
    ``words_missing``, and whatever the conditions say.
    """
    with transaction.atomic():
        locked = type(row)._default_manager.select_for_update().get(pk=row.pk)
        step = _lawful_step(locked, action, by)
        known = facts(locked) if facts else locked
        reasons = list(collect(step.conditions, known))
        if step.needs_note and not note.strip():
            reasons.append(Reason("words_missing", _("Say why, in words the applicant will read.")))
        refuse_if_blocked(reasons)
        source = locked.status
        _set(locked, step)
        _record(locked, f"{locked.workflow.code}.{action}", by, source, note, data)
    return locked


def possible(row: CaseModel, by: User) -> list[Step[Any]]:
    """The steps this person may take from here; their conditions are asked when they are taken."""
    return [step for step in row.workflow.steps_from(row.status) if _permitted(row, step, by)]


def _lawful_step(row: CaseModel, action: str, by: User | None) -> Step[Any]:
    step = row.workflow.step(action, row.status)
    if step is None:
        raise Refused(
            Reason(
                "not_possible_now",
                _("This is no longer possible: the case is now “%(state)s”."),
                _("Open the case again to see what has happened."),
                params={"state": row.workflow.states(row.status).label},
            )
        )
    if not _permitted(row, step, by):
        raise Refused(not_permitted())
    return step


def _permitted(row: CaseModel, step: Step[Any], by: User | None) -> bool:
    if step.permission is None:
        return by is None
    if by is None or row.case is None:
        return False
    if step.side is Waits.OFFICE:
        offices = (row.case.holder_id, *row.further_offices())
        return any(people.may(by, step.permission, body=office) for office in offices)
    if row.case.applicant_user_id == by.pk:
        return True
    return row.case.body_id is not None and people.may(by, step.permission, body=row.case.body_id)


def _set(row: CaseModel, step: Step[Any]) -> None:
    flow, case, moment = row.workflow, row.case, clock.now()
    if case is None:
        raise ValueError("A row without a case cannot advance.")
    row.status = step.target
    row.save(update_fields=["status"])
    case.state = step.target
    case.state_since = moment
    case.waits_for = flow.waits.get(step.target, Waits.NOBODY)
    case.closed_at = None if flow.is_open(step.target) else moment
    _set_limit(case, step, moment)
    case.save(update_fields=KEPT_BY_ENGINE)


def _set_limit(case: Case, step: Step[Any], moment: datetime) -> None:
    """The new last day; a step that names none leaves the running one, or ends it."""
    rule, start, days = step.deadline, moment, None
    if step.clock is Clock.STOPS and case.due_on is not None:
        case.kept_days = max(0, workdays.working_days_left(case.due_on, clock.day(moment)))
        case.kept_rule = case.due_rule
    if step.clock is Clock.RESUMES and case.kept_rule:
        rule, days = case.kept_rule, case.kept_days
        case.kept_days, case.kept_rule = None, ""
    if step.extends and case.due_on is not None:
        start = max(moment, workdays.due_at(case.due_on))
    if rule or case.closed_at is not None or step.clock is Clock.ENDS:
        for name, value in limit(rule, start, case.opened_at, days=days).items():
            setattr(case, name, value)


def limit(
    rule: str, moment: datetime, opened: datetime, *, days: int | None = None
) -> dict[str, Any]:
    """The fields of a case that say until when; no rule, no limit.

    Counted from ``moment``; a running case keeps the rows in force when it began. ``days`` are
    the working days that were left of a limit that stopped.
    """
    if not rule:
        return {
            "due_on": None,
            "due_provisional": False,
            "due_rule": "",
            "due_since": None,
            "due_days": None,
        }
    row = law.rule(rule, on=clock.day(opened))
    length, unit = (row.value, row.unit) if days is None else (days, "wd")
    deadline = workdays.deadline(moment, length, unit)
    return {
        "due_on": deadline.last_day,
        "due_provisional": deadline.provisional,
        "due_rule": rule,
        "due_since": moment,
        "due_days": days,
    }


def _record(
    row: CaseModel, action: str, by: User | None, source: str, note: str, data: Any
) -> None:
    case = row.case
    if case is None:
        raise ValueError("A row without a case has no history.")
    words = {"from": source, "to": row.status, **(data or {})}
    if note:
        words["note"] = note
    permission = next(
        (s.permission for s in row.workflow.steps if action.endswith(f".{s.action}")), None
    )
    offices = (case.holder_id, *row.further_offices()) if by and permission else ()
    posts = (people.post_in(by, permission, office) for office in offices if by and permission)
    post = next(filter(None, posts), "")
    audit.record(
        action,
        by=by,
        subject=f"{row._meta.label_lower}:{row.pk}",
        case=case.number,
        data=words,
        post=post,
        channel=case.channel if action.endswith(".opened") else "web",
    )
