"""Writing who works at a base, and when they were there."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases import acts
from incubator.bases.models import Base, BaseCheckIn, BaseStaff
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused

FIELDS = ("name", "duty", "phone", "phone_public", "in_charge", "place")


@transaction.atomic
def save_staff(
    *, base: Base, staff: BaseStaff | None, by: User | None, case: str = "", **values: Any
) -> BaseStaff:
    """Add somebody who works at a base (``staff`` None), or change what is said of them.

    Whoever becomes the person in charge takes the place of the one before. Raises Refused:
    ``not_permitted``, ``name_missing``, ``staff_left``.
    """
    row = acts.locked(base)
    acts.permit_keeping(row, by)
    return put_staff(row, staff, by=by, case=case, **values)


def put_staff(
    base: Base, staff: BaseStaff | None, *, by: User | None, case: str = "", **values: Any
) -> BaseStaff:
    """Write somebody of the staff of a locked base; the caller has permitted."""
    person = BaseStaff.objects.get(pk=staff.pk, base=base) if staff else BaseStaff(base=base)
    if person.left is not None:
        raise Refused(_gone(person))
    for name in FIELDS:
        if name in values:
            setattr(person, name, values[name])
    person.name = person.name.strip()
    if not person.name:
        raise Refused(
            Reason("name_missing", _("The name is missing."), _("Enter the person's name."))
        )
    if person.in_charge:
        others = base.staff.filter(in_charge=True, left=None).exclude(pk=person.pk)
        others.update(in_charge=False)
    person.save()
    action = "base.staff_changed" if staff else "base.staff_added"
    acts.record(action, base, by, {"staff": person.pk, "duty": person.duty}, case=case)
    return person


@transaction.atomic
def leave(*, base: Base, staff: BaseStaff, by: User | None) -> BaseStaff:
    """Somebody no longer works at the base from today on; their check-ins stay.

    Raises Refused: ``not_permitted``, ``staff_left``, ``staff_present``.
    """
    row = acts.locked(base)
    acts.permit_keeping(row, by)
    person = BaseStaff.objects.get(pk=staff.pk, base=row)
    if person.left is not None:
        raise Refused(_gone(person))
    if person.check_ins.filter(left_at=None).exists():
        raise Refused(
            Reason(
                "staff_present",
                _("%(name)s is still checked in."),
                _("Check them out first."),
                params={"name": person.name},
            )
        )
    person.left, person.in_charge = clock.today(), False
    person.save(update_fields=["left", "in_charge"])
    acts.record("base.staff_left", row, by, {"staff": person.pk})
    return person


@transaction.atomic
def check_in(*, base: Base, staff: BaseStaff, by: User | None) -> BaseCheckIn:
    """Somebody of the staff is at the base from now on.

    Raises Refused: ``not_permitted``, ``staff_left``, ``checked_in_already``.
    """
    acts.permit_keeping(base, by)
    person = BaseStaff.objects.get(pk=staff.pk, base=base)
    if person.left is not None:
        raise Refused(_gone(person))
    try:
        with transaction.atomic():
            made = BaseCheckIn.objects.create(base=base, staff=person, came_at=clock.now())
    except IntegrityError as error:
        raise Refused(
            Reason(
                "checked_in_already",
                _("%(name)s is checked in already."),
                _("Nothing more needs to be done."),
                params={"name": person.name},
            )
        ) from error
    acts.record("base.check_in", base, by, {"staff": person.pk})
    return made


@transaction.atomic
def check_out(*, base: Base, staff: BaseStaff, by: User | None) -> None:
    """Somebody of the staff leaves the base now.

    Raises Refused: ``not_permitted``, ``not_checked_in``.
    """
    acts.permit_keeping(base, by)
    present = BaseCheckIn.objects.filter(base=base, staff=staff, left_at=None)
    if not present.update(left_at=clock.now()):
        raise Refused(
            Reason(
                "not_checked_in",
                _("%(name)s is not checked in."),
                _("Check in when you come; a time that was forgotten is not entered afterwards."),
                params={"name": staff.name},
            )
        )
    acts.record("base.check_out", base, by, {"staff": staff.pk})


def record_visit(*, staff: BaseStaff, came_at: datetime, left_at: datetime) -> BaseCheckIn:
    """A check-in of the past; only the portal's demo city has such."""
    return BaseCheckIn.objects.create(
        base_id=staff.base_id, staff=staff, came_at=came_at, left_at=left_at
    )


def _gone(person: BaseStaff) -> Reason:
    return Reason(
        "staff_left",
        _("%(name)s no longer works here."),
        _("Add the person anew if they came back."),
        params={"name": person.name},
    )
