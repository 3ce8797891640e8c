"""Granting allowances, and taking and returning them: conditional updates with a ledger."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from incubator.allowances import amounts, holds, queries
from incubator.allowances.enums import SupportKind, What
from incubator.allowances.models import Allowance, Entry
from incubator.allowances.spans import periods as periods
from portal.accounts.models import User
from portal.core import clock, days
from portal.core.reasons import Reason, Refused, refuse_if_blocked

if TYPE_CHECKING:
    from incubator.residence.models import Residence

CREDIT = "社会组织信用信息管理办法"


@transaction.atomic
def grant(*, residence: "Residence", rows: Iterable[Mapping[str, Any]], by: User | None) -> None:
    """Open the allowances of a residence for all its periods.

    ``rows`` are those of its terms: ``kind``, ``amount`` (in the kind's unit), ``each`` and
    ``carry_over``. Granting again adds nothing.
    """
    for row in rows:
        for begins_on, ends_on in periods(residence.begins_on, residence.ends_on, row["each"]):
            made, new = Allowance.objects.get_or_create(
                residence=residence,
                kind=row["kind"],
                begins_on=begins_on,
                defaults={
                    "body_id": residence.body_id,
                    "ends_on": ends_on,
                    "amount": row["amount"],
                    "granted": row["amount"],
                    "carries_over": row.get("carry_over", False),
                },
            )
            if new:
                enter(made, What.GRANTED, by, granted=row["amount"])


@transaction.atomic
def take(*, body_id: int, kind: str, amount: int, about: str, on: date, by: User | None) -> Entry:
    """Use up an amount on a day; ``about`` names the use, once ("incubator.booking:12").

    Raises Refused: ``allowance_frozen`` (abnormal or dishonest list), ``no_allowance`` (nothing
    of this kind was granted for the day), ``allowance_exceeded`` with what is left. Two requests
    at once never take more than was granted: the update is conditional and the database checks.
    """
    _refuse_if_frozen(body_id)
    row = queries.current(body_id, kind, on)
    if row is None:
        raise Refused(
            Reason(
                "no_allowance",
                _("Your residence includes no %(kind)s on %(day)s."),
                _("Ask your base whether your tier includes it, or choose another day."),
                params={"kind": SupportKind(kind).label, "day": days.date_words(on)},
            )
        )
    room = Allowance.objects.filter(pk=row.pk, used__lte=F("granted") - amount)
    if not room.update(used=F("used") + amount):
        row.refresh_from_db()
        raise Refused(
            Reason(
                "allowance_exceeded",
                _("This takes %(wanted)s; %(left)s of %(kind)s are left until %(day)s."),
                _("Take less, cancel something you do not need, or wait for the next period."),
                params={
                    "kind": SupportKind(kind).label,
                    "wanted": amounts.words(kind, amount),
                    "left": amounts.words(kind, row.granted - row.used),
                    "day": days.date_words(row.ends_on),
                },
            )
        )
    return enter(row, What.TAKEN, by, used=amount, about=about)


@transaction.atomic
def give_back(*, about: str, by: User | None) -> bool:
    """Return what a use took; False when it took nothing, or it was returned or lost before."""
    entry = _unsettled(about)
    if entry is None:
        return False
    Allowance.objects.filter(pk=entry.allowance_id).update(used=F("used") - entry.used)
    enter(entry.allowance, What.RETURNED, by, used=-entry.used, about=about)
    return True


@transaction.atomic
def lose(*, about: str, by: User | None) -> bool:
    """Mark what a use took as lost (nobody came); it stays used. False when there is nothing."""
    entry = _unsettled(about)
    if entry is None:
        return False
    enter(entry.allowance, What.LOST, by, about=about)
    return True


def _unsettled(about: str) -> Entry | None:
    entry = queries.taken(about)
    if entry is None:
        return None
    Allowance.objects.select_for_update().get(pk=entry.allowance_id)
    settled = Entry.objects.filter(about=about, what__in=[What.RETURNED, What.LOST])
    return None if settled.exists() else entry


def _refuse_if_frozen(body_id: int) -> None:
    refuse_if_blocked(holds.reasons(body_id, clock.today()))
    if queries.frozen(body_id, clock.today()):
        raise Refused(
            Reason(
                "allowance_frozen",
                _("The organisation stands on a credit list, so its support is paused."),
                _("Ask the registry how to leave the list; your desk stays yours meanwhile."),
                CREDIT,
            )
        )


def enter(
    row: Allowance,
    what: What,
    by: User | None,
    *,
    granted: int = 0,
    used: int = 0,
    about: str = "",
    note: str = "",
) -> Entry:
    """Add a line to the ledger of an allowance; who changes its figures writes one beside."""
    return Entry.objects.create(
        allowance=row,
        what=what,
        granted=granted,
        used=used,
        about=about,
        note=note,
        at=clock.now(),
        by=by,
    )
