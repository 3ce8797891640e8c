"""The steps of a registration: begun, named, handed in, read, submitted, decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases.models import Base
from incubator.registering import checklist, judging, queries, telling
from incubator.registering.enums import Asker, Kind, RegistrationState
from incubator.registering.models import (
    Registration,
    RegistrationDocument,
    RegistrationPoint,
    WrittenPaper,
)
from incubator.registering.naming import PREPARING
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, not_permitted
from portal.permissions import Permission
from portal.workflow import engine

if TYPE_CHECKING:
    from portal.bodies.models import Body

State = RegistrationState
LONGEST_POINT = 300


@transaction.atomic
def begin(*, body: Body, base: Base, kind: str, name: str, by: User) -> Registration:
    """Open the case of a founding team or a filed group at a base.

    Raises Refused: ``not_a_team``, ``not_permitted``, ``no_registry``, ``registration_runs``.
    """
    _may_begin(body, base, kind, by)
    registry = queries.registry_for(kind, body.division_id)
    if registry is None:
        raise Refused(Reason("no_registry", _("No registration authority is known for the place.")))
    row = Registration(
        body=body,
        base=base,
        registry=registry,
        kind=kind,
        name=cleaned(name),
        contact=by.get_full_name()[:60],
        phone=by.phone or "",
    )
    opening = engine.Opening(applicant=body.name, holder_id=base.office_id, body_id=body.pk)
    try:
        with transaction.atomic():
            return engine.open_case(row, opening, by=by, data={"kind": kind, "name": name})[0]
    except IntegrityError as error:
        raise Refused(
            Reason(
                "registration_runs",
                _("The registration of this team has been begun already."),
                _("Open it from My space."),
            )
        ) from error


def cleaned(name: str) -> str:
    """A name as it would be registered: no spaces, without （筹）."""
    return PREPARING.sub("", "".join(name.split()))


def take(
    registration: Registration,
    action: str,
    *,
    by: User | None,
    note: str = "",
    data: dict[str, Any] | None = None,
    known: dict[str, Any] | None = None,
) -> Registration:
    """Take one step with the facts read anew, and tell the team; every reason at once."""
    row = engine.advance(
        registration,
        action,
        by=by,
        facts=lambda locked: replace(judging.facts(locked, by, action), **(known or {})),
        note=note,
        data=data,
    )
    telling.tell(row, action, note)
    return row


@transaction.atomic
def ask_name(*, registration: Registration, by: User) -> Registration:
    """Hand the name in for the check. Raises Refused with every ``name_…`` against it."""
    return take(registration, "ask_name", by=by, data={"name": registration.name})


@transaction.atomic
def pass_name(*, registration: Registration, by: User, note: str = "") -> Registration:
    """The name may be used. Raises Refused: ``name_…``, ``own_case`` and those of every step."""
    row = take(registration, "pass_name", by=by, note=note, data={"name": registration.name})
    row.name_on = clock.today()
    row.facts_version += 1
    row.save(update_fields=["name_on", "facts_version"])
    return row


@transaction.atomic
def refuse_name(*, registration: Registration, by: User, note: str) -> Registration:
    """The name may not be used, with the reason that the team reads. ``words_missing``."""
    return take(registration, "refuse_name", by=by, note=note, data={"name": registration.name})


@transaction.atomic
def settle_unit(*, registration: Registration, by: User) -> Registration:
    """Unit or direct way is settled: the list of documents begins. Raises ``no_unit…``."""
    row = take(registration, "settle_unit", by=by, data={"mode": registration.mode})
    RegistrationDocument.objects.bulk_create(
        RegistrationDocument(registration=row, place=place, code=one.code, who=one.who)
        for place, one in enumerate(checklist.wanted(row.kind, row.mode), start=1)
    )
    return row


@transaction.atomic
def hand_in(*, registration: Registration, by: User) -> Registration:
    """Hand the papers to the base. Raises Refused with every reason of the founding.

    ``members_too_few_…``, ``council_size``, ``heads_another``, ``capital_too_small``,
    ``papers_old``, ``document_missing`` and the others of ``founding.FOUND``.
    """
    row = take(registration, "hand_in", by=by)
    _keep_as_handed_in(row)
    return row


@transaction.atomic
def answer(*, registration: Registration, by: User) -> Registration:
    """Hand the mended papers in again. ``point_unanswered`` and those of ``hand_in``."""
    row = take(registration, "answer", by=by)
    _keep_as_handed_in(row)
    return row


@transaction.atomic
def return_papers(*, registration: Registration, points: Sequence[str], by: User) -> Registration:
    """Tell at once everything that is missing. ``no_points``, ``asked_before``, ``own_case``."""
    return _ask("return_papers", registration, points, Asker.BASE, by)


@transaction.atomic
def pass_review(*, registration: Registration, by: User, note: str = "") -> Registration:
    """The papers are complete. Raises Refused as ``hand_in`` does, and ``own_case``."""
    return take(registration, "pass_review", by=by, note=note)


@transaction.atomic
def submit(*, registration: Registration, on: date | None, number: str, by: User) -> Registration:
    """The papers went to the registry on a day; its days begin.

    Raises Refused: ``no_day``, ``day_in_future``, and those of every step.
    """
    against = tuple(past(on))
    row = _with_reasons(against, registration, "submit", by, {"on": str(on), "number": number})
    row.submitted_on, row.accepted_number = on, number.strip()[:80]
    row.save(update_fields=["submitted_on", "accepted_number"])
    WrittenPaper.objects.filter(
        registration=row, version=row.facts_version, handed_in_on=None
    ).update(handed_in_on=on)
    return row


@transaction.atomic
def ask_more(*, registration: Registration, points: Sequence[str], by: User) -> Registration:
    """The registry asked for more: its whole list. ``no_points`` and those of every step."""
    return _ask("ask_more", registration, points, Asker.REGISTRY, by)


@transaction.atomic
def supply(*, registration: Registration, on: date | None, by: User) -> Registration:
    """The additions went to the registry on a day; its days begin anew from the complete file.

    Raises Refused: ``point_unanswered``, ``no_day``, ``day_in_future``.
    """
    row = _with_reasons(tuple(past(on)), registration, "supply", by, {"on": str(on)})
    row.submitted_on = on
    row.save(update_fields=["submitted_on"])
    return row


@transaction.atomic
def refuse(
    *, registration: Registration, on: date | None, document: str, note: str, by: User
) -> Registration:
    """Record that the registry refused: day, document, its reasons. The team stays a team."""
    against = tuple(past(on))
    if not document.strip():
        against += (Reason("no_document", _("The number of the decision is missing.")),)
    data = {"on": str(on), "document": document}
    row = _with_reasons(against, registration, "refuse", by, data, note=note)
    row.decided_on, row.decision_document = on, document.strip()[:80]
    row.save(update_fields=["decided_on", "decision_document"])
    return row


@transaction.atomic
def finish(*, registration: Registration, by: User) -> Registration:
    """Seal, bank, tax and party work are settled. ``step_not_settled``."""
    return take(registration, "finish", by=by)


@transaction.atomic
def withdraw(*, registration: Registration, by: User) -> Registration:
    """The team gives up; it may begin again."""
    return take(registration, "withdraw", by=by)


@transaction.atomic
def close(*, registration: Registration, by: User, note: str) -> Registration:
    """The base closes a case that the team no longer follows, with the reason."""
    return take(registration, "close", by=by, note=note)


def past(on: date | None) -> list[Reason]:
    """A recorded day is there and not in the future."""
    if on is None:
        return [Reason("no_day", _("The day is missing."), _("Choose the day it happened."))]
    if on > clock.today():
        return [
            Reason(
                "day_in_future",
                _("The day lies in the future."),
                _("Enter it when it has happened."),
            )
        ]
    return []


def _with_reasons(
    against: tuple[Reason, ...],
    registration: Registration,
    action: str,
    by: User,
    data: dict[str, Any],
    note: str = "",
) -> Registration:
    """Take a step whose own entries may be wrong as well: all reasons together."""
    try:
        with transaction.atomic():
            row = take(registration, action, by=by, note=note, data=data)
    except Refused as refusal:
        raise Refused(*against, *refusal.reasons) from refusal
    if against:
        raise Refused(*against)
    return row


def _ask(
    action: str, registration: Registration, points: Sequence[str], asker: Asker, by: User
) -> Registration:
    asked = list(dict.fromkeys(" ".join(words.split())[:LONGEST_POINT] for words in points))
    asked = [words for words in asked if words]
    known = {
        "points": len(asked),
        "repeated": judging.repeated(registration, asked, asker),
        "unanswered": (),
    }
    row = take(registration, action, by=by, known=known, data={"points": asked})
    row.rounds += 1
    row.save(update_fields=["rounds"])
    RegistrationPoint.objects.bulk_create(
        RegistrationPoint(registration=row, asker=asker, round=row.rounds, place=place, words=words)
        for place, words in enumerate(asked, start=1)
    )
    return row


def _keep_as_handed_in(row: Registration) -> None:
    """What was handed in stays, with its day, whatever is written later."""
    WrittenPaper.objects.filter(
        registration=row, version=row.facts_version, handed_in_on=None
    ).update(handed_in_on=clock.today())


def _may_begin(body: Body, base: Base, kind: str, by: User) -> None:
    reasons = []
    if body.kind not in queries.TEAMS or not body.active:
        reasons.append(
            Reason(
                "not_a_team",
                _("Only a founding team or a filed community group can be registered."),
                _("Set up a founding team first."),
            )
        )
    if not people.may(by, Permission.ORGANISATION_EDIT, body=body.pk):
        reasons.append(not_permitted())
    if kind not in Kind.values:
        reasons.append(Reason("no_kind", _("Choose the legal kind.")))
    if not base.active:
        reasons.append(Reason("base_closed", _("This base is no longer in use.")))
    if reasons:
        raise Refused(*reasons)
