"""What givers and recipients are told."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "pool_listed": (
        _("Your offer stands in the pool"),
        _("%(title)s (%(number)s) is on offer at %(base)s until %(until)s. Thank you."),
    ),
    "pool_declined": (
        _("The station cannot take your offer"),
        _("%(title)s (%(number)s): the reason stands on the page of the offer. Thank you anyway."),
    ),
    "pool_taken_off": (
        _("Your offer was taken out of the pool"),
        _("%(title)s (%(number)s): the reason stands on the page of the offer."),
    ),
    "pool_lapsed": (
        _("The time of your offer is over"),
        _("%(title)s (%(number)s) is no longer on offer. You can offer it again."),
    ),
    "pool_given": (
        _("All you offered has reached people"),
        _("%(title)s (%(number)s): where it went stands on the page of the offer. Thank you."),
    ),
    "pool_matched": (
        _("It is promised to you"),
        _("%(title)s (%(number)s): %(base)s hands it over by %(day)s and tells you when."),
    ),
    "pool_refused": (
        _("It could not be promised to you"),
        _("%(title)s (%(number)s): the reason stands on the page. See what else is on offer."),
    ),
    "pool_called_off": (
        _("The handing over was called off"),
        _("%(title)s (%(number)s): the reason stands on the page. See what else is on offer."),
    ),
    "pool_handed": (
        _("Please confirm that you received it"),
        _("%(title)s (%(number)s) was handed over. Please confirm it by %(day)s."),
    ),
    "pool_received": (
        _("A gift has arrived"),
        _("%(title)s (%(number)s) was received. The receipt stands on the page of the offer."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
