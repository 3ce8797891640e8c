"""What organisations and founding teams are told about the support they asked for."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "support_accepted": (
        _("Your appointment is fixed"),
        _(
            "%(item)s (%(number)s): %(when)s, %(place)s, with %(person)s. If you cannot come, "
            "please cancel in time; until %(until)s your allowance comes back."
        ),
    ),
    "support_moved": (
        _("Your appointment was moved"),
        _(
            "%(item)s (%(number)s) is now on %(when)s, %(place)s, with %(person)s. If this does "
            "not suit you, you can cancel until %(until)s and keep your allowance."
        ),
    ),
    "support_declined": (
        _("Your request cannot be met"),
        _(
            "%(item)s (%(number)s): %(answer)s Your allowance is back. What you can do instead "
            "stands on the page of the request."
        ),
    ),
    "support_called_off": (
        _("The base had to call off your appointment"),
        _(
            "%(item)s (%(number)s): %(answer)s We are sorry. Your allowance is back; you can "
            "ask for another day."
        ),
    ),
    "support_cancelled": (
        _("The request is cancelled"),
        _("%(item)s (%(number)s) is cancelled. %(returned)s"),
    ),
    "support_delivered": (
        _("How was the support?"),
        _(
            "%(item)s (%(number)s) is entered as done. Please say in a minute how good it was; "
            "it helps the base to improve."
        ),
    ),
    "support_missed": (
        _("You did not come"),
        _(
            "Nobody came to %(item)s (%(number)s), so the allowance is used up. If this is a "
            "mistake, telephone the base."
        ),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
