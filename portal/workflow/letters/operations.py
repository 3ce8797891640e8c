"""Issuing letters, taking their stamped scan, correcting them by a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import operations as files
from portal.files.operations import Owner
from portal.permissions import Permission
from portal.workflow.letters import numbering, remedies
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter, LetterMark
from portal.workflow.letters.slots import PDF, SCAN
from portal.workflow.models import Case

if TYPE_CHECKING:
    from portal.bodies.models import Body


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in a letter, in Chinese: title, addressee, paragraphs, and the open remedy."""

    title: str
    addressee: str
    paragraphs: Sequence[str]
    remedy: Remedy = Remedy.NONE


def issue(
    *,
    kind: str,
    words: Words,
    issuer: Body,
    case: Case | None,
    by: User | None,
) -> Letter:
    """Give a letter its number in the body's series of the year; returns the letter.

    ``by`` None: the portal itself, in a step whose time has come. Raises
    Refused("not_permitted") when the person may not issue letters of this body. The PDF is made
    by the worker; the letter is in force with its stamped scan or electronic seal.
    """
    _refuse_unless_permitted(by, issuer)
    return _issue(kind, words, issuer, case, by, None)


def correct(*, letter: Letter, words: Words, by: User) -> Letter:
    """Issue a new letter that names the old one and takes its place; the old one is kept.

    Raises Refused("letter_already_replaced") or Refused("not_permitted").
    """
    with transaction.atomic():
        old = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        _refuse_unless_permitted(by, old.issuer)
        if old.replacement is not None:
            raise Refused(
                Reason(
                    "letter_already_replaced",
                    _("Another letter has already taken the place of this one."),
                )
            )
        return _issue(old.kind, words, old.issuer, old.case, by, old)


def attach_scan(*, letter: Letter, upload: File[Any], by: User) -> Letter:
    """Keep the scan of the stamped paper as the version that counts.

    Raises Refused: the file's reasons, ``not_permitted``, ``letter_in_force`` when it already
    has one (a mistake is corrected by a new letter), ``letter_already_replaced``.
    """
    _refuse_unless_permitted(by, letter.issuer)
    _refuse_unless_open(letter)
    number = letter.case.number if letter.case else ""
    stored = files.store(
        upload=upload, slot=SCAN, owner=Owner(body=letter.issuer_id), by=by, case=number
    )
    with transaction.atomic():
        locked = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        _refuse_unless_open(locked)
        locked.scan, locked.scanned_at, locked.scanned_by = stored, clock.now(), by
        locked.save(update_fields=["scan", "scanned_at", "scanned_by"])
        _record("letter.stamped", locked, by, {"sha256": stored.sha256})
    return locked


def keep_pdf(*, letter: Letter, content: bytes, sealed: bool) -> Letter:
    """Keep the PDF that was made of a letter, once; a second one changes nothing."""
    with transaction.atomic():
        locked = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        if locked.pdf_id is not None:
            return locked
        locked.pdf = files.store_made(
            content=content,
            name=f"{locked.number}.pdf",
            slot=PDF,
            owner=Owner(body=locked.issuer_id),
            by=None,
            case=locked.case.number if locked.case else "",
        )
        locked.sealed = sealed
        locked.save(update_fields=["pdf", "sealed"])
        if sealed:
            _record("letter.sealed", locked, None, {"sha256": locked.pdf.sha256})
    return locked


def set_mark(*, body: Body, mark: str, by: User) -> LetterMark:
    """Give a body its own words for document numbers, from the next letter on."""
    _refuse_unless_permitted(by, body)
    with transaction.atomic():
        row, _is_new = LetterMark.objects.update_or_create(body=body, defaults={"mark": mark})
        audit.record(
            "letter.mark_set", by=by, subject=f"bodies.body:{body.pk}", data={"mark": mark}
        )
    return row


def _issue(
    kind: str,
    words: Words,
    issuer: Body,
    case: Case | None,
    by: User | None,
    replaces: Letter | None,
) -> Letter:
    moment = clock.now()
    with transaction.atomic():
        serial, number = numbering.next_number(issuer, moment.year)
        letter = Letter.objects.create(
            kind=kind,
            case=case,
            issuer=issuer,
            year=moment.year,
            serial=serial,
            number=number,
            addressee=words.addressee,
            title=words.title,
            paragraphs=[str(paragraph) for paragraph in words.paragraphs],
            remedy=remedies.line(words.remedy, issuer, clock.day(moment)),
            dated=clock.day(moment),
            issued_at=moment,
            issued_by=by,
            replaces=replaces,
        )
        data = {"replaces": replaces.number} if replaces else {}
        _record("letter.issued", letter, by, {"number": number, "kind": kind, **data})
    return letter


def _record(action: str, letter: Letter, by: User | None, data: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"workflow.letter:{letter.pk}",
        case=letter.case.number if letter.case else "",
        data=data,
        post=people.post_in(by, Permission.LETTERS_ISSUE, letter.issuer_id) if by else "",
    )


def _refuse_unless_permitted(by: User | None, issuer: Body) -> None:
    if by is not None and not people.may(by, Permission.LETTERS_ISSUE, body=issuer.pk):
        raise Refused(
            Reason("not_permitted", _("Your post does not include letters of this office."))
        )


def _refuse_unless_open(letter: Letter) -> None:
    if letter.replacement is not None:
        raise Refused(
            Reason(
                "letter_already_replaced",
                _("Another letter has already taken the place of this one."),
            )
        )
    if letter.in_force:
        raise Refused(
            Reason(
                "letter_in_force",
                _("This letter already has its stamped version."),
                _("Correct a mistake with a new letter that names this one."),
            )
        )
