"""What people are told about panels."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

register(
    Message(
        "panel_drawn",
        _("You were drawn as a member of a panel"),
        _(
            'The draw has made you a member of the panel "%(title)s". First see the names and '
            "say whether you have a tie to any of them; then the papers open. Please sign by "
            "%(day)s."
        ),
    )
)
register(
    Message(
        "panel_replaced",
        _("Your seat on a panel has ended"),
        _(
            'Somebody else was drawn in your place for the panel "%(title)s". You need do '
            "nothing more; if this surprises you, call %(office)s."
        ),
    )
)
register(
    Message(
        "panel_short",
        _("A panel needs another member"),
        _(
            'For "%(name)s" on the panel "%(title)s" too few members without a tie are left, '
            "and nobody in the pool can take the place. Add experts to the pool, then draw a "
            "substitute on the page of the panel."
        ),
    )
)
register(
    Message(
        "panel_complete",
        _("All members of a panel have signed"),
        _('The panel "%(title)s" is complete. Scores, reasons and minutes are open now.'),
    )
)
