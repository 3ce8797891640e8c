"""What members are told of the legal dates of their organisation."""

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Text
from portal.notifications.messages import Message, register
from portal.organisations.dates.enums import DateKind

WORDS: dict[DateKind, tuple[Text, Text]] = {
    DateKind.CERTIFICATE: (
        _("Your certificate expires soon"),
        _("The certificate of %(name)s expires on %(day)s. Ask for a new one in time."),
    ),
    DateKind.COUNCIL: (
        _("The term of your council ends soon"),
        _("The term of the council of %(name)s ends on %(day)s. Prepare the election."),
    ),
    DateKind.SUPERVISOR: (
        _("Annual report: for review by the supervising unit"),
        _("%(name)s hands in its annual report to the supervising unit by %(day)s."),
    ),
    DateKind.INSPECTION: (
        _("Annual report: to the registry"),
        _("%(name)s hands in its reviewed annual report to the registry by %(day)s."),
    ),
    DateKind.ABNORMAL: (
        _("You may soon leave the list of abnormal activity"),
        _("%(name)s can leave the list from %(day)s on, once everything is mended."),
    ),
    DateKind.DISHONEST: (
        _("You may soon apply to leave the list of the seriously dishonest"),
        _("%(name)s may apply from %(day)s on, if nothing new has happened."),
    ),
    DateKind.GRADE: (
        _("Your grade ends soon"),
        _("The grade of %(name)s ends on %(day)s. Apply for a new rating in time."),
    ),
}
MESSAGES = {
    kind: register(Message(f"legal_date_{kind}", title, words))
    for kind, (title, words) in WORDS.items()
}
