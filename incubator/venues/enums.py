"""Kinds of rooms, who may book them, who did, and what becomes of a booking."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoomKind(TextChoices):
    """What a room is for. A desk is lent for days, never booked by the hour."""

    MEETING = "meeting", _("meeting room")
    TRAINING = "training", _("training room")
    ACTIVITY = "activity", _("activity room")
    HALL = "hall", _("multi-purpose hall")
    COUNSEL = "counsel", _("counselling room")
    ART = "art", _("calligraphy and painting room")
    DAYCARE = "daycare", _("day-care room")
    DESK = "desk", _("desk")
    OTHER = "other", pgettext_lazy("room", "other room")


class OpenTo(TextChoices):
    """Who may book a room: each choice includes the ones before it."""

    RESIDENTS = "residents", _("organisations in residence")
    ORGANISATIONS = "organisations", _("every social organisation")
    EVERYBODY = "everybody", _("organisations and residents' groups")


class UserKind(TextChoices):
    """Who uses a room, as the statistics count it."""

    RESIDENT = "resident", _("organisation in residence")
    ORGANISATION = "organisation", _("other organisation")
    GROUP = "group", _("residents' group")
    CALLER = "caller", _("person served by telephone or at the counter")


class BookingState(TextChoices):
    """Where a booking stands. Asked and booked ones hold their time."""

    ASKED = "asked", _("waits for approval, the time is held")
    BOOKED = "booked", pgettext_lazy("room", "booked")
    DECLINED = "declined", pgettext_lazy("room", "not approved")
    LAPSED = "lapsed", _("lapsed, nobody answered in time")
    CANCELLED = "cancelled", pgettext_lazy("room", "cancelled")
    CLOSED = "closed", _("cancelled because the room is closed")
    MISSED = "missed", _("nobody came")
    USED = "used", _("took place")


HOLDING = (BookingState.ASKED, BookingState.BOOKED)
COUNTED = (*HOLDING, BookingState.MISSED, BookingState.USED)
