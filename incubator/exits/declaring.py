"""Declaring what no record knows, with its paper, and judging it."""

from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.exits import items, keeping, slots
from incubator.exits.models import Declared
from incubator.residence import queries as residences
from incubator.residence.enums import LIVING
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, not_permitted
from portal.files import operations as files
from portal.permissions import Permission


def declare(
    *,
    residence: Residence,
    item: str,
    words: str,
    upload: File[Any],
    by: User,
    amount_fen: int | None = None,
) -> Declared:
    """Declare a value for an exit item, as the organisation or for it as somebody of the base.

    It is marked "declared" for ever. Raises Refused: ``not_permitted``, ``words_missing``,
    ``not_living``, ``item_unknown``, ``item_on_record``, and the file's reasons.
    """
    _refuse_unless_possible(residence, item, words, by)
    owner = files.Owner(body=residence.body_id, user=by.pk)
    stored = files.store(
        upload=upload, slot=slots.DECLARED, owner=owner, by=by, case=str(residence)
    )
    with transaction.atomic():
        row = keeping.locked(residence)
        _refuse_unless_possible(row, item, words, by)
        made = Declared.objects.create(
            residence=row,
            item=item,
            words=words.strip(),
            amount_fen=amount_fen,
            paper=stored,
            at=clock.now(),
            by=by,
        )
        data = {"item": item, "words": made.words, "fen": amount_fen, "sha256": stored.sha256}
        keeping.note("residence.declared", row, by, Permission.RESIDENCE_KEEP, data)
    return made


@transaction.atomic
def judge(*, declared: Declared, accepted: bool, answer: str, by: User) -> Declared:
    """Say whether a declared value proves its item; it keeps its mark either way.

    Raises Refused: ``not_permitted``, ``own_case``, ``words_missing`` (a refusal needs words),
    ``already_judged``, ``not_living``.
    """
    row = keeping.locked(declared.residence)
    keeping.refuse_unless_keeper(row, by)
    _refuse_unless_living(row)
    if not accepted:
        keeping.refuse_without_words(answer)
    found = Declared.objects.select_for_update(of=("self",)).get(pk=declared.pk)
    if found.accepted is not None:
        raise Refused(
            Reason(
                "already_judged",
                _("This has already been judged."),
                _("The organisation may declare a new value with its paper."),
            )
        )
    found.accepted, found.answer = accepted, answer.strip()
    found.answered_at, found.answered_by = clock.now(), by
    found.save(update_fields=["accepted", "answer", "answered_at", "answered_by"])
    data = {"item": found.item, "accepted": accepted, "note": found.answer}
    keeping.note("residence.declared_judged", row, by, Permission.RESIDENCE_KEEP, data)
    return found


def _refuse_unless_possible(residence: Residence, item: str, words: str, by: User) -> None:
    ours = residences.may_live(by, residence)
    if not ours and not bases.may(by, Permission.RESIDENCE_KEEP, residence.base):
        raise Refused(not_permitted())
    _refuse_unless_living(residence)
    keeping.refuse_without_words(words)
    found = next((one for one in items.of(residence) if one.code == item), None)
    if found is None:
        raise Refused(Reason("item_unknown", _("The exit sheet has no such item.")))
    if not found.may_be_declared:
        raise Refused(
            Reason(
                "item_on_record",
                _("This item is told by a record or already accepted."),
                _("If the record is wrong, ask the office that keeps it to correct it."),
            )
        )


def _refuse_unless_living(residence: Residence) -> None:
    if residence.status not in LIVING:
        raise Refused(
            Reason(
                "residence_over",
                _("The residence has ended or its end is being decided."),
                _("Nothing more can be declared for it."),
            )
        )
