"""What a payee and the bureau are told about payment orders."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "payment_prepared": (
        _("A payment to you is being prepared"),
        _("%(name)s: %(amount)s yuan for “%(words)s” (%(order)s)."),
    ),
    "payment_paper_wanted": (
        _("Before we can pay you, hand in a receipt"),
        _(
            "%(name)s: %(amount)s yuan for “%(words)s” (%(order)s). Enter your receipt or invoice "
            "over exactly this amount under “Payments to us”."
        ),
    ),
    "payment_paid": (
        _("Paid"),
        _("%(name)s: %(amount)s yuan for “%(words)s” went to %(account)s (%(order)s)."),
    ),
    "payment_returned": (
        _("The bank returned a payment to you"),
        _(
            "%(name)s: %(amount)s yuan for “%(words)s” came back (%(order)s). The award stands. "
            "Check your bank account and name another one if it is wrong."
        ),
    ),
    "payment_to_check": (
        _("A payment order is to be checked"),
        _("%(order)s: %(amount)s yuan to %(name)s."),
    ),
    "payment_sent_back": (
        _("A payment order was sent back to you"),
        _("%(order)s to %(name)s: the reason stands on its page."),
    ),
    "payment_came_back": (
        _("The bank returned a payment order"),
        _("%(order)s: %(amount)s yuan to %(name)s. It goes out again once the account is right."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
