"""What people are told about projects of venture philanthropy."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "venture_refused": (
        _("A project was refused"),
        _("“%(title)s” (%(number)s): the reasons stand on its page."),
    ),
    "venture_incomplete": (
        _("Please complete your project"),
        _("“%(title)s” (%(number)s): what is missing stands on its page; until %(day)s."),
    ),
    "venture_not_completed": (
        _("A project was not completed in time"),
        _("“%(title)s” (%(number)s): the application is closed."),
    ),
    "venture_defence": (
        _("Your project will be heard"),
        _("“%(title)s” (%(number)s) will be heard on %(defence)s, %(place)s."),
    ),
    "venture_not_funded": (
        _("A project is not funded"),
        _("“%(title)s” (%(number)s) is not funded; the letter stands on its page."),
    ),
    "venture_published": (
        _("The result of the panel is public"),
        _("“%(title)s” (%(number)s): anybody may object until %(day)s."),
    ),
    "venture_contract": (
        _("Please sign the contract of your project"),
        _("“%(title)s” (%(number)s), %(amount)s yuan: print, sign and stamp it by %(day)s."),
    ),
    "venture_waiting": (
        _("Your project is on the waiting list"),
        _("“%(title)s” (%(number)s): you are told when money comes free, until %(day)s."),
    ),
    "venture_lapsed": (
        _("A contract was not signed in time"),
        _("“%(title)s” (%(number)s): the offer has lapsed."),
    ),
    "venture_mend": (
        _("Please mend something of your project"),
        _("“%(title)s” (%(number)s): what is wrong stands on its page; until %(day)s."),
    ),
    "venture_instalment": (
        _("An instalment of your project can be paid"),
        _("“%(title)s” (%(number)s): please hand in the receipt of the next instalment."),
    ),
    "venture_receipt": (
        _("A receipt of a project is here"),
        _("“%(title)s” (%(number)s): the payment of the instalment can be prepared."),
    ),
    "venture_paid": (
        _("An instalment of your project has been paid"),
        _("“%(title)s” (%(number)s): please look whether it has arrived."),
    ),
    "venture_failed": (
        _("A project was terminated"),
        _("“%(title)s” (%(number)s): hand in the final statement of spending by %(day)s."),
    ),
    "venture_return": (
        _("The statement of your project is accepted"),
        _("“%(title)s” (%(number)s): what was not spent is to be returned by %(day)s."),
    ),
    "venture_closed": (
        _("A project is settled"),
        _("“%(title)s” (%(number)s) is settled; nothing more is to be done."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
