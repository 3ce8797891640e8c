"""What a base is told about its evaluation."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "yearly_opened": (
        _("The yearly evaluation has begun"),
        _("%(base)s, %(year)s (%(number)s): please write your account by %(day)s."),
    ),
    "yearly_lapsed": (
        _("No account of the year came"),
        _("%(base)s, %(year)s (%(number)s): the evaluation goes on with what the records say."),
    ),
    "yearly_returned": (
        _("Please complete your account of the year"),
        _("%(base)s, %(year)s (%(number)s): what is missing stands on the page. Until %(day)s."),
    ),
    "yearly_published": (
        _("The result of the yearly evaluation is public"),
        _("%(base)s, %(year)s (%(number)s): see points and words; you may object until %(day)s."),
    ),
    "yearly_again": (
        _("The result is taken back and scored again"),
        _("%(base)s, %(year)s (%(number)s): an objection was right. A new result follows."),
    ),
    "yearly_graded": (
        _("The grade of the year stands"),
        _("%(base)s, %(year)s (%(number)s): the grade is “%(grade)s”. It stands on your page."),
    ),
    "yearly_called_off": (
        _("The yearly evaluation was called off"),
        _("%(base)s, %(year)s (%(number)s): the reason stands on the page."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
