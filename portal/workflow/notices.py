"""What the workflow itself tells people, whatever the subject."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import INBOX_ONLY, Message, register

CASE_OPENED = register(
    Message(
        "case_opened",
        _("A new case waits for your office"),
        _("%(number)s of %(applicant)s has come in and waits for your office."),
        channels=INBOX_ONLY,
    )
)
LETTER_IN_FORCE = register(
    Message(
        "letter_in_force",
        _("A letter has been sent to you"),
        _(
            "%(office)s has issued the letter “%(title)s” (%(letter)s) in your case %(number)s. "
            "Sign in to read and print it, or fetch it at the counter."
        ),
        sms=_("%(office)s has issued a letter in your case %(number)s. Sign in to read it."),
    )
)
