"""Showing a caller's name and number: only with a written reason, kept in the history."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.venues.models import Booking
from incubator.venues.operations import permit
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import sealed
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission


@transaction.atomic
def reveal(*, booking: Booking, by: User, reason: str) -> tuple[str, str]:
    """The caller's name and telephone. Raises Refused: ``not_permitted``, ``words_missing``."""
    permit(booking.room.base, by, Permission.PERSONAL_REVEAL)
    if not reason.strip():
        raise Refused(
            Reason(
                "words_missing",
                _("Say why you need the number."),
                _("Such as: to call because the room is closed."),
            )
        )
    audit.record(
        "booking.caller_revealed",
        by=by,
        subject=f"incubator.booking:{booking.pk}",
        case=str(booking),
        data={"reason": reason.strip()[:300]},
        post=bases.post_in(by, Permission.PERSONAL_REVEAL, booking.room.base),
    )
    return sealed.unsealed(booking.caller_name), sealed.unsealed(booking.caller_phone)
