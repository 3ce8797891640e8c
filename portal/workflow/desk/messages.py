"""What the office's people and the applicants are told about a case on the desk."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import INBOX_ONLY, Message, register

GIVEN = register(
    Message(
        "desk_given",
        _("A case is now yours"),
        _("%(by)s has given you the case %(number)s of %(applicant)s."),
        channels=INBOX_ONLY,
    )
)
HANDED_OVER = register(
    Message(
        "desk_handed_over",
        _("Cases have been handed over to you"),
        _("You have taken over %(count)s cases of %(giver)s. Open the list and look at them."),
        channels=INBOX_ONLY,
    )
)
INSTRUCTED = register(
    Message(
        "desk_instructed",
        _("The leader asks for a reply"),
        _("%(by)s asks about the case %(number)s. Reply by %(day)s."),
        channels=INBOX_ONLY,
    )
)
REPLIED = register(
    Message(
        "desk_replied",
        _("Your instruction has its reply"),
        _("%(by)s has replied to your instruction on the case %(number)s."),
        channels=INBOX_ONLY,
    )
)
REPLY_SOON = register(
    Message(
        "desk_reply_soon",
        _("A reply to the leader is due"),
        _("The reply on the case %(number)s is due by %(day)s."),
        channels=INBOX_ONLY,
    )
)
REPLY_LATE = register(
    Message(
        "desk_reply_late",
        _("An instruction has no reply"),
        _("The reply on the case %(number)s was due by %(day)s and has not come."),
        channels=INBOX_ONLY,
    )
)
DUE_SOON = register(
    Message(
        "desk_due_soon",
        _("The last day of a case is near"),
        _("The case %(number)s of %(applicant)s must be done by %(day)s."),
        channels=INBOX_ONLY,
    )
)
LATE = register(
    Message(
        "desk_late",
        _("A case is overdue"),
        _("The case %(number)s of %(applicant)s should have been done by %(day)s."),
        channels=INBOX_ONLY,
    )
)
TURN_ENDS = register(
    Message(
        "desk_turn_ends",
        _("Your time to answer ends soon"),
        _(
            "Your case %(number)s waits for you until %(day)s. Sign in and answer; "
            "without an answer the case may be closed."
        ),
        sms=_("Your case %(number)s waits for you until %(day)s. Sign in and answer."),
    )
)
DEPUTY_NAMED = register(
    Message(
        "deputy_named",
        _("Somebody stands in on days of leave"),
        _("%(deputy)s stands in for %(absent)s in %(office)s from %(first)s to %(last)s."),
        channels=INBOX_ONLY,
    )
)
DEPUTY_ENDED = register(
    Message(
        "deputy_ended",
        _("Standing in has ended"),
        _("%(deputy)s no longer stands in for %(absent)s in %(office)s."),
        channels=INBOX_ONLY,
    )
)
