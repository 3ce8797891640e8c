"""What people are told about claims, recoveries and joining."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

register(
    Message(
        "claim_approved",
        _("Your claim was approved"),
        _(
            "You now act for %(name)s on the portal, as its owner (%(number)s). You can invite "
            "colleagues under My organisation."
        ),
    )
)
register(
    Message(
        "claim_refused",
        _("Your claim was not approved"),
        _(
            "Your claim %(number)s for %(name)s was not approved. The reasons, and what you can do "
            "now, stand on the page of the case."
        ),
    )
)
register(
    Message(
        "claim_supplement",
        _("Something is missing from your claim"),
        _(
            "For your claim %(number)s of %(name)s something is missing. Add it by %(day)s; what "
            "exactly stands on the page of the case."
        ),
    )
)
register(
    Message(
        "claim_lapsed",
        _("Your claim was closed"),
        _(
            "Nothing was added to your claim %(number)s of %(name)s in time, so it was closed. You "
            "can claim again at any time."
        ),
    )
)
register(
    Message(
        "claim_disputed",
        _("Your claim is decided as a dispute"),
        _(
            "Somebody already acts for %(name)s on the portal. The section head of the bureau "
            "hears both sides and decides your claim %(number)s by %(day)s."
        ),
    )
)
register(
    Message(
        "claim_disputed_owner",
        _("Somebody else claims your organisation"),
        _(
            "Somebody else has claimed %(name)s (%(number)s). Nothing changes for now. Say what "
            "you know of it by %(day)s; the section head of the bureau decides."
        ),
    )
)
register(
    Message(
        "claim_ended_owner",
        _("You no longer act for your organisation here"),
        _(
            "The dispute %(number)s over %(name)s was decided for the other side, so your posts "
            "there have ended. The bureau tells you the reasons and how to object."
        ),
    )
)
register(
    Message(
        "claim_dismissed_owner",
        _("You stay the owner of your organisation"),
        _("The dispute %(number)s over %(name)s was decided: nothing changes."),
    )
)
register(
    Message(
        "recovery_started_owner",
        _("A new owner is being entered for your organisation"),
        _(
            "At the counter somebody has asked to become the owner of %(name)s because you cannot "
            "be reached (%(number)s). If this is wrong, call %(office)s at once."
        ),
    )
)
register(
    Message(
        "recovery_confirmed",
        _("You are now the owner of your organisation"),
        _(
            "Two officials have entered you as the owner of %(name)s (%(number)s). You can invite "
            "colleagues under My organisation."
        ),
    )
)
register(
    Message(
        "recovery_confirmed_owner",
        _("Your posts in an organisation have ended"),
        _(
            "Somebody else is now the owner of %(name)s (%(number)s); you were signed out "
            "everywhere. If this is wrong, call %(office)s."
        ),
    )
)
register(
    Message(
        "recovery_rejected",
        _("The recovery was not confirmed"),
        _("The second official did not confirm the recovery %(number)s of %(name)s."),
    )
)
register(
    Message(
        "supplier_approved",
        _("You have joined as a supplier"),
        _("%(name)s has joined the portal, and you are its owner (%(number)s)."),
    )
)
register(
    Message(
        "supplier_refused",
        _("Your application to join was not approved"),
        _(
            "The application %(number)s of %(name)s was not approved. The reasons, and what you "
            "can do now, stand on the page of the case."
        ),
    )
)
register(
    Message(
        "supplier_supplement",
        _("Something is missing from your application"),
        _(
            "For the application %(number)s of %(name)s something is missing. Add it by %(day)s; "
            "what exactly stands on the page of the case."
        ),
    )
)
register(
    Message(
        "supplier_lapsed",
        _("Your application was closed"),
        _(
            "Nothing was added to the application %(number)s of %(name)s in time, so it was "
            "closed. You can apply again at any time."
        ),
    )
)
