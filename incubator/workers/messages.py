"""What organisations are told about their social workers."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

ENDING = "worker_registration_ends"

register(
    Message(
        ENDING,
        _("A certificate's registration ends soon"),
        _(
            "The registration of the certificate of %(name)s (%(level)s) ends on %(day)s. Please "
            "have it renewed and enter the new last day."
        ),
    )
)
