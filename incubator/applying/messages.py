"""What colleagues are told when an application was handed in."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

HANDED_IN = register(
    Message(
        "admission_handed_in",
        _("An application of your organisation was handed in"),
        _("%(name)s has applied for “%(programme)s”. The case number is %(number)s."),
    )
)
