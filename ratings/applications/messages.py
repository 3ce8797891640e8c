"""What an organisation is told about its rating until it is found qualified."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "rating_received": (
        _("Your application for a rating has arrived"),
        _("%(name)s, %(round)s (%(number)s): the office checks until %(day)s whether you qualify."),
    ),
    "rating_qualified": (
        _("You qualify for the rating"),
        _("%(name)s, %(round)s (%(number)s): you have been found qualified. The next step is your "
          "self-assessment, by %(day)s."),
    ),
    "rating_returned": (
        _("Something is missing from your application for a rating"),
        _("%(name)s, %(round)s (%(number)s): something is missing. Add it by %(day)s; what "
          "exactly stands on the page of the case."),
    ),
    "rating_refused": (
        _("You were found not qualified for the rating"),
        _("%(name)s, %(round)s (%(number)s): the reasons, and what you can do now, stand on the "
          "page of the case."),
    ),
    "rating_lapsed": (
        _("Your application for a rating was closed"),
        _("%(name)s, %(round)s (%(number)s): nothing was added in time, so it was closed. You can "
          "apply again while the round takes applications."),
    ),
}  # fmt: skip

for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
