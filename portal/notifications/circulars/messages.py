"""What the recipients of a circular are told in their channels."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

CIRCULAR = register(
    Message(
        "circular",
        _("%(office)s: %(title)s"),
        _("%(office)s has sent you the notice “%(title)s”. Open it and read it in full."),
        sms=_("%(office)s has sent you a notice. Sign in to read it."),
    )
)
REMINDED = register(
    Message(
        "circular_reminded",
        _("A notice waits for your confirmation"),
        _("Please open the notice “%(title)s” of %(office)s and confirm that you have seen it."),
    )
)
