"""Use that took place before the portal kept it, from the base's paper book."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.venues import times
from incubator.venues.models import Booking
from incubator.venues.offers import Wish
from incubator.venues.parties import Party
from portal.accounts.models import User
from portal.core import clock, sealed
from portal.core.reasons import Reason, Refused
from portal.workflow import engine
from portal.workflow.models import Channel


@transaction.atomic
def record_use(*, wish: Wish, party: Party, by: User | None) -> Booking:
    """A past use as it stands in the paper book: it takes no allowance and tells nobody.

    Raises Refused ``not_past`` for a time that is still to come.
    """
    if times.moment(wish.day, wish.until) > clock.now():
        raise Refused(Reason("not_past", _("This time is not past yet."), _("Book it instead.")))
    row = Booking(
        room=wish.room,
        day=wish.day,
        first=wish.first,
        until=wish.until,
        starts_at=times.moment(wish.day, wish.first),
        ends_at=times.moment(wish.day, wish.until),
        user_kind=party.kind,
        user_key=party.key,
        body=party.body,
        contact=party.contact,
        group_name=party.group_name,
        caller_name=sealed.seal(party.caller_name),
        caller_phone=sealed.seal(party.caller_phone),
        purpose=wish.purpose,
        people=wish.people,
        asked_at=clock.now(),
        by=by,
    )
    opening = engine.Opening(
        applicant=party.name[:160],
        holder_id=wish.room.base.office_id,
        body_id=party.body_id,
        channel=Channel.PAPER,
    )
    opened, _query_code = engine.open_case(row, opening, by=by, data={"room": wish.room.pk})
    booked = engine.advance(opened, "confirm", by=None)
    return engine.advance(booked, "complete", by=None)
