"""Lending desks to organisations in residence: no two of them have one desk at once."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.residence import queries as residences
from incubator.residence.models import Residence
from incubator.venues.booking import lock_room
from incubator.venues.enums import RoomKind
from incubator.venues.models import DeskLoan, Room
from incubator.venues.operations import permit
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.audit import operations as audit
from portal.core import clock, days
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission


@transaction.atomic
def lend(
    *, room: Room, number: int, residence: Residence, begins_on: date, ends_on: date, by: User
) -> DeskLoan:
    """Lend desk ``number`` of a room to a residence of the same base, both days included.

    Raises Refused with every reason: ``not_permitted``, ``no_desk``, ``other_base``,
    ``residence_ended``, ``loan_ends_first``, ``loan_outside_residence``, ``desk_lent``.
    """
    row = lock_room(room.pk)
    permit(row.base, by, Permission.ROOM_MANAGE)
    reasons = [
        *_about_desk(row, number),
        *_about_residence(row, residence, begins_on, ends_on),
        *_about_others(row, number, begins_on, ends_on),
    ]
    if reasons:
        raise Refused(*reasons)
    try:
        with transaction.atomic():
            loan = DeskLoan.objects.create(
                room=row,
                number=number,
                residence=residence,
                begins_on=begins_on,
                ends_on=ends_on,
                by=by,
            )
    except IntegrityError as error:
        raise Refused(_lent(number, begins_on, ends_on)) from error
    _record("desk.lent", loan, by, {"number": number, "residence": residence.pk})
    return loan


@transaction.atomic
def take_back(*, loan: DeskLoan, by: User) -> DeskLoan:
    """The desk is handed back today. Raises Refused: ``not_permitted``, ``already_back``."""
    row = lock_room(loan.room_id)
    permit(row.base, by, Permission.ROOM_MANAGE)
    if not DeskLoan.objects.filter(pk=loan.pk, returned_on=None).update(returned_on=clock.today()):
        raise Refused(Reason("already_back", _("This desk was handed back already.")))
    loan.refresh_from_db()
    _record("desk.returned", loan, by, {"number": loan.number})
    return loan


def loans(user: Anybody) -> QuerySet[DeskLoan]:
    """The loans that run, in the bases where a person manages rooms."""
    found = bases.where(user, Permission.ROOM_MANAGE).order_by().values("pk")
    return running().filter(room__base__in=found)


def running() -> QuerySet[DeskLoan]:
    """The loans whose desk is not back yet."""
    return DeskLoan.objects.filter(returned_on=None).select_related(
        "room__base__body", "room__base__office", "residence__body"
    )


def of_residence(residence_id: int) -> QuerySet[DeskLoan]:
    """The desks lent to a residence, handed back or not."""
    return DeskLoan.objects.filter(residence=residence_id).select_related("room__base__body")


def residences_at(room: Room) -> QuerySet[Residence]:
    """The residences of the room's base to which a desk can be lent."""
    return residences.running().filter(base=room.base_id)


def _about_desk(room: Room, number: int) -> list[Reason]:
    if room.kind != RoomKind.DESK or not room.active or not 1 <= number <= room.capacity:
        return [
            Reason(
                "no_desk",
                _("%(room)s has no desk number %(number)s that can be lent."),
                _("Choose a desk of the list."),
                params={"room": room.name, "number": number},
            )
        ]
    return []


def _about_residence(
    room: Room, residence: Residence, begins_on: date, ends_on: date
) -> list[Reason]:
    found = []
    if residence.base_id != room.base_id:
        found.append(
            Reason(
                "other_base",
                _("The organisation is in residence in another base."),
                _("Lend it a desk there."),
            )
        )
    if residence.ended_on is not None:
        found.append(
            Reason("residence_ended", _("The residence has ended."), _("Choose one that runs."))
        )
    if ends_on < begins_on:
        found.append(
            Reason(
                "loan_ends_first",
                _("The last day lies before the first."),
                _("Exchange the two days."),
            )
        )
    if begins_on < residence.begins_on or ends_on > residence.ends_on:
        found.append(
            Reason(
                "loan_outside_residence",
                _("The residence runs from %(begins)s to %(ends)s."),
                _("Lend the desk within these days."),
                params={
                    "begins": days.date_words(residence.begins_on),
                    "ends": days.date_words(residence.ends_on),
                },
            )
        )
    return found


def _about_others(room: Room, number: int, begins_on: date, ends_on: date) -> list[Reason]:
    over = Coalesce(F("returned_on"), F("ends_on"))
    taken = DeskLoan.objects.annotate(over=over).filter(
        Q(returned_on=None) | Q(returned_on__gt=F("begins_on")),
        room=room,
        number=number,
        begins_on__lte=ends_on,
    )
    other = taken.filter(Q(returned_on=None, ends_on__gte=begins_on) | Q(returned_on__gt=begins_on))
    first = other.first()
    return [_lent(number, first.begins_on, first.over)] if first else []


def _lent(number: int, begins_on: date, ends_on: date) -> Reason:
    return Reason(
        "desk_lent",
        _("Desk %(number)s is lent from %(begins)s to %(ends)s."),
        _("Choose another desk or other days."),
        params={
            "number": number,
            "begins": days.date_words(begins_on),
            "ends": days.date_words(ends_on),
        },
    )


def _record(action: str, loan: DeskLoan, by: User, data: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"incubator.deskloan:{loan.pk}",
        data={"room": loan.room_id, **data},
        post=bases.post_in(by, Permission.ROOM_MANAGE, loan.room.base),
    )
