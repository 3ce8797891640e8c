"""What an organisation is told about money that is asked back."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "clawback_opened": (
        _("Money may be asked back from you"),
        _("%(scheme)s, %(amount)s yuan (%(number)s): read why, and speak until %(day)s."),
    ),
    "clawback_decided": (
        _("Please pay money back"),
        _("%(scheme)s, %(amount)s yuan (%(number)s): please pay it back by %(day)s."),
    ),
    "clawback_dropped": (
        _("No money is asked back"),
        _("%(scheme)s (%(number)s): the matter is closed; nothing is asked back."),
    ),
    "clawback_instalments": (
        _("Instalments were agreed"),
        _("%(scheme)s, %(amount)s yuan (%(number)s): the days stand on the page."),
    ),
    "clawback_rest": (
        _("Please return what was not spent"),
        _("%(scheme)s, %(amount)s yuan (%(number)s): please return it by %(day)s."),
    ),
    "clawback_settled": (
        _("Everything was paid back"),
        _("%(scheme)s, %(amount)s yuan (%(number)s): the matter is closed."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
