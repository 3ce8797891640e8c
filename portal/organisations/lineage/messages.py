"""What both organisations are told of a link between them."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

register(
    Message(
        "lineage_recorded",
        _("Your organisation is being linked with another one"),
        _(
            "%(office)s has recorded that “%(child)s” came out of “%(parent)s” (%(number)s). A "
            "second official will check it. If it is wrong, say so on the page of the lineage."
        ),
    )
)
register(
    Message(
        "lineage_reversal",
        _("A link of your organisation is to be reversed"),
        _(
            "%(office)s has entered that the link between “%(child)s” and “%(parent)s” is wrong "
            "(%(number)s). A second official will check it. You can object on the same page."
        ),
    )
)
register(
    Message(
        "lineage_linked",
        _("Where your organisation came from is confirmed"),
        _(
            "Two officials have confirmed that “%(child)s” came out of “%(parent)s” (%(number)s). "
            "Grades and awards of the predecessor count for the successor."
        ),
    )
)
register(
    Message(
        "lineage_parted",
        _("A wrong link was reversed"),
        _(
            "Two officials have confirmed that the link between “%(child)s” and “%(parent)s” was "
            "wrong (%(number)s). It no longer counts; it stays in the history."
        ),
    )
)
register(
    Message(
        "lineage_rejected",
        _("An entry on your lineage was not confirmed"),
        _(
            "The entry %(number)s on “%(child)s” and “%(parent)s” was not confirmed. Nothing "
            "has changed."
        ),
    )
)
register(
    Message(
        "lineage_answered",
        _("Your objection was answered"),
        _(
            "%(office)s has answered your objection to the entry %(number)s. The answer stands on "
            "the page of the lineage."
        ),
    )
)
