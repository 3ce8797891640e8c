"""Certificates of graduation: issued in the act, made by the worker, checked by anyone."""

import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.exits import keeping, letters, queries, slots
from incubator.exits.models import Diploma
from incubator.exits.telling import tell
from incubator.residence.models import Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import operations as files
from portal.permissions import Permission
from portal.workflow import numbers

SIGNS = 8


def issue(residence: Residence, by: User) -> Diploma:
    """Issue the certificate of a residence inside the act of graduating; the PDF comes later.

    The number ends in signs drawn by lot, so that nobody guesses or alters one.
    """
    year = clock.today().year
    serial = numbers.next_in(f"CK-{year}")
    drawn = "".join(secrets.choice(numbers.ALPHABET) for _sign in range(SIGNS))
    made = Diploma.objects.create(
        residence=residence,
        number=f"CK-{year}-{serial:04d}-{drawn}",
        words=words(residence),
        issued_on=clock.today(),
        issued_by=by,
    )
    _record("diploma.issued", made, by, {"number": made.number})
    return made


def words(residence: Residence) -> dict[str, Any]:
    """What stands on a certificate, as it is printed."""
    return {
        "name": residence.body.name,
        "code": residence.body.credit_code or "",
        "base": residence.base.body.name,
        "office": residence.base.office.name,
        "tier": residence.terms.get("tier", {}).get("name", ""),
        "from": residence.begins_on.isoformat(),
        "to": (residence.ended_on or clock.today()).isoformat(),
    }


@transaction.atomic
def keep_pdf(*, diploma: Diploma, content: bytes) -> Diploma:
    """Keep the PDF that was made of a certificate, once."""
    row = Diploma.objects.select_for_update(of=("self",)).get(pk=diploma.pk)
    if row.made_id is None:
        residence = row.residence
        row.made = files.store_made(
            content=content,
            name=f"{row.number}.pdf",
            slot=slots.DIPLOMA,
            owner=files.Owner(body=residence.body_id),
            by=None,
            case=str(residence),
        )
        row.save(update_fields=["made"])
    return row


@transaction.atomic
def withdraw(*, diploma: Diploma, by: User, words: str) -> Diploma:
    """Withdraw a certificate with reasons: a letter goes out, whoever checks it is told.

    Raises Refused: ``not_permitted``, ``own_case``, ``words_missing``, ``already_withdrawn``.
    """
    row = Diploma.objects.select_for_update(of=("self",)).get(pk=diploma.pk)
    residence = keeping.locked(row.residence)
    keeping.refuse_unless_decider(residence, by)
    keeping.refuse_without_words(words)
    if row.withdrawn_on is not None:
        raise Refused(Reason("already_withdrawn", _("The certificate has already been withdrawn.")))
    row.withdrawn_on, row.withdrawn_by, row.withdrawn_words = clock.today(), by, words.strip()
    row.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_words"])
    letters.issue(residence, letters.WITHDRAWN, by=by, reasons=words, certificate=row.number)
    _record("diploma.withdrawn", row, by, {"number": row.number, "note": words.strip()})
    tell("exit_diploma_withdrawn", residence, unique=row.number)
    return row


def check(number: str) -> Diploma | None:
    """The certificate with exactly this number, for anybody; None for every other number."""
    return queries.by_number(number)


def _record(action: str, row: Diploma, by: User, data: dict[str, Any]) -> None:
    office = row.residence.base.office_id
    audit.record(
        action,
        by=by,
        subject=f"incubator.diploma:{row.pk}",
        case=str(row.residence),
        data=data,
        post=people.post_in(by, Permission.RESIDENCE_DECIDE, office),
    )
