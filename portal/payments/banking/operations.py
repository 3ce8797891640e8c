"""Keeping the formats of bank files, making the files, and giving them out."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, sealed
from portal.core.reasons import Reason, Refused, not_permitted
from portal.payments.banking import layout
from portal.payments.banking.layout import Layout, Line
from portal.payments.banking.models import BankFile, BankFormat
from portal.payments.orders import operations as orders
from portal.payments.orders.models import Order
from portal.permissions import Permission
from portal.workflow import numbers

if TYPE_CHECKING:
    from portal.bodies.models import Body

MAKE, EDIT = Permission.PAYMENT_MAKE, Permission.BUDGET_EDIT
STANDARD = "标准格式"
MOST = 500


@transaction.atomic
def save_format(
    *, payer: Body, name: str, layout: Layout, by: User, row: BankFormat | None = None
) -> BankFormat:
    """Keep a format under a name; files that went out keep the one they were made with.

    Raises Refused: ``not_permitted``, ``format_name``, ``format_columns``, ``format_name_taken``.
    """
    if not any(people.may(by, each, body=payer.pk) for each in (MAKE, EDIT)):
        raise Refused(not_permitted())
    reasons = list(_against(name, layout))
    if reasons:
        raise Refused(*reasons)
    made = row or BankFormat(payer=payer)
    made.name, made.columns = name.strip(), list(layout.columns)
    made.separator, made.encoding = layout.separator, layout.encoding
    made.amount_form, made.heading = layout.amount_form, layout.heading
    made.saved_at, made.saved_by = clock.now(), by
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise Refused(_name_taken(made.name)) from error
    audit.record(
        "bank_format.saved",
        by=by,
        subject=f"payments.bankformat:{made.pk}",
        data={"body": payer.pk, "name": made.name, **layout.as_json()},
        post=people.post_in(by, MAKE, payer.pk) or people.post_in(by, EDIT, payer.pk),
    )
    return made


@transaction.atomic
def make_file(*, payer: Body, picked: Sequence[Order], layout_: Layout, by: User) -> BankFile:
    """Put checked orders into one file for the bank; all of them or none.

    Every order is asked once more for everything that must be true of a payment. Raises Refused:
    ``not_permitted``, ``no_orders``, ``too_many_orders``, and for each order that cannot go out
    its number with the reasons.
    """
    if not people.may(by, MAKE, body=payer.pk):
        raise Refused(not_permitted())
    if not picked or len(picked) > MOST:
        raise Refused(_how_many(len(picked)))
    year = clock.today().year
    words = layout.text(layout_, [line_of(order, payer.name) for order in picked])
    made = BankFile.objects.create(
        payer=payer,
        number=f"YH{year}-{numbers.next_in(f'bank_files:{payer.pk}:{year}'):04d}",
        layout=layout_.as_json(),
        sealed=sealed.seal(words),
        sha256=sha256(layout.encoded(layout_, words)).hexdigest(),
        count=len(picked),
        fen=sum(order.fen for order in picked),
        made_at=clock.now(),
        made_by=by,
    )
    against: list[Reason] = []
    for order in sorted(picked, key=lambda each: each.pk):
        try:
            orders.send(order=order, bank_file=made, by=by)
        except Refused as refusal:
            against += [_of_order(order, reason) for reason in refusal.reasons]
    if against:
        raise Refused(*against)
    _record("bank_file.made", made, by, {"orders": made.count, "fen": made.fen})
    return made


@transaction.atomic
def content(*, row: BankFile, by: User) -> bytes:
    """The bytes of a file for the bank, with whole account numbers; who took it is noted.

    Raises Refused: ``not_permitted``.
    """
    if not people.may(by, MAKE, body=row.payer_id):
        raise Refused(not_permitted())
    _record("bank_file.taken", row, by, {"sha256": row.sha256})
    known = Layout(**row.layout)
    return layout.encoded(known, sealed.unsealed(row.sealed))


def line_of(order: Order, payer: str, *, masked: bool = False) -> Line:
    """What a bank must know of an order; masked for pages."""
    return Line(
        reference=order.reference,
        holder=order.holder,
        account=order.shown if masked else sealed.unsealed(order.sealed),
        bank=order.bank,
        bank_code=order.bank_code,
        fen=order.fen,
        words=order.words,
        day=clock.today().isoformat(),
        payer=payer,
    )


def _against(name: str, found: Layout) -> list[Reason]:
    reasons = []
    if not name.strip():
        reasons.append(
            Reason("format_name", _("The format needs a name."), _("Write the name of the bank."))
        )
    missing = {"reference", "account", "amount"} - set(found.columns)
    if missing or len(set(found.columns)) != len(found.columns):
        reasons.append(
            Reason(
                "format_columns",
                _("Order number, account number and amount must stand in the file, each once."),
                _("Choose each column once."),
            )
        )
    return reasons


def _of_order(order: Order, reason: Reason) -> Reason:
    return Reason(
        reason.code,
        _("%(order)s: %(words)s"),
        reason.mend,
        reason.clause,
        params={"order": order.number, "words": reason.words},
    )


def _how_many(count: int) -> Reason:
    if not count:
        return Reason(
            "no_orders", _("No order was chosen."), _("Tick the orders that go to the bank.")
        )
    return Reason(
        "too_many_orders",
        _("A file takes at most %(most)s orders."),
        _("Make two files."),
        params={"most": MOST},
    )


def _name_taken(name: str) -> Reason:
    return Reason(
        "format_name_taken",
        _("There is a format “%(name)s” already."),
        _("Give this one another name, or change that one."),
        params={"name": name},
    )


def _record(action: str, row: BankFile, by: User, data: dict[str, object]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"payments.bankfile:{row.pk}",
        data={"body": row.payer_id, "file": row.number, **data},
        post=people.post_in(by, MAKE, row.payer_id),
    )
