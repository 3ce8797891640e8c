"""What people are told about their bookings."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import INBOX_ONLY, Message, register

MESSAGES = {
    "booking_booked": (
        _("The room is booked"),
        _("%(room)s in %(base)s is yours: %(when)s (%(number)s). You can cancel on the page."),
    ),
    "booking_asked": (
        _("The base looks at your booking"),
        _(
            "%(room)s in %(base)s, %(when)s (%(number)s): the time is held for you. The base "
            "answers by %(until)s; without an answer the booking lapses."
        ),
    ),
    "booking_approved": (
        _("Your booking is approved"),
        _("%(room)s in %(base)s is yours: %(when)s (%(number)s)."),
    ),
    "booking_declined": (
        _("Your booking was not approved"),
        _(
            "%(room)s in %(base)s, %(when)s (%(number)s) was not approved: %(note)s Choose "
            "another time or room on the portal."
        ),
    ),
    "booking_lapsed": (
        _("Your booking has lapsed"),
        _(
            "The base did not answer %(number)s in time (%(room)s, %(when)s). Nothing was taken "
            "from you. Please call %(phone)s or choose another time."
        ),
    ),
    "booking_cancelled": (
        _("The booking is cancelled"),
        _("%(room)s in %(base)s, %(when)s (%(number)s) is cancelled. %(note)s"),
    ),
    "booking_closed": (
        _("The room is closed: take another time"),
        _(
            "%(room)s in %(base)s is closed, so %(when)s (%(number)s) cannot take place: "
            "%(note)s What it took is returned. The page offers you the nearest free time."
        ),
    ),
    "booking_missed": (
        _("Nobody came to the room booked"),
        _(
            "%(room)s in %(base)s, %(when)s (%(number)s) stood empty. Please cancel in time what "
            "you do not need: after several times your bookings need an approval. If this is a "
            "mistake, call %(phone)s."
        ),
    ),
}
register(
    Message(
        "booking_to_answer",
        _("A booking waits for your answer"),
        _("%(room)s in %(base)s, %(when)s (%(number)s). Please answer by %(until)s."),
        channels=INBOX_ONLY,
    )
)
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
