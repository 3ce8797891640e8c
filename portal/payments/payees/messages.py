"""What an organisation and the bureau are told about bank accounts; never the number itself."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "payee_named": (
        _("A bank account is to be confirmed"),
        _("%(name)s named a bank account (%(number)s). Compare it with the paper of the bank."),
    ),
    "payee_change": (
        _("Somebody named another bank account of your organisation"),
        _(
            "%(who)s named another account of %(name)s (%(number)s). The old one stays in force "
            "until the bureau confirms. If you know nothing of it, call the bureau at once."
        ),
    ),
    "payee_confirmed": (
        _("Your bank account is confirmed"),
        _("Payments to %(name)s go to the account %(account)s from now on (%(number)s)."),
    ),
    "payee_refused": (
        _("Your bank account was not confirmed"),
        _("For %(name)s (%(number)s): the reason stands on the page. You can name it again."),
    ),
    "payee_withdrawn": (
        _("A bank account was taken back"),
        _("%(name)s took back the account it had named (%(number)s)."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
