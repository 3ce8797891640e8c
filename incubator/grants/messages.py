"""What an organisation is told about money it may claim."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "grant_offered": (
        _("An award waits for you"),
        _(
            "%(organisation)s can claim %(amount)s yuan (%(scheme)s, %(entry)s, %(number)s) "
            "until %(day)s. The claim is prepared; the owner or the finance post sends it off."
        ),
    ),
    "grant_lapsed": (
        _("An award was not claimed in time"),
        _("%(scheme)s, %(entry)s (%(number)s): the days to claim are over."),
    ),
    "grant_refused": (
        _("A claim of money was refused"),
        _("%(scheme)s, %(entry)s (%(number)s): the reasons stand on the page of the claim."),
    ),
    "grant_published": (
        _("Your award is approved and public"),
        _("%(scheme)s, %(entry)s, %(amount)s yuan (%(number)s): anybody may object until %(day)s."),
    ),
    "grant_queued": (
        _("Your award waits for the budget"),
        _(
            "%(scheme)s, %(entry)s, %(amount)s yuan (%(number)s): this year's line is short. "
            "You keep your place by the day of confirmation; nothing is to be done."
        ),
    ),
    "grant_offered_anew": (
        _("Your award moves to the new year's budget"),
        _(
            "%(scheme)s, %(entry)s, %(amount)s yuan (%(number)s): the budget of %(year)s is there. "
            "Awards are reserved in the order of their confirmation."
        ),
    ),
    "grant_committed": (
        _("The money of your award is reserved"),
        _(
            "%(scheme)s, %(entry)s, %(amount)s yuan (%(number)s): please hand in your receipt "
            "by %(day)s, then it is paid."
        ),
    ),
    "grant_receipt_returned": (
        _("Please mend the receipt of your award"),
        _("%(scheme)s, %(entry)s (%(number)s): what is wrong stands on the page of the claim."),
    ),
    "grant_paid": (
        _("Your award has been paid"),
        _(
            "%(scheme)s, %(entry)s, %(amount)s yuan (%(number)s): please look whether it has "
            "arrived, and confirm it by %(day)s."
        ),
    ),
    "grant_paid_for_use": (
        _("Your grant has been paid: report on its use later"),
        _(
            "%(scheme)s, %(entry)s, %(amount)s yuan (%(number)s): use it as the scheme says and "
            "report by %(day)s what it was spent on."
        ),
    ),
    "grant_report_returned": (
        _("Please mend the report on your grant"),
        _("%(scheme)s, %(entry)s (%(number)s): what is wrong stands on the page of the claim."),
    ),
    "grant_report_accepted": (
        _("The report on your grant is accepted"),
        _("%(scheme)s, %(entry)s (%(number)s): the matter is closed."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
