"""Who works on a case inside the office, and what is kept beside it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.permissions import Permission
from portal.workflow import queries as cases
from portal.workflow.desk.models import CalendarAddress, Handover, Instruction, Note
from portal.workflow.models import Case
from portal.workflow.steps import Waits

if TYPE_CHECKING:
    from portal.audit.models import Event


def visible_to(user: User) -> QuerySet[Case]:
    """The cases of a person's offices in which they are no party."""
    organisations = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return cases.of_offices(user).exclude(
        Q(applicant_user=user) | Q(body__in=organisations, body__isnull=False)
    )


def is_party(user: User, case: Case) -> bool:
    """Whether an official is the applicant or belongs to the organisation of the case."""
    if case.applicant_user_id == user.pk:
        return True
    return case.body_id is not None and people.may(
        user, Permission.ORGANISATION_VIEW, body=case.body_id
    )


def works_in(user: User, office: int) -> bool:
    """Whether a person handles cases in an office (its id), instead of only watching over it."""
    return any(
        post.body_id == office
        and Permission.CASES_VIEW in post.held_role.may
        and not post.held_role.covers_division
        for post in people.posts(user)
    )


def offices_of(user: User) -> list[int]:
    """The ids of the offices in which a person handles cases."""
    found = {post.body_id for post in people.posts(user)}
    return sorted(office for office in found if works_in(user, office))


def handled_by(person: User, office: int) -> QuerySet[Case]:
    """The open cases of an office that a person handles, the nearest last day first."""
    return Case.objects.filter(handler=person, holder=office, closed_at=None)


def notes_of(case: Case) -> QuerySet[Note]:
    """The notes of a case with their writers, newest first."""
    return Note.objects.filter(case=case).select_related("by")


def instructions_of(case: Case) -> QuerySet[Instruction]:
    """The instructions on a case, those that wait first."""
    found = Instruction.objects.filter(case=case).select_related("by", "replied_by")
    return found.order_by("-replied_at", "reply_by", "pk")


def instructions_for(user: User) -> QuerySet[Instruction]:
    """The instructions on the cases whose inside a person may see, the nearest day first."""
    found = Instruction.objects.filter(case__in=visible_to(user))
    return found.select_related("by", "replied_by", "case__holder", "case__handler")


def waiting_instructions(user: User) -> QuerySet[Instruction]:
    """Those without a reply that a person should see: on own or free cases, or given by them."""
    own = Q(case__handler=user) | Q(case__handler=None) | Q(by=user)
    return instructions_for(user).filter(own, replied_at=None)


def handovers_of(user: User) -> QuerySet[Handover]:
    """The handovers of a person's offices, newest first."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return Handover.objects.filter(office__in=offices).select_related(
        "office", "giver", "taker", "by"
    )


def moves(events: Iterable[Event]) -> list[Event]:
    """Of a case's history what the desk did: taken, given, handed over, reminded."""
    return [event for event in events if event.action.startswith("desk.")]


def parties(case: Case) -> list[User]:
    """Whom the office tells about the case: the applicant, or the organisation's people."""
    if case.applicant_user is not None:
        return [case.applicant_user]
    if case.body_id is None:
        return []
    return list(people.holders(Permission.ORGANISATION_EDIT, case.body_id))


def workers(case: Case) -> list[User]:
    """Who must act for the office: the handler, else those who may take the next step."""
    if case.handler is not None:
        return [case.handler]
    wanted = {
        step.permission
        for step in case.table.steps_from(case.state)
        if step.side is Waits.OFFICE and step.permission is not None
    }
    found = [one for need in sorted(wanted) for one in people.holders(need, case.holder_id)]
    return list(dict.fromkeys(found))


def leaders(office: int) -> list[User]:
    """Who leads an office (its id)."""
    return list(people.holders(Permission.CASES_INSTRUCT, office))


def heads(office: int) -> list[User]:
    """Who leads the section of an office; its leader where there is no section head."""
    top = leaders(office)
    return [one for one in people.holders(Permission.CASES_REASSIGN, office) if one not in top] or (
        top
    )


def calendar_hash(secret: str) -> str:
    """What is kept of a calendar address."""
    return sha256(secret.encode()).hexdigest()


def person_of_calendar(secret: str) -> User | None:
    """Whose calendar an address shows; None for one that was ended or never was."""
    found = CalendarAddress.objects.select_related("person").filter(hash=calendar_hash(secret))
    address = found.filter(person__is_active=True).first()
    return address.person if address else None


def calendar_address_of(user: User) -> CalendarAddress | None:
    """Since when the person has a calendar address, if they have one."""
    return CalendarAddress.objects.filter(person=user).first()


def office_url(case: Case) -> str:
    """The staff page of a case; the work list where the subject has none."""
    return _address(case.table.url_name, case, "work_list")


def applicant_url(case: Case) -> str:
    """The applicant's page of a case; the page that asks for the code where there is none."""
    return _address(case.table.applicant_url_name, case, "track")


def _address(name: str, case: Case, other: str) -> str:
    try:
        return reverse(name, args=[case.object_id])
    except NoReverseMatch:
        return reverse(other)
