"""Acts inside the office: taking and giving a case, notes, instructions and their replies."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, days
from portal.core.reasons import Reason, Refused, not_permitted
from portal.notifications import operations as notifications
from portal.permissions import Permission
from portal.workflow.desk import messages, queries
from portal.workflow.desk.models import CalendarAddress, Instruction, Note
from portal.workflow.models import Case


def take(*, case: Case, by: User) -> Case:
    """Take a case that nobody handles.

    Refused("not_permitted", "own_case", "case_closed", "case_taken").
    """
    with transaction.atomic():
        locked = locked_case(case)
        reasons = list(_open(locked)) + list(_may_handle(locked, by))
        if locked.handler is not None:
            reasons.append(
                Reason(
                    "case_taken",
                    _("%(name)s handles this case."),
                    _("Ask the section head to give it to you."),
                    params={"name": locked.handler.get_full_name()},
                )
            )
        _refuse(reasons)
        _set_handler(locked, by)
        record("desk.taken", locked, by, {"to": by.pk})
    return locked


def give(*, case: Case, to: User | None, by: User, words: str = "") -> Case:
    """Give a case to a colleague of the office, or to nobody (``to`` None: it is free again).

    Somebody who reassigns does it, or the handler who lets go. ``words`` are kept as a note.
    Refused("not_permitted", "case_closed", "not_a_colleague", "own_case", "handler_already").
    """
    with transaction.atomic():
        locked = locked_case(case)
        reasons = list(_open(locked))
        own = to is None and locked.handler_id == by.pk
        if not own and not people.may(by, Permission.CASES_REASSIGN, body=locked.holder_id):
            reasons.append(not_permitted())
        if to is not None:
            reasons += _colleague(locked, to)
        if locked.handler_id == (to.pk if to else None):
            reasons.append(Reason("handler_already", _("This changes nothing.")))
        _refuse(reasons)
        before = locked.handler_id
        _set_handler(locked, to)
        event = record("desk.given", locked, by, {"from": before, "to": to.pk if to else None})
        if words.strip():
            _keep_note(locked, words, by)
        if to is not None and to.pk != by.pk:
            tell(messages.GIVEN.key, [to], locked, f"event:{event.pk}", by=by.get_full_name())
    return locked


def add_note(*, case: Case, words: str, by: User) -> Note:
    """Keep a note for the colleagues; it is never changed or deleted.

    Refused("not_permitted", "own_case", "words_missing").
    """
    with transaction.atomic():
        locked = locked_case(case)
        _refuse([*_may_handle(locked, by), *_worded(words)])
        return _keep_note(locked, words, by)


def instruct(*, case: Case, words: str, reply_by: date, by: User) -> Instruction:
    """Ask for a reply until a day; the handler (else those who may act) is told.

    Refused("not_permitted", "own_case", "case_closed", "words_missing", "day_has_passed").
    """
    with transaction.atomic():
        locked = locked_case(case)
        reasons = [*_open(locked), *_worded(words)]
        if not people.may(by, Permission.CASES_INSTRUCT, body=locked.holder_id):
            reasons.append(not_permitted())
        if queries.is_party(by, locked):
            reasons.append(_own_case())
        if reply_by < clock.today():
            reasons.append(
                Reason(
                    "day_has_passed",
                    _("The day of the reply has passed."),
                    _("Choose today or a later day."),
                )
            )
        _refuse(reasons)
        made = Instruction.objects.create(
            case=locked, words=words.strip(), by=by, at=clock.now(), reply_by=reply_by
        )
        data = {"instruction": made.pk, "reply_by": reply_by.isoformat()}
        record("desk.instructed", locked, by, data)
        unique = f"instruction:{made.pk}"
        to = [one for one in queries.workers(locked) if one.pk != by.pk]
        day = days.date_words(reply_by)
        tell(messages.INSTRUCTED.key, to, locked, unique, by=by.get_full_name(), day=day)
    return made


def reply(*, instruction: Instruction, words: str, by: User) -> Instruction:
    """Reply to an instruction, once; its giver is told.

    Refused("not_permitted", "own_case", "words_missing", "already_replied").
    """
    with transaction.atomic():
        locked = Instruction.objects.select_for_update(of=("self",)).get(pk=instruction.pk)
        case = locked.case
        reasons = [*_may_handle(case, by), *_worded(words)]
        if not locked.open:
            reasons.append(Reason("already_replied", _("A colleague has replied already.")))
        _refuse(reasons)
        locked.reply, locked.replied_by, locked.replied_at = words.strip(), by, clock.now()
        locked.save(update_fields=["reply", "replied_by", "replied_at"])
        record("desk.replied", case, by, {"instruction": locked.pk})
        unique = f"instruction:{locked.pk}:replied"
        tell(messages.REPLIED.key, [locked.by], case, unique, by=by.get_full_name())
    return locked


def new_calendar_address(*, by: User) -> str:
    """A new secret for the person's calendar address; the old one stops working. Told once."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarAddress.objects.update_or_create(
            person=by, defaults={"hash": queries.calendar_hash(secret), "made_at": clock.now()}
        )
        audit.record("calendar.address_made", by=by, subject=f"accounts.user:{by.pk}")
    return secret


def end_calendar_address(*, by: User) -> None:
    """The person's calendar address stops working."""
    with transaction.atomic():
        if CalendarAddress.objects.filter(person=by).delete()[0]:
            audit.record("calendar.address_ended", by=by, subject=f"accounts.user:{by.pk}")


def locked_case(case: Case) -> Case:
    """The case as it stands, locked until the transaction ends."""
    found = Case.objects.select_for_update(of=("self",)).select_related("holder", "handler")
    return found.get(pk=case.pk)


def record(action: str, case: Case, by: User | None, data: dict[str, Any]) -> Any:
    """Write an act of the desk into the history of the case; the words stay in their own row."""
    return audit.record(
        action,
        by=by,
        subject=f"workflow.case:{case.pk}",
        case=case.number,
        data=data,
        post=people.post_in(by, Permission.CASES_VIEW, case.holder_id) if by else "",
    )


def tell(key: str, to: Iterable[User], case: Case, unique: str, **params: str | int) -> None:
    """Tell people of the office about a case, once."""
    notifications.notify(
        key=key,
        to=to,
        params={"number": case.number, "applicant": case.applicant, **params},
        case=case.number,
        url=queries.office_url(case),
        office=case.holder_id,
        unique=unique,
    )


def _set_handler(case: Case, to: User | None) -> None:
    case.handler = to
    case.save(update_fields=["handler"])


def _keep_note(case: Case, words: str, by: User) -> Note:
    note = Note.objects.create(case=case, words=words.strip(), by=by, at=clock.now())
    record("desk.noted", case, by, {"note": note.pk})
    return note


def _open(case: Case) -> list[Reason]:
    if case.closed_at is None:
        return []
    return [Reason("case_closed", _("This case is finished."))]


def _may_handle(case: Case, by: User) -> list[Reason]:
    if not queries.works_in(by, case.holder_id):
        return [not_permitted()]
    return [_own_case()] if queries.is_party(by, case) else []


def _colleague(case: Case, to: User) -> list[Reason]:
    if not people.handlers(case.holder_id).filter(pk=to.pk).exists():
        return [
            Reason(
                "not_a_colleague",
                _("This person does not handle cases of the office."),
                _("Choose a colleague of the office."),
            )
        ]
    return [_own_case()] if queries.is_party(to, case) else []


def _worded(words: str) -> list[Reason]:
    if words.strip():
        return []
    return [Reason("words_missing", _("Write a few words."))]


def _own_case() -> Reason:
    return Reason(
        "own_case",
        _("Nobody handles a case in which they are a party."),
        _("A colleague must do it."),
    )


def _refuse(reasons: list[Reason]) -> None:
    if reasons:
        raise Refused(*reasons)
