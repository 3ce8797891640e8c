"""What organisations are told about the support they may use."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

TIER_CHANGED = register(
    Message(
        "tier_changed",
        _("Your tier has changed"),
        _(
            "%(name)s now belongs to the tier “%(tier)s”. What you may use of each kind of support "
            "was computed anew by day from today; see the page of your allowances. Reason: "
            "%(reason)s"
        ),
    )
)
