"""Recovering a lost sole owner: one official begins, a different one confirms."""

from typing import Any

from django.core.files import File
from django.db import transaction

from portal.accounts import operations as accounts
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import collect, refuse_if_blocked
from portal.files import operations as files
from portal.organisations import slots
from portal.organisations.members import operations as members
from portal.organisations.members.enums import MemberRole
from portal.organisations.members.queries import owners
from portal.organisations.recoveries import conditions, queries
from portal.organisations.recoveries.models import Recovery
from portal.organisations.register.models import Organisation
from portal.organisations.telling import tell
from portal.workflow import engine
from portal.workflow.models import Channel


def start(
    *,
    organisation: Organisation,
    contact: str,
    grounds: str,
    letter: File[Any] | None,
    by: User,
) -> tuple[Recovery, str]:
    """Begin a recovery at the counter; returns it with the query code for the person.

    Raises Refused with every reason: ``struck_off``, ``no_owner``, ``other_owner``,
    ``recovery_open``, ``letter_missing``, ``person_unknown``, ``own_case``, ``already_owner``.
    """
    person = people.by_address(contact)
    facts = queries.start_facts(organisation, person, by, has_letter=letter is not None)
    refuse_if_blocked(collect(conditions.START, facts))
    if person is None or letter is None:
        raise ValueError("The conditions let a recovery without person or letter pass.")
    stored = files.store(
        upload=letter, slot=slots.LETTER, owner=files.Owner(body=organisation.registry_id), by=by
    )
    with transaction.atomic():
        locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        facts = queries.start_facts(locked, person, by, has_letter=True)
        refuse_if_blocked(collect(conditions.START, facts))
        recovery = Recovery(
            organisation=locked,
            lost_owner=owners(locked.pk)[0],
            person=person,
            letter=stored,
            grounds=grounds,
            started_by=by,
        )
        opening = engine.Opening(
            applicant=locked.body.name,
            holder_id=locked.registry_id or 0,
            applicant_user=person,
            channel=Channel.COUNTER,
        )
        recovery, code = engine.open_case(recovery, opening, by=by)
        stored.case = str(recovery)
        stored.save(update_fields=["case"])
        _tell(recovery, "recovery_started_owner", recovery.lost_owner)
    return recovery, code


@transaction.atomic
def confirm(*, recovery: Recovery, by: User) -> Recovery:
    """Let the second official give the organisation to the new owner.

    The lost owner's post ends and their sessions with it. Raises Refused: ``same_official``,
    ``own_case``, ``struck_off``, ``owner_changed``, ``person_gone``.
    """
    locked = Recovery.objects.select_for_update().get(pk=recovery.pk)
    if by.pk != locked.started_by_id:
        locked.confirmed_by, locked.confirmed_at = by, clock.now()
        locked.save(update_fields=["confirmed_by", "confirmed_at"])
    done = _step(locked, "confirm", by)
    number, body = str(done), done.organisation_id
    accounts.appoint(user=done.person, body=body, role=MemberRole.OWNER, by=by, case=number)
    members.end_all(body=body, keep=done.person, only=done.lost_owner, by=by, case=number)
    accounts.end_sessions(user=done.lost_owner, by=by, reason=number)
    _tell(done, "recovery_confirmed", done.person)
    _tell(done, "recovery_confirmed_owner", done.lost_owner)
    return done


@transaction.atomic
def reject(*, recovery: Recovery, by: User, words: str) -> Recovery:
    """Do not confirm; nothing changes."""
    done = _step(recovery, "reject", by, words)
    _tell(done, "recovery_rejected", done.person)
    return done


@transaction.atomic
def cancel(*, recovery: Recovery, by: User, words: str) -> Recovery:
    """Take a recovery back before it is confirmed."""
    return _step(recovery, "cancel", by, words)


def _tell(recovery: Recovery, key: str, person: User) -> None:
    tell(recovery, key, to=[person], name=recovery.organisation.body.name)


def _step(recovery: Recovery, action: str, by: User, words: str = "") -> Recovery:
    return engine.advance(
        recovery, action, by=by, facts=lambda row: queries.confirm_facts(row, by), note=words
    )
