"""Naming a bank account, taking it back, confirming or refusing it, and reading its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, masking, sealed
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.files import operations as files
from portal.notifications import operations as notifications
from portal.payments.payees import conditions, queries, slots
from portal.payments.payees.entered import Entered
from portal.payments.payees.models import Account
from portal.permissions import Permission
from portal.workflow import engine

if TYPE_CHECKING:
    from portal.bodies.models import Body

OWN = Permission.ORGANISATION_MONEY


def propose(*, body: Body, entered: Entered, permit: File[Any] | None, by: User) -> Account:
    """Name the account to which a body is paid; the one in force stays until it is confirmed.

    The screen asks for a fresh proof of identity before it calls this. Raises Refused with every
    reason: ``no_finance_post``, ``not_registered``, ``struck_off``, ``no_registry``,
    ``other_holder``, ``bank_missing``, ``bank_code_form``, ``bank_code_check``,
    ``account_number_form``, ``permit_missing``, ``account_waiting``, ``account_same``,
    ``account_of_another``, and those of the file.
    """
    if not people.may(by, OWN, body=body.pk):
        raise Refused(no_finance_post())
    facts = queries.account_facts(body, entered, has_permit=permit is not None)
    refuse_if_blocked(collect(conditions.PROPOSE, facts))
    owner = files.Owner(body=body.pk, user=by.pk)
    stored = files.store(upload=permit or File(None), slot=slots.PERMIT, owner=owner, by=by)
    row = Account(
        body=body,
        holder=entered.holder,
        bank=entered.bank,
        bank_code=entered.bank_code,
        sealed=sealed.seal(entered.number),
        fingerprint=sealed.fingerprint(entered.number),
        shown=masking.bank(entered.number),
        permit=stored,
        proposed_by=by,
        proposed_at=clock.now(),
    )
    try:
        with transaction.atomic():
            return _opened(row, by)
    except IntegrityError as error:
        # Somebody else named one in the same moment.
        facts = queries.account_facts(body, entered, has_permit=True)
        raise Refused(*collect(conditions.PROPOSE, facts)) from error


@transaction.atomic
def withdraw(*, account: Account, by: User) -> Account:
    """Take back an account that is not confirmed yet."""
    row = engine.advance(account, "withdraw", by=by)
    _tell_office(row, "payee_withdrawn")
    return row


@transaction.atomic
def confirm(*, account: Account, by: User) -> Account:
    """Put an account in force after comparing it with the bank's paper; the former one ends.

    Raises Refused: ``not_possible_now``, ``not_permitted``, ``own_case``, ``struck_off``,
    ``other_holder`` (the body was renamed meanwhile), ``account_of_another``.
    """
    _decided(account, by, "")
    row = engine.advance(
        account, "confirm", by=by, facts=lambda found: queries.decision_facts(found, by)
    )
    Account.objects.filter(body=row.body_id, in_force=True).update(
        in_force=False, ended_at=clock.now()
    )
    row.in_force = True
    try:
        with transaction.atomic():
            row.save(update_fields=["in_force"])
    except IntegrityError as error:
        taken = conditions.DecisionFacts(elsewhere=True)
        raise Refused(*conditions.not_of_another(taken)) from error
    _tell_body(row, "payee_confirmed")
    return row


@transaction.atomic
def refuse(*, account: Account, by: User, words: str) -> Account:
    """Do not confirm, with the reason the organisation reads.

    Raises Refused: ``not_possible_now``, ``not_permitted``, ``own_case``, ``words_missing``.
    """
    _decided(account, by, words)
    row = engine.advance(
        account,
        "refuse",
        by=by,
        facts=lambda found: queries.decision_facts(found, by),
        note=words,
    )
    _tell_body(row, "payee_refused")
    return row


@transaction.atomic
def reveal(*, account: Account, why: str, by: User) -> str:
    """The whole number, for whoever compares it with the paper; reason and person are noted.

    Raises Refused: ``not_permitted``, ``reason_missing``.
    """
    office = account.case.holder_id if account.case else None
    if office is None or not people.may(by, Permission.PAYMENT_CHECK, body=office):
        raise Refused(Reason("not_permitted", _("Only who checks payments sees the number.")))
    if not why.strip():
        raise Refused(
            Reason("reason_missing", _("Say why you need the whole number."), _("A few words do."))
        )
    audit.record(
        "account.revealed",
        by=by,
        subject=f"payments.account:{account.pk}",
        case=str(account.case),
        data={"why": why.strip()[:200]},
        post=people.post_in(by, Permission.PAYMENT_CHECK, office),
    )
    return sealed.unsealed(account.sealed)


def no_finance_post() -> Reason:
    """Only owner and finance act where the organisation's money is concerned."""
    return Reason(
        "no_finance_post",
        _("Your post in this organisation does not include its money."),
        _("The owner can do it, or give you the post “finance”."),
    )


def _opened(row: Account, by: User) -> Account:
    opening = engine.Opening(
        applicant=row.body.name,
        holder_id=queries.office_of(row.body) or 0,
        body_id=row.body_id,
    )
    row, _code = engine.open_case(row, opening, by=by, data={"account": row.shown})
    files.bind(keys=[row.permit_id], case=str(row.case))
    _tell_office(row, "payee_named")
    if queries.account_of(row.body_id) is not None:
        others = people.holders(OWN, row.body_id).exclude(pk=by.pk)
        _tell(row, "payee_change", list(others), row.workflow.applicant_url_name)
    return row


def _decided(account: Account, by: User, words: str) -> None:
    """Stamp first, so that the database sees a decided account with its decider."""
    row = Account.objects.select_for_update().get(pk=account.pk)
    if by.pk != row.proposed_by_id and row.decided_by_id is None:
        row.decided_by, row.decided_at, row.words = by, clock.now(), words[:2000]
        row.save(update_fields=["decided_by", "decided_at", "words"])


def _tell_office(row: Account, key: str) -> None:
    office = row.case.holder_id if row.case else 0
    to = list(people.holders(Permission.PAYMENT_CHECK, office))
    _tell(row, key, to, row.workflow.url_name)


def _tell_body(row: Account, key: str) -> None:
    to = list(people.holders(OWN, row.body_id))
    _tell(row, key, to, row.workflow.applicant_url_name)


def _tell(row: Account, key: str, to: list[User], url_name: str) -> None:
    case = row.case
    if case is None:
        return
    notifications.notify(
        key=key,
        to=to,
        params={
            "number": case.number,
            "name": row.body.name,
            "account": row.shown,
            "who": row.proposed_by.get_full_name(),
        },
        case=case.number,
        url=reverse(url_name, args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}",
    )
