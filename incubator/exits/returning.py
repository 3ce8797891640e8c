"""What was lent, and support money: recorded while in residence, all back after the exit."""

from datetime import date
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.exits import conditions, following, keeping, queries, slots
from incubator.exits.conditions import LendFacts, MoneyFacts
from incubator.exits.models import Lent, MoneyEntry
from incubator.residence.enums import BEFORE_LEAVING
from incubator.residence.models import Residence
from incubator.residence.operations import take_step
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect, refuse_if_blocked
from portal.files import operations as files
from portal.permissions import Permission

KEEP = Permission.RESIDENCE_KEEP


@transaction.atomic
def lend(*, residence: Residence, kind: str, what: str, number: str, since: date, by: User) -> Lent:
    """Write down what an organisation gets: a key, a desk, a device, with its number.

    Raises Refused: ``not_permitted``, ``own_case``, ``lent_after_exit``, ``day_in_future``,
    ``already_lent`` (the same number is out).
    """
    row = keeping.locked(residence)
    keeping.refuse_unless_keeper(row, by)
    living = row.status in BEFORE_LEAVING
    refuse_if_blocked(
        collect(conditions.LEND, LendFacts(clock.today(), since, None, living=living))
    )
    try:
        with transaction.atomic():
            made = Lent.objects.create(
                residence=row, kind=kind, what=what, number=number.strip(), since=since, by=by
            )
    except IntegrityError as error:
        raise Refused(
            Reason(
                "already_lent",
                _("Something of this kind with this number is already lent to it."),
                _("Check the number, or receive the other one first."),
            )
        ) from error
    data = {"kind": kind, "what": what, "number": made.number, "since": since.isoformat()}
    keeping.note("residence.lent", row, by, KEEP, data)
    return made


@transaction.atomic
def receive(*, lent: Lent, on: date, by: User, instead: str = "") -> Lent:
    """Tick that something is back; ``instead`` says what replaced it when it is lost.

    Raises Refused: ``not_permitted``, ``own_case``, ``already_back``, ``day_in_future``,
    ``back_before_lent``.
    """
    row = keeping.locked(lent.residence)
    keeping.refuse_unless_keeper(row, by)
    found = Lent.objects.select_for_update(of=("self",)).get(pk=lent.pk)
    facts = LendFacts(clock.today(), on, found.since, back=found.back_on is not None)
    refuse_if_blocked(collect(conditions.RECEIVE, facts))
    found.back_on, found.received_by, found.instead = on, by, instead.strip()
    found.save(update_fields=["back_on", "received_by", "instead"])
    data = {"what": str(found), "on": on.isoformat(), "instead": found.instead}
    keeping.note("residence.received_back", row, by, KEEP, data)
    return found


def enter_money(
    *,
    residence: Residence,
    what: str,
    amount_fen: int,
    on: date,
    words: str,
    upload: File[Any],
    by: User,
) -> MoneyEntry:
    """Account for support money in fen, spent or returned, with its receipt.

    Raises Refused: ``not_permitted``, ``own_case``, ``amount_not_positive``, ``day_in_future``,
    ``more_than_paid``, and the file's reasons.
    """
    keeping.refuse_unless_keeper(residence, by)
    refuse_if_blocked(collect(conditions.MONEY, _money(residence, amount_fen, on)))
    owner = files.Owner(body=residence.base.office_id)
    stored = files.store(upload=upload, slot=slots.RECEIPT, owner=owner, by=by, case=str(residence))
    with transaction.atomic():
        row = keeping.locked(residence)
        refuse_if_blocked(collect(conditions.MONEY, _money(row, amount_fen, on)))
        made = MoneyEntry.objects.create(
            residence=row,
            what=what,
            amount_fen=amount_fen,
            on=on,
            words=words,
            receipt=stored,
            at=clock.now(),
            by=by,
        )
        data = {"what": what, "fen": amount_fen, "on": on.isoformat(), "sha256": stored.sha256}
        keeping.note("residence.money_entered", row, by, KEEP, data)
    return made


@transaction.atomic
def hand_over(*, residence: Residence, by: User) -> Residence:
    """End the inventory when everything is back and the money is settled.

    Graduates are followed from here on; for all others the case closes at once. Raises Refused:
    ``not_handed_back`` for every thing, ``money_not_returned``, ``own_case``,
    ``not_possible_now``, ``not_permitted``.
    """
    row = keeping.locked(residence)
    known = {
        "not_back": queries.not_back(row),
        "unsettled_fen": queries.money_of(row).open,
    }
    done = take_step(row, "hand_over", by=by, known=known)
    if following.ended(done):
        return following.close(residence=done, by=by)
    return done


def _money(residence: Residence, amount_fen: int, on: date) -> MoneyFacts:
    return MoneyFacts(clock.today(), on, amount_fen, queries.money_of(residence).open)
