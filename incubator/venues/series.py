"""Bookings that come again every week."""

from collections.abc import Iterable
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from incubator.venues import limits
from incubator.venues.booking import Booked, book
from incubator.venues.offers import Wish
from incubator.venues.parties import Party
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused


def book_series(*, wishes: Iterable[Wish], party: Party, by: User | None, note: str = "") -> Booked:
    """Book the days of a weekly series that can be had, each for itself; the others are told.

    Raises Refused ``series_too_long``; nothing is booked then.
    """
    wanted, series = list(wishes), str(uuid4())
    most = limits.on(clock.today()).series
    if len(wanted) > most:
        raise Refused(
            Reason(
                "series_too_long",
                _("A series has at most %(most)s weeks."),
                _("Book fewer weeks now and the rest later."),
                params={"most": most},
            )
        )
    found = Booked()
    for wish in wanted:
        try:
            row = book(wish=wish, party=party, by=by, series=series, note=note)
            found.bookings.append(row)
        except Refused as refusal:
            found.refused.append((wish, refusal.reasons))
    return found
