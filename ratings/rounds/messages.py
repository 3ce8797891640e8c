"""What organisations are told about rounds."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

register(
    Message(
        "rating_round_opened",
        _("A round of ratings is open to you"),
        _("%(office)s: “%(title)s” takes applications from %(from)s to %(to)s. By the register "
          "and the record, nothing stands against %(name)s."),
    )
)  # fmt: skip
