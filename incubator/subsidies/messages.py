"""What organisations and officials are told about subsidies."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "subsidy_returned": (
        _("A list of subsidies was sent back"),
        _(
            "%(scheme)s, %(month)s (%(number)s): the reasons stand on the page of the list. "
            "Mend it in the register of social workers and claim the month again."
        ),
    ),
    "subsidy_published": (
        _("Your list of subsidies is approved and public"),
        _("%(scheme)s, %(month)s, %(amount)s yuan (%(number)s): objections until %(day)s."),
    ),
    "subsidy_paid": (
        _("Subsidies of your social workers were paid"),
        _(
            "%(scheme)s, %(month)s, %(amount)s yuan (%(number)s). Where the money came to your "
            "account, pass it on to the people on the list in full."
        ),
    ),
    "subsidy_corrected": (
        _("A subsidy was paid wrongly and is netted"),
        _(
            "%(month)s (%(number)s): %(amount)s yuan are taken off your next list. "
            "Reason: %(reason)s"
        ),
    ),
    "subsidy_batch_short": (
        _("The budget line is short of a batch of subsidies"),
        _(
            "%(scheme)s, %(month)s, %(amount)s yuan (%(number)s): the line is short by "
            "%(short)s yuan. Once it reaches, the money is reserved by itself."
        ),
    ),
    "subsidy_batch_committed": (
        _("The money of a batch of subsidies is reserved"),
        _("%(scheme)s, %(month)s, %(amount)s yuan (%(number)s): please prepare the payments."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
