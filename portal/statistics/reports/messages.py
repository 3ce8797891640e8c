"""What officials are told about reports of statistics."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "statistics_handed_in": (
        _("A report of statistics waits for your confirmation"),
        _("%(title)s %(year)s (%(number)s): please look at it and confirm it by %(day)s."),
    ),
    "statistics_sent": (
        _("Your report of statistics was confirmed and sent"),
        _("%(title)s %(year)s (%(number)s): it is locked; take the file away from its page."),
    ),
    "statistics_sent_back": (
        _("Your report of statistics was sent back"),
        _("%(title)s %(year)s (%(number)s): the reason stands on its page. Until %(day)s."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
