"""What people are told about proposals on their way through a chain."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import INBOX_ONLY, Message, register

register(
    Message(
        "approval_turn",
        _("A proposal waits for your opinion"),
        _("“%(title)s”, proposed by %(person)s, waits for your opinion until %(day)s."),
        channels=INBOX_ONLY,
    )
)
register(
    Message(
        "approval_returned",
        _("Your proposal was sent back"),
        _("%(person)s sent “%(title)s” back to you: %(words)s"),
        channels=INBOX_ONLY,
    )
)
register(
    Message(
        "approval_agreed",
        _("Your proposal was approved"),
        _("“%(title)s” was approved, and what it proposes has been done."),
        channels=INBOX_ONLY,
    )
)
