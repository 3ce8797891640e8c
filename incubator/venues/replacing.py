"""An offer of a room that came free, taken."""

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from incubator.venues import parties, queries
from incubator.venues.booking import book
from incubator.venues.enums import BookingState
from incubator.venues.models import Booking
from incubator.venues.offers import Wish
from portal.accounts.models import User
from portal.core.reasons import Reason, Refused


def take_offer(*, booking: Booking, wish: Wish, by: User) -> Booking:
    """Book another time for a booking that a closure took away, once.

    Raises Refused: ``not_displaced``, ``offer_taken``, and those of ``book``.
    """
    row = queries.bookings().get(pk=booking.pk)
    if row.status != BookingState.CLOSED:
        raise Refused(
            Reason(
                "not_displaced",
                _("This booking was not taken away by a closure."),
                _("Book another time as usual."),
            )
        )
    if Booking.objects.filter(replaces=row).exists():
        raise Refused(_offer_taken())
    party = parties.of_booking(row, wish.day)
    try:
        return book(wish=wish, party=party, by=by, replaces=row)
    except IntegrityError as error:
        raise Refused(_offer_taken()) from error


def _offer_taken() -> Reason:
    return Reason(
        "offer_taken",
        _("Another time was taken for this booking already."),
        _("You find it among your bookings."),
    )
