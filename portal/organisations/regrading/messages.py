"""What an organisation is told when its grade is in question."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

register(
    Message(
        "regrading_opened",
        _("Your grade is in question"),
        _(
            "%(office)s proposes: %(verdict)s (%(number)s). You may answer until %(day)s; what "
            "you say is read before anything is decided."
        ),
    )
)
register(
    Message(
        "regrading_confirmed",
        _("Your grade was decided about"),
        _("%(office)s has decided: %(verdict)s (%(number)s). The letter says why and what next."),
    )
)
register(
    Message(
        "regrading_rejected",
        _("Your grade stays as it is"),
        _("The case %(number)s about your grade ended without a decision. Nothing changes."),
    )
)
