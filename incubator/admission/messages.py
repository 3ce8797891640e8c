"""What applicants are told about their admission."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "admission_checked": (
        _("Your application passed the first check"),
        _("The application %(number)s of %(name)s is complete. The panel scores it next."),
    ),
    "admission_returned": (
        _("Something is missing from your application for admission"),
        _(
            "Please complete the application %(number)s of %(name)s by %(day)s. The whole list "
            "stands on the page of the case."
        ),
    ),
    "admission_refused": (
        _("Your application was not accepted"),
        _(
            "The application %(number)s of %(name)s was not accepted. Reasons, and what you can do "
            "now, stand on the page of the case."
        ),
    ),
    "admission_lapsed": (
        _("Your application for admission was closed"),
        _(
            "Nothing came in time for %(number)s of %(name)s, so the case is closed. You can apply "
            "again while the intake is open."
        ),
    ),
    "admission_in_panel": (
        _("The panel is scoring your application"),
        _("The application %(number)s of %(name)s is with the experts until %(day)s."),
    ),
    "admission_published": (
        _("You are proposed, and your name is published"),
        _(
            "%(name)s (%(number)s) stands on the public list until %(day)s. Afterwards we tell you "
            "what comes next."
        ),
    ),
    "admission_not_selected": (
        _("The score was below the pass mark"),
        _(
            "The application %(number)s of %(name)s did not reach the pass mark. Your score and "
            "what you can do now stand on the page of the case."
        ),
    ),
    "admission_offered": (
        _("A place is kept for you: sign the agreement"),
        _(
            "Print the agreement of %(name)s (%(number)s), stamp it and upload it by %(day)s; "
            "otherwise the place goes to the next on the list."
        ),
    ),
    "admission_reserved": (
        _("You stand on the reserve list"),
        _(
            "%(name)s (%(number)s) stands on the reserve list until %(day)s. When a place becomes "
            "free, we tell you at once."
        ),
    ),
    "admission_reserve_expired": (
        _("The reserve list has ended"),
        _("No place became free for %(name)s (%(number)s). You can apply to the next intake."),
    ),
    "admission_agreement_returned": (
        _("Please upload the agreement again"),
        _(
            "The scan of the agreement of %(name)s (%(number)s) cannot be used. Please upload it "
            "again by %(day)s; what is wrong stands on the page of the case."
        ),
    ),
    "admission_resident": (
        _("Welcome: your residence has begun"),
        _("The agreement of %(name)s (%(number)s) is signed by both. Your residence has begun."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
