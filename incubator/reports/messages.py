"""What people are told about plans, reports, mentors and reviews."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "report_open": (
        _("A report is due"),
        _(
            "The report of %(name)s (%(number)s) may be written; please hand it in by %(until)s. "
            "Rooms, courses and support are filled in already."
        ),
    ),
    "report_rhythm": (
        _("How often you report is agreed"),
        _("%(name)s (%(number)s): the first report opens after %(until)s."),
    ),
    "report_returned": (
        _("The base has questions about your report"),
        _("Please look at the report of %(name)s again and hand it in by %(until)s."),
    ),
    "report_accepted": (_("Your report is accepted"), _("Thank you for the report of %(name)s.")),
    "report_handed_in": (
        _("A report has come"),
        _("%(name)s (%(number)s) has handed in its report. Please read it by %(until)s."),
    ),
    "report_late_1": (
        _("Your report is late"),
        _(
            "The report of %(name)s (%(number)s) was due on %(until)s. Please hand it in; later on "
            "new support is paused. If something hinders you, call %(office)s."
        ),
    ),
    "report_late_2": (
        _("New support is paused until your report comes"),
        _(
            "The report of %(name)s (%(number)s) was due on %(until)s. New rooms and support are "
            "paused; they are free again at once when you hand it in. The base will call you."
        ),
    ),
    "report_call": (
        _("Please call: a report is late"),
        _("The report of %(name)s (%(number)s) was due on %(until)s. Please call and help."),
    ),
    "report_late_3": (
        _("A report is 30 days late: review proposed"),
        _(
            "The report of %(name)s (%(number)s) was due on %(until)s and has not come. Please "
            "open the mid-term review early, or note why not."
        ),
    ),
    "review_due": (
        _("Half of the residence has passed: mid-term review"),
        _("Please open the mid-term review of %(name)s (%(number)s)."),
    ),
    "plan_proposed": (
        _("A plan wants your agreement"),
        _("%(name)s (%(number)s) proposes a plan with milestones. Agree, or say what to change."),
    ),
    "plan_agreed": (
        _("Your plan is agreed"),
        _("The base agrees with the plan of %(name)s (%(number)s)."),
    ),
    "plan_returned": (
        _("The base wants changes in your plan"),
        _("Please look at the plan of %(name)s (%(number)s); what to change stands there."),
    ),
    "review_visit": (
        _("Day of the visit"),
        _("We visit %(name)s (%(number)s) for the review on %(visit)s."),
    ),
    "mentor_named": (
        _("You have a mentor"),
        _("%(mentor)s accompanies %(name)s (%(number)s) from today."),
    ),
    "mentor_entry": (
        _("Your mentor has written in the log"),
        _("Please read and sign the new entry in the mentor's log of %(name)s (%(number)s)."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
