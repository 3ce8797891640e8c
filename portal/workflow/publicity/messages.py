"""What people are told about objections."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

register(
    Message(
        "objection_answered",
        _("Your objection has been answered"),
        _(
            "%(office)s has answered your objection %(number)s. The answer, and what you can do "
            "if you do not agree, stand on the page of the case."
        ),
    )
)
