"""Instalments: receipt, payment order, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.grants import holds
from incubator.ventures import queries, telling
from incubator.ventures.models import VentureInstalment, VentureProject
from incubator.ventures.operations import locked, refuse_unless
from incubator.ventures.slots import RECEIPT
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, refuse_if_blocked
from portal.files import operations as files
from portal.organisations.lineage import queries as lineage
from portal.payments.orders import operations as payments
from portal.payments.orders.entered import Receipt, clean_number
from portal.permissions import Permission

MONEY, PAY = Permission.ORGANISATION_MONEY, Permission.PAYMENT_MAKE


@dataclass(frozen=True, slots=True)
class Paper:
    """A receipt as the organisation hands it in: its number, its day, its scan."""

    number: str
    on: date
    upload: File[Any] | None = None


def hand_in_receipt(
    *, instalment: VentureInstalment, paper: Paper, by: User
) -> VentureInstalment:  # fmt: skip
    """The organisation hands in the receipt of an open instalment, before the money.

    Raises Refused: ``not_permitted``, ``instalment_not_open``, ``receipt_missing``, the file's
    reasons.
    """
    project = instalment.project
    refuse_unless(people.may(by, MONEY, body=project.organisation_id))
    number = clean_number(paper.number)
    if not number or (paper.upload is None and not instalment.receipt_file_id):
        raise Refused(
            Reason(
                "receipt_missing",
                _("The number or the scan of the receipt is missing."),
                _("Enter the number and add a scan or a photograph."),
            )
        )
    stored = None
    if paper.upload is not None:
        owner = files.Owner(body=project.organisation_id, user=by.pk)
        stored = files.store(
            upload=paper.upload, slot=RECEIPT, owner=owner, by=by, case=str(project)
        )
    with transaction.atomic():
        held = locked(project)
        row = _locked(instalment)
        _refuse_unless_at(row, "due", "receipted")
        row.receipt_number, row.receipt_on = number, paper.on
        row.receipt_file = stored or row.receipt_file
        row.save(update_fields=["receipt_number", "receipt_on", "receipt_file"])
        _record("receipt", held, row, by, MONEY)
        telling.tell_treasury(held, row.number)
    return row


@transaction.atomic
def order(*, instalment: VentureInstalment, by: User) -> VentureInstalment:
    """Prepare the payment order of an instalment whose receipt is here.

    Raises Refused with every reason: ``not_permitted``, ``instalment_not_open``,
    ``receipt_missing``, what stops new money, and those of the payment order (``no_account``,
    ``lists_unknown``, ``on_abnormal_list``, ``struck_off``, ``not_committed`` …).
    """
    project = locked(instalment.project)
    refuse_unless(people.may(by, PAY, body=project.call.office_id))
    row = _locked(instalment)
    _refuse_unless_at(row, "receipted")
    # What is late of this project itself is asked for by its statement, not by holding its money.
    held = holds.reasons(lineage.ancestors(project.organisation_id))
    refuse_if_blocked(reason for reason in held if reason.params.get("number") != str(project))
    if project.commitment is None or row.receipt_on is None:
        raise ValueError("An instalment is ordered with its commitment and its receipt.")
    payments.prepare(
        commitment=project.commitment,
        body=project.organisation.body,
        fen=row.fen,
        basis=row.basis,
        words=f"{project.title} {project}/{row.number}",
        by=by,
        receipt=Receipt(
            "receipt", row.receipt_number, project.organisation.body.name, row.fen, row.receipt_on
        ),
    )
    row.ordered = True
    row.save(update_fields=["ordered"])
    _record("ordered", project, row, by, PAY)
    return row


@transaction.atomic
def return_receipt(*, instalment: VentureInstalment, words: str, by: User) -> VentureInstalment:
    """Send the receipt of an instalment back with what is wrong.

    Raises Refused: ``not_permitted``, ``instalment_not_open``, ``words_missing``.
    """
    project = locked(instalment.project)
    refuse_unless(people.may(by, PAY, body=project.call.office_id))
    row = _locked(instalment)
    _refuse_unless_at(row, "receipted")
    if not words.strip():
        raise Refused(Reason("words_missing", _("Say why, in words the applicant will read.")))
    row.receipt_number = ""
    row.save(update_fields=["receipt_number"])
    _record("receipt_returned", project, row, by, PAY, {"note": words.strip()})
    telling.send(project, "venture_mend", once=f"{row.number}:{clock.now().isoformat()}")
    return row


@transaction.atomic
def paid(*, basis: str, on: date) -> VentureInstalment | None:
    """The order of an instalment was paid; a second telling changes nothing."""
    row = _of(basis)
    if row is None or not row.ordered or row.paid_on is not None:
        return row
    row.paid_on = on
    row.save(update_fields=["paid_on"])
    _record("paid", row.project, row, None, None)
    telling.send(row.project, "venture_paid", once=str(row.number))
    return row


@transaction.atomic
def returned(*, basis: str) -> VentureInstalment | None:
    """The bank sent the money back: it is not paid; the order goes out once more."""
    row = _of(basis)
    if row is None or row.paid_on is None:
        return row
    row.paid_on = None
    row.save(update_fields=["paid_on"])
    _record("came_back", row.project, row, None, None)
    return row


@transaction.atomic
def cancelled(*, basis: str) -> VentureInstalment | None:
    """The order was cancelled: the payment has to be prepared again."""
    row = _of(basis)
    if row is None or not row.ordered or row.paid_on is not None:
        return row
    row.ordered = False
    row.save(update_fields=["ordered"])
    _record("order_cancelled", row.project, row, None, None)
    return row


def open_next(project: VentureProject, number: int) -> None:
    """Let an instalment be asked for; called in the act that passed an evaluation."""
    rows = project.instalments.filter(number=number, opened_on=None, dropped=False)
    rows.update(opened_on=clock.today())


def _of(basis: str) -> VentureInstalment | None:
    kind, _colon, key = basis.partition(":")
    if kind != "ventures.instalment" or not key.isdecimal():
        return None
    found = VentureInstalment.objects.filter(pk=int(key)).select_related("project").first()
    if found is None:
        return None
    project = locked(found.project)
    row = _locked(found)
    row.project = project
    return row


def _locked(instalment: VentureInstalment) -> VentureInstalment:
    return VentureInstalment.objects.select_for_update().get(pk=instalment.pk)


def _refuse_unless_at(row: VentureInstalment, *stages: str) -> None:
    if queries.stage_of(row) not in stages:
        raise Refused(
            Reason(
                "instalment_not_open",
                _("Instalment %(number)s cannot be handled now."),
                _("It opens when the contract is signed or the evaluation before it is passed."),
                params={"number": row.number},
            )
        )


def _record(
    act: str,
    project: VentureProject,
    row: VentureInstalment,
    by: User | None,
    permission: Permission | None,
    more: dict[str, Any] | None = None,
) -> None:
    case = project.case
    office = case.holder_id if case else 0
    audit.record(
        f"ventures.instalment_{act}",
        by=by,
        subject=f"incubator.ventureproject:{project.pk}",
        case=case.number if case else "",
        data={"instalment": row.number, "fen": row.fen, **(more or {})},
        post=people.post_in(by, permission, office) if by and permission else "",
    )
