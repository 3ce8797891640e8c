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
register(
    Message(
        "objection_received",
        _("Somebody objects to your entry in a publicity"),
        _(
            "In the publicity “%(title)s” somebody has objected to the entry of your case "
            "%(number)s. The office answers by %(day)s; until then the publicity does not end."
        ),
    )
)
