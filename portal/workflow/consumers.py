"""Follows the history: the office learns of a new case, the parties of a letter in force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import consumers
from portal.notifications import operations as notifications
from portal.permissions import Permission
from portal.workflow.letters.models import Letter
from portal.workflow.models import Case
from portal.workflow.notices import CASE_OPENED, LETTER_IN_FORCE
from portal.workflow.steps import Waits

if TYPE_CHECKING:
    from portal.audit.models import Event

LETTERS = ("letter.stamped", "letter.sealed")


def tell_offices(events: Sequence[Event]) -> None:
    """A new case that waits for its office: those who may take its first step see it."""
    for event in events:
        if event.case and event.action.endswith(".opened"):
            case = Case.objects.select_related("holder").filter(number=event.case).first()
            if case is not None and event.action == f"{case.workflow}.opened":
                _tell_office(case, event)


def tell_parties(events: Sequence[Event]) -> None:
    """A letter that came into force: the applicant, or the organisation's people."""
    for event in events:
        letter = (
            Letter.objects.select_related("case", "issuer")
            .filter(pk=int(event.subject.rpartition(":")[2]))
            .first()
        )
        if letter is None or letter.case is None:
            continue
        notifications.notify(
            key=LETTER_IN_FORCE.key,
            to=_parties(letter.case),
            params={
                "office": letter.issuer.name,
                "title": letter.title,
                "letter": letter.number,
                "number": letter.case.number,
            },
            case=letter.case.number,
            url=reverse("letter", args=[letter.pk]),
            office=letter.case.holder_id,
            unique=f"event:{event.pk}",
        )


def register() -> None:
    """Follow the history from now on."""
    consumers.register("workflow.offices", tell_offices)
    consumers.register("workflow.letters_told", tell_parties, actions=LETTERS)


def _tell_office(case: Case, event: Event) -> None:
    flow = case.table
    if flow.waits.get(flow.initial) is not Waits.OFFICE:
        return
    wanted = {
        step.permission
        for step in flow.steps_from(flow.initial)
        if step.side is Waits.OFFICE and step.permission is not None
    }
    office = [
        person
        for permission in sorted(wanted)
        for person in people.holders(permission, case.holder_id)
        if f"user:{person.pk}" != event.actor
    ]
    notifications.notify(
        key=CASE_OPENED.key,
        to=office,
        params={"number": case.number, "applicant": case.applicant},
        case=case.number,
        url=_office_url(case),
        office=case.holder_id,
        unique=f"event:{event.pk}",
    )


def _office_url(case: Case) -> str:
    try:
        return reverse(case.table.url_name, args=[case.object_id])
    except NoReverseMatch:
        return ""


def _parties(case: Case) -> list[User]:
    if case.applicant_user is not None:
        return [case.applicant_user]
    if case.body_id is None:
        return []
    return list(people.holders(Permission.ORGANISATION_EDIT, case.body_id))
