"""What officials are told about changes of a budget."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "budget_proposed": (
        _("A change of the budget waits for your decision"),
        _("%(name)s (%(number)s): please check and decide by %(day)s."),
    ),
    "budget_approved": (
        _("Your change of the budget was approved"),
        _("%(name)s (%(number)s): it is posted."),
    ),
    "budget_refused": (
        _("Your change of the budget was not approved"),
        _("%(name)s (%(number)s): the reason stands on its page."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
