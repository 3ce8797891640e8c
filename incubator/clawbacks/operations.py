"""Asking money back: open, speak, decide, instalments, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incubator.clawbacks import acts, queries, shares
from incubator.clawbacks.enums import ClawbackState
from incubator.clawbacks.models import Clawback, Repayment
from incubator.grants import using
from incubator.grants.models import Claim
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, days, money
from portal.core.reasons import Reason, Refused, collect, not_permitted, refuse_if_blocked
from portal.ledger.postings import operations as ledger
from portal.notifications import operations as notifications
from portal.payments.banking import incoming
from portal.payments.orders.entered import clean_number
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.letters import operations as letters
from portal.workflow.letters.enums import Remedy

CHINESE = "zh-hans"
MAKE, CHECK = Permission.PAYMENT_MAKE, Permission.PAYMENT_CHECK


@transaction.atomic
def open_for(*, claim: Claim, words: str, by: User) -> Clawback:
    """Ask back all that the claim's organisation was paid under its scheme.

    Raises Refused with every reason: ``not_permitted``, ``own_case``, ``nothing_paid``,
    ``no_clawback``, ``open_already``, ``words_missing``.
    """
    _permit(by, Permission.GRANT_EDIT, claim.scheme.office_id)
    facts = queries.open_facts(claim, words, by)
    refuse_if_blocked(collect(acts.OPENING, facts))
    row = Clawback(
        scheme=claim.scheme,
        organisation=claim.organisation,
        claims=queries.paid_claims(claim),
        amount=facts.paid,
        ground=words.strip(),
        opened_by=by,
    )
    try:
        with transaction.atomic():
            made = opened(row, by)
    except IntegrityError:
        raise Refused(
            Reason("open_already", _("Money of this scheme is being asked back already."))
        ) from None
    tell(made, "clawback_opened")
    return made


def opened(row: Clawback, by: User | None) -> Clawback:
    """Store a clawback with its case. Raises IntegrityError where one is open already."""
    body = row.organisation.body
    opening = engine.Opening(applicant=body.name, holder_id=row.scheme.office_id, body_id=body.pk)
    return engine.open_case(row, opening, by=by, data={"amount": row.amount})[0]


@transaction.atomic
def speak(*, clawback: Clawback, words: str, by: User) -> Clawback:
    """The organisation says what it has to say. Raises Refused: ``not_permitted``,
    ``not_possible_now``, ``words_missing``."""
    return step(_locked(clawback), "speak", by, words)


@transaction.atomic
def decide(*, clawback: Clawback, words: str, by: User) -> Clawback:
    """Decide, as another than who opened it; a letter asks for the money.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``own_opening``,
    ``words_missing``.
    """
    row = step(_locked(clawback), "decide", by, words)
    row.decided_by = by
    row.save(update_fields=["decided_by"])
    _decision(row, words, by)
    return row


@transaction.atomic
def drop(*, clawback: Clawback, words: str, by: User) -> Clawback:
    """Ask nothing back. Raises Refused as ``decide``."""
    return step(_locked(clawback), "drop", by, words)


@transaction.atomic
def take_back(*, clawback: Clawback, words: str, by: User) -> Clawback:
    """Take a decision back on which nothing came, for example because the bank had returned the
    transfer; a letter revokes the first one.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``, ``own_case``,
    ``own_opening``, ``own_decision``, ``money_came_back``, ``rest_open``, ``words_missing``.
    """
    row = step(_locked(clawback), "take_back", by, words)
    with translation.override(CHINESE):
        title = gettext("Decision to ask money back taken back")
        said = [
            gettext("The decision to ask back %(amount)s yuan (%(scheme)s, %(number)s) is revoked.")
            % _named(row),
            gettext("Reasons: %(reasons)s") % {"reasons": words.strip()},
            gettext("You need not pay anything back on it."),
        ]  # fmt: skip
    _letter(row, "clawback.take_back", title, said, by)
    return row


@transaction.atomic
def agree_instalments(
    *, clawback: Clawback, plan: Sequence[tuple[date, int]], by: User
) -> Clawback:
    """Agree on days and amounts (fen) that sum to what is owed.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``plan_days``,
    ``plan_sum``.
    """
    row = _locked(clawback)
    row.plan = [[day.isoformat(), fen] for day, fen in plan]
    if row.workflow.step("instalments", row.status) is not None:
        row.save(update_fields=["plan"])
    return step(row, "instalments", by, plan=plan)


@transaction.atomic
def enter_repayment(
    *, clawback: Clawback, number: str, fen: int, received_on: date, by: User
) -> Repayment:
    """Enter money that came back, by the number of the bank's receipt; another confirms it.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``, ``number_missing``,
    ``more_than_owed``, ``day_to_come``, ``number_used``.
    """
    row = _locked(clawback)
    _permit(by, MAKE, row.scheme.office_id)
    waiting = sum(one.fen for one in row.repayments.filter(confirmed_at=None))
    cleaned = clean_number(number)
    refuse_if_blocked(_against(row, cleaned, fen + waiting, received_on))
    incoming.count_once(payer=row.scheme.office_id, number=cleaned, basis=f"clawback:{row.pk}")
    made = Repayment.objects.create(
        clawback=row,
        fen=fen,
        number=cleaned,
        received_on=received_on,
        entered_at=clock.now(),
        entered_by=by,
    )
    _record("clawback.repayment_entered", row, made, by, MAKE)
    return made


@transaction.atomic
def confirm_repayment(*, repayment: Repayment, by: User) -> Clawback:
    """Confirm, as a second person, that it is on the account: it goes back to the budget line.

    The last one settles the case.

    Raises Refused: ``not_permitted``, ``own_case``, ``not_possible_now``, ``not_paid``.
    """
    row = _locked(repayment.clawback)
    _permit(by, CHECK, row.scheme.office_id)
    one = Repayment.objects.select_for_update().get(pk=repayment.pk)
    if one.confirmed_at is not None or row.status != ClawbackState.DECIDED:
        raise Refused(Reason("not_possible_now", _("It has been confirmed already.")))
    if one.entered_by_id == by.pk:
        raise Refused(Reason("own_case", _("You entered it, so another person confirms it.")))
    one.confirmed_at, one.confirmed_by = clock.now(), by
    one.save(update_fields=["confirmed_at", "confirmed_by"])
    Clawback.objects.filter(pk=row.pk).update(returned=F("returned") + one.fen)
    _post(row, one, by)
    _record("clawback.repayment_confirmed", row, one, by, CHECK)
    row = _locked(row)
    return row if row.owed else step(row, "settle", None)


def _post(row: Clawback, one: Repayment, by: User) -> None:
    """What came back is no longer paid and is free on its line again, claim by claim."""
    for key, fen in shares.parts(row.claims, row.returned, one.fen).items():
        claim = Claim.objects.select_related("commitment").get(pk=key)
        if claim.commitment is not None:
            basis = f"clawbacks.repayment:{one.pk}:{key}"
            ledger.take_back(commitment=claim.commitment, fen=fen, basis=basis, by=by)
            ledger.release(commitment=claim.commitment, fen=fen, basis=basis, by=by)
        using.came_back(claim=claim, fen=fen)


def _against(row: Clawback, number: str, fen: int, on: date) -> list[Reason]:
    found = []
    if row.status != ClawbackState.DECIDED:
        found.append(Reason("not_possible_now", _("Nothing is asked back at the moment.")))
    if not number:
        found.append(
            Reason("number_missing", _("The number of the bank receipt is missing."),
                   _("Enter the number that the bank gave."))
        )  # fmt: skip
    if fen > row.owed:
        found.append(
            Reason(
                "more_than_owed",
                _("That is more than is owed: %(owed)s yuan are open."),
                _("Correct the amount."),
                params={"owed": money.yuan(row.owed)},
            )
        )
    if on > clock.today():
        found.append(Reason("day_to_come", _("This day has not come yet."), _("Correct the day.")))
    return found


def _decision(row: Clawback, words: str, by: User) -> None:
    with translation.override(CHINESE):
        title = gettext("Decision to ask money back")
        said = [
            gettext("It was decided to ask back %(amount)s yuan (%(scheme)s, %(number)s).")
            % _named(row),
            gettext("Reasons: %(reasons)s") % {"reasons": words.strip()},
            gettext("Please pay it back by %(day)s.")
            % {"day": days.date_words(row.case.due_on) if row.case and row.case.due_on else ""},
        ]  # fmt: skip
    _letter(row, "clawback.decide", title, said, by)


def _named(row: Clawback) -> dict[str, str]:
    return {"amount": money.yuan(row.amount), "scheme": row.scheme.title, "number": str(row)}


def _letter(row: Clawback, kind: str, title: str, paragraphs: list[str], by: User) -> None:
    case = row.case
    if case is None:
        raise ValueError("A clawback without a case has no letters.")
    with translation.override(CHINESE):
        said = letters.Words(
            title=title,
            addressee=row.organisation.body.name,
            paragraphs=paragraphs,
            remedy=Remedy.REVIEW,
        )
    letters.issue(kind=kind, words=said, issuer=case.holder, case=case, by=by)


def step(
    row: Clawback,
    action: str,
    by: User | None,
    words: str = "",
    plan: Sequence[tuple[date, int]] = (),
) -> Clawback:
    """Take one step and tell the organisation what the table names. Raises Refused."""
    done = engine.advance(
        row, action, by=by, facts=lambda fresh: queries.facts(fresh, by, plan), note=words,
        data={"amount": row.amount},
    )  # fmt: skip
    notice = next(step for step in row.workflow.steps if step.action == action).notice
    found = _locked(done)
    if notice:
        tell(found, notice)
    return found


def tell(row: Clawback, key: str) -> None:
    """Tell the owner and the finance post of the organisation."""
    case = row.case
    if case is None:
        return
    notifications.notify(
        key=key,
        to=list(people.holders(Permission.ORGANISATION_MONEY, row.organisation_id)),
        params={
            "number": case.number,
            "scheme": row.scheme.title,
            "amount": money.yuan(row.amount),
            "day": days.date_words(case.due_on) if case.due_on else "",
        },
        case=case.number,
        url=reverse("my_clawback", args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )


def _record(action: str, row: Clawback, one: Repayment, by: User, permission: Permission) -> None:
    audit.record(
        action,
        by=by,
        subject=f"incubator.clawback:{row.pk}",
        case=str(row),
        data={"number": one.number, "fen": one.fen, "on": str(one.received_on)},
        post=people.post_in(by, permission, row.scheme.office_id),
    )


def _permit(by: User, permission: Permission, office: int) -> None:
    if not people.may(by, permission, body=office):
        raise Refused(not_permitted())


def _locked(row: Clawback) -> Clawback:
    rows = Clawback.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related(*queries.WITH).get(pk=row.pk)
