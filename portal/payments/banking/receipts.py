"""What the bank reports: taking a list in, and settling by hand what fitted no order."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, masking, sealed
from portal.core.reasons import Reason, Refused, not_permitted
from portal.law import queries as law
from portal.organisations.imports.containers import refuse_size
from portal.payments.banking import conditions, queries, reading
from portal.payments.banking.conditions import Code, MatchFacts
from portal.payments.banking.enums import Phase, Result, Standing, Verdict
from portal.payments.banking.models import Receipt, ReceiptList
from portal.payments.banking.rows import Row
from portal.payments.orders import operations as orders
from portal.payments.orders.models import Order
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

MAKE, CHECK = Permission.PAYMENT_MAKE, Permission.PAYMENT_CHECK


def upload(*, payer: Body, upload: File[Any], by: User) -> ReceiptList:
    """Read a list of receipts; nothing happens to any order before it is confirmed.

    Raises Refused: ``not_permitted``, ``no_heading``, ``no_rows``, ``too_many_receipts``, and
    everything the reader of lists says against a file.
    """
    if not people.may(by, MAKE, body=payer.pk):
        raise Refused(not_permitted())
    refuse_size(upload.size)
    most = int(law.rule("payments.receipt_rows", on=clock.today()).value)
    digest = hashlib.sha256()
    with NamedTemporaryFile(suffix=".list") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
            digest.update(chunk)
        copy.flush()
        rows = reading.read(Path(copy.name), upload.name or "", most=most)
    with transaction.atomic():
        made = ReceiptList.objects.create(
            payer=payer,
            name=(upload.name or "")[-200:],
            sha256=digest.hexdigest(),
            sealed=sealed.seal(json.dumps([row.as_json() for row in rows], ensure_ascii=False)),
            total=len(rows),
            uploaded_at=clock.now(),
            uploaded_by=by,
        )
        _note("receipt_list.uploaded", made, by, {"rows": made.total, "sha256": made.sha256})
    return made


@transaction.atomic
def confirm(*, row: ReceiptList, by: User) -> ReceiptList:
    """Let the worker take the list in.

    Raises Refused: ``not_permitted``, ``not_possible_now``.
    """
    found = _moved(row, Phase.CHECKED, Phase.WRITING, by)
    found.confirmed_by, found.confirmed_at = by, clock.now()
    found.save(update_fields=["confirmed_by", "confirmed_at"])
    _note("receipt_list.confirmed", found, by, {})
    return found


@transaction.atomic
def discard(*, row: ReceiptList, by: User) -> ReceiptList:
    """Put a list away; its rows are wiped at once.

    Raises Refused: ``not_permitted``, ``not_possible_now``.
    """
    found = _moved(row, Phase.CHECKED, Phase.DISCARDED, by)
    found.sealed = ""
    found.save(update_fields=["sealed"])
    _note("receipt_list.discarded", found, by, {})
    return found


def rows_of(row: ReceiptList) -> list[Row]:
    """The rows of a list that was not wiped; [] otherwise."""
    kept = ReceiptList.objects.values_list("sealed", flat=True).get(pk=row.pk)
    return [Row.of_json(one) for one in json.loads(sealed.unsealed(kept) or "[]")]


@transaction.atomic
def take(*, source: ReceiptList, row: Row) -> Verdict:
    """Take one receipt in, once for ever: match it with its order, or let it wait with reasons."""
    if row.faults:
        return Verdict.KNOWN if row.repeated else Verdict.FAULTY
    receipt, is_new = Receipt.objects.get_or_create(
        payer_id=source.payer_id, key=row.key, defaults=_fields(source, row)
    )
    if not is_new:
        return Verdict.KNOWN if queries.says_the_same(receipt, row) else Verdict.FAULTY
    order = queries.by_reference(source.payer_id, [row.reference]).get(queries.plain(row.reference))
    if order is not None:
        order = Order.objects.select_for_update().get(pk=order.pk)
    reasons = list(conditions.fits(queries.match_facts(row, order)))
    if order is not None and not reasons:
        reasons = _acted(receipt, order, source.confirmed_by)
    receipt.reasons = [{"code": found.code, "params": dict(found.params)} for found in reasons]
    if not reasons:
        receipt.standing, receipt.order, receipt.settled_at = Standing.MATCHED, order, clock.now()
    receipt.save()
    return Verdict.UNMATCHED if reasons else Verdict.FITS


@transaction.atomic
def match(*, receipt: Receipt, order: Order, why: str, by: User) -> Receipt:
    """Match a waiting receipt with an order by hand, as a checker who did not prepare it.

    Raises Refused with every reason: ``not_permitted``, ``settled_by_another``, ``why_missing``,
    ``own_case``, ``amount_differs``, ``not_sent``, ``paid_already``, ``settled_already``,
    ``ledger``.
    """
    found = _waiting(receipt, by, why)
    locked = Order.objects.select_for_update().get(pk=order.pk, payer=found.payer_id)
    facts = MatchFacts(
        result=found.result, fen=found.fen, status=locked.status, order_fen=locked.fen
    )
    against = [conditions.reason(code) for code in conditions.never(facts)]
    if by.pk == locked.prepared_by_id:
        against.append(_own())
    if against:
        raise Refused(*against)
    refused = _acted(found, locked, by)
    if refused:
        raise Refused(*(conditions.reason(code) for code in refused))
    return _settled(found, Standing.MATCHED, locked, why, by)


@transaction.atomic
def set_aside(*, receipt: Receipt, why: str, by: User) -> Receipt:
    """Say that a waiting receipt belongs to no order of the portal.

    Raises Refused: ``not_permitted``, ``settled_by_another``, ``why_missing``.
    """
    return _settled(_waiting(receipt, by, why), Standing.ASIDE, None, why, by)


def _acted(receipt: Receipt, order: Order, by: User | None) -> list[Code]:
    """Let the order follow the receipt; what stands in the way, as codes."""
    try:
        with transaction.atomic():
            if receipt.result == Result.PAID:
                orders.paid(order=order, on=receipt.on, words=receipt.words, by=by)
            else:
                orders.returned(order=order, words=receipt.words, by=by)
    except Refused as refusal:
        words = " ".join(reason.words for reason in refusal.reasons)
        return [Code("ledger", {"text": words[:300]})]
    return []


def _fields(source: ReceiptList, row: Row) -> dict[str, Any]:
    return {
        "source": source,
        "line": row.line,
        "serial": row.serial,
        "reference": row.reference,
        "fen": row.fen,
        "fingerprint": sealed.fingerprint(row.account),
        "shown": masking.bank(row.account),
        "on": date.fromisoformat(row.on),
        "result": row.result,
        "words": row.words,
        "standing": Standing.WAITING,
        "came_at": clock.now(),
    }


def _waiting(receipt: Receipt, by: User, why: str) -> Receipt:
    if not people.may(by, CHECK, body=receipt.payer_id):
        raise Refused(not_permitted())
    found = Receipt.objects.select_for_update().get(pk=receipt.pk)
    if found.standing != Standing.WAITING:
        raise Refused(
            Reason(
                "settled_by_another",
                _("This receipt no longer waits."),
                _("Look at it again to see what was done."),
            )
        )
    if not why.strip():
        raise Refused(
            Reason("why_missing", _("Say why."), _("What the bank said, and who asked it."))
        )
    return found


def _settled(row: Receipt, standing: str, order: Order | None, why: str, by: User) -> Receipt:
    row.standing, row.order, row.why = standing, order, why.strip()[:500]
    row.settled_at, row.settled_by = clock.now(), by
    row.save()
    audit.record(
        f"receipt.{standing}",
        by=by,
        subject=f"payments.receipt:{row.pk}",
        case=str(order.case) if order else "",
        data={"body": row.payer_id, "fen": row.fen, "serial": row.serial, "why": row.why},
        post=people.post_in(by, CHECK, row.payer_id),
    )
    return row


def _moved(row: ReceiptList, source: Phase, target: Phase, by: User) -> ReceiptList:
    if not people.may(by, MAKE, body=row.payer_id):
        raise Refused(not_permitted())
    found = ReceiptList.objects.select_for_update().get(pk=row.pk)
    if found.phase != source:
        raise Refused(
            Reason(
                "not_possible_now",
                _("This is no longer possible: the list is now “%(state)s”."),
                _("Open it again to see what has happened."),
                params={"state": Phase(found.phase).label},
            )
        )
    found.phase = target
    found.save(update_fields=["phase"])
    return found


def _note(action: str, row: ReceiptList, by: User, data: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"payments.receiptlist:{row.pk}",
        data={"body": row.payer_id, **data},
        post=people.post_in(by, MAKE, row.payer_id),
    )


def _own() -> Reason:
    return Reason(
        "own_case",
        _("You prepared this order, so you do not match its receipt by hand."),
        _("A colleague who checks payments decides."),
    )
