"""What organisations are told about their residence."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "residence_midterm": (
        _("The mid-term review has begun"),
        _(
            "The mid-term review of %(name)s (%(number)s) is open. The sheet and the day of "
            "the visit stand on the page of the residence."
        ),
    ),
    "residence_review_passed": (
        _("The review is passed"),
        _("%(name)s (%(number)s) has passed the review. The residence goes on until %(ends)s."),
    ),
    "residence_mending": (
        _("Please mend what the review found"),
        _(
            "The review of %(name)s (%(number)s) was below the mark. Please mend it and hand "
            "in your report by %(day)s; what is wanted stands on the page of the residence."
        ),
    ),
    "residence_mending_over": (
        _("The time to mend is over"),
        _(
            "The time to mend of %(name)s (%(number)s) is over. The second review looks at "
            "what is there."
        ),
    ),
    "residence_termination_proposed": (
        _("Termination is proposed: you may be heard"),
        _(
            "It is proposed to end the residence of %(name)s (%(number)s). You may speak to "
            "it or ask to be heard by %(day)s. The reasons stand on the page of the "
            "residence."
        ),
    ),
    "residence_kept": (
        _("The residence goes on"),
        _("After hearing you, the residence of %(name)s (%(number)s) goes on."),
    ),
    "residence_terminated": (
        _("The residence was ended"),
        _(
            "The residence of %(name)s (%(number)s) was ended. Please hand back what was lent"
            " by %(day)s. Reasons, and what you can do now, stand on the page of the "
            "residence."
        ),
    ),
    "residence_exit": (
        _("The exit evaluation has begun"),
        _(
            "The exit evaluation of %(name)s (%(number)s) is open. See which items are proven"
            " and add what is missing."
        ),
    ),
    "residence_extended": (
        _("The residence is extended"),
        _("The residence of %(name)s (%(number)s) now ends on %(ends)s."),
    ),
    "residence_graduated": (
        _("Congratulations: graduated"),
        _(
            "%(name)s (%(number)s) has graduated. The certificate stands on the page of the "
            "residence. Please hand back what was lent by %(day)s."
        ),
    ),
    "residence_finished": (
        _("The residence has ended"),
        _(
            "The residence of %(name)s (%(number)s) has ended without graduation. Please hand"
            " back what was lent by %(day)s."
        ),
    ),
    "residence_left": (
        _("You have left the residence"),
        _(
            "The residence of %(name)s (%(number)s) has ended at your wish. Please hand back "
            "what was lent by %(day)s."
        ),
    ),
    "residence_dissolved": (
        _("The residence has ended"),
        _(
            "The residence of %(name)s (%(number)s) has ended because the organisation merged"
            " or was de-registered."
        ),
    ),
    "residence_handed_over": (
        _("Everything is handed back"),
        _(
            "The inventory of %(name)s (%(number)s) is complete. Thank you. Whoever graduated "
            "hears from us for a year."
        ),
    ),
    "residence_frozen": (
        _("Support is paused: the organisation is on the abnormal list"),
        _(
            "%(name)s (%(number)s) was entered on the abnormal list. New money and allowances are "
            "paused from today; your desk stays yours. How to leave the list stands on the page "
            "of the residence."
        ),
    ),
    "residence_freed": (
        _("Off the list: support may be used again"),
        _(
            "%(name)s (%(number)s) has left the list. Support may be used again from today; what "
            "lapsed meanwhile does not come back."
        ),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
