"""Founders, proposed leaders and members: who they are, their sealed numbers, the list."""

from __future__ import annotations

import re
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.registering.enums import FACTS_OPEN, MemberKind
from incubator.registering.models import FoundingMember, FoundingPerson, Registration
from incubator.registering.opened import changed, opened
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, masking, resident_id, sealed
from portal.core.reasons import Reason, Refused, not_permitted
from portal.permissions import Permission

SEPARATORS = re.compile(r"[,，;；\t]")
MOST_MEMBERS = 1000


@transaction.atomic
def put_person(
    *,
    registration: Registration,
    by: User,
    number: str,
    person: FoundingPerson | None = None,
    **entered: Any,
) -> FoundingPerson:
    """Add a founder or leader, or change one; an empty number leaves the one that is kept.

    Raises Refused: ``id_…`` (check sign, birthday in the future), ``person_twice``,
    ``two_heads``, ``number_missing``, ``not_open``, ``not_permitted``.
    """
    row = opened(registration, by, FACTS_OPEN)
    kept = person or FoundingPerson(registration=row)
    for name, value in entered.items():
        setattr(kept, name, value)
    _put_number(kept, number)
    try:
        with transaction.atomic():
            if kept.head:
                row.people.exclude(pk=kept.pk).filter(head=True).update(head=False)
            kept.save()
    except IntegrityError as error:
        raise Refused(
            Reason(
                "person_twice",
                _("Somebody with this identity number is on the list already."),
                _("Open that entry and change it."),
            )
        ) from error
    changed(row, "registering.person_kept", by, {"person": kept.pk, "office": kept.office})
    return kept


@transaction.atomic
def take_out(*, person: FoundingPerson, by: User) -> None:
    """Take a person out of the list."""
    row = opened(person.registration, by, FACTS_OPEN)
    changed(row, "registering.person_taken_out", by, {"person": person.pk})
    person.delete()


@transaction.atomic
def put_members(*, registration: Registration, text: str, by: User) -> int:
    """Keep the list of members: one per line, "name, occupation"; a line may begin with 单位.

    The list takes the place of the former one. Returns how many. Raises Refused with every line
    that cannot be read: ``member_long``, ``member_number``, ``members_too_many``.
    """
    row = opened(registration, by, FACTS_OPEN)
    found, faults = parse_members(text)
    if len(found) > MOST_MEMBERS:
        faults.append(
            Reason(
                "members_too_many",
                _("The list has more than %(most)s lines."),
                _("List those who join at the founding."),
                params={"most": MOST_MEMBERS},
            )
        )
    if faults:
        raise Refused(*faults)
    row.members.all().delete()
    FoundingMember.objects.bulk_create(
        FoundingMember(registration=row, kind=kind, name=name, work=work)
        for kind, name, work in found
    )
    changed(row, "registering.members_kept", by, {"count": len(found)})
    return len(found)


def parse_members(text: str) -> tuple[list[tuple[str, str, str]], list[Reason]]:
    """(kind, name, occupation) of every line, equal ones once, and what is wrong with others."""
    found: dict[tuple[str, str, str], None] = {}
    faults = []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = [part.strip() for part in SEPARATORS.split(line.replace("\x00", ""))]
        kind = MemberKind.PERSON
        if parts[0] in UNIT_MARKS:
            kind, parts = MemberKind.UNIT, parts[1:]
        if not parts or not parts[0]:
            continue
        name, work = parts[0], "，".join(part for part in parts[1:] if part)
        if len(name) > 80 or len(work) > 80:
            faults.append(_line("member_long", _("Line %(line)s is too long."), number))
        elif re.search(r"\d{15,}", name + work):
            faults.append(
                _line(
                    "member_number",
                    _("Line %(line)s holds a long number; identity numbers are not needed here."),
                    number,
                )
            )
        else:
            found[(kind, name, work)] = None
    return list(found), faults


UNIT_MARKS = frozenset({"单位", "单位会员", "unit"})


@transaction.atomic
def reveal(*, person: FoundingPerson, reason: str, by: User) -> str:
    """The whole identity number, with the reason noted in the history.

    Raises Refused: ``not_permitted``, ``reason_missing``.
    """
    row = person.registration
    if not bases.may(by, Permission.PERSONAL_REVEAL, row.base):
        raise Refused(not_permitted())
    if not reason.strip():
        raise Refused(Reason("reason_missing", _("Say for what you need the number; it is noted.")))
    audit.record(
        "registering.number_revealed",
        by=by,
        subject=f"incubator.foundingperson:{person.pk}",
        case=str(row),
        data={"reason": reason.strip()[:200]},
        post=bases.post_in(by, Permission.PERSONAL_REVEAL, row.base),
    )
    return sealed.unsealed(person.sealed)


def _put_number(person: FoundingPerson, number: str) -> None:
    if not number.strip():
        if person.sealed:
            return
        raise Refused(
            Reason("number_missing", _("Enter the identity number."), clause=resident_id.CLAUSE)
        )
    checked = resident_id.check(number, on=clock.today())
    if checked.born_on is None:
        raise Refused(*checked.reasons)
    person.sealed = sealed.seal(checked.number)
    person.fingerprint = sealed.fingerprint(checked.number)
    person.shown = masking.resident_id(checked.number)
    person.born_on = checked.born_on


def _line(code: str, message: Any, number: int) -> Reason:
    return Reason(
        code, message, _("Shorten the line: name, then occupation."), params={"line": number}
    )
