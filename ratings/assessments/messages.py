"""What an organisation is told about its assessment."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "rating_more_time": (
        _("You have more time for your self-assessment"),
        _("%(name)s (%(number)s): please hand it in by %(day)s."),
    ),
    "rating_overdue": (
        _("The rating was closed: no self-assessment came"),
        _("%(name)s (%(number)s): no self-assessment came in time, so the case is closed. You can "
          "apply again in a later round."),
    ),
    "rating_sent_back": (
        _("Please mend your self-assessment"),
        _("%(name)s (%(number)s): what to mend stands on the page of the case. Please hand it in "
          "again by %(day)s."),
    ),
    "rating_visit": (
        _("The experts will visit you"),
        _("%(name)s (%(number)s): the experts come on %(visit)s, %(place)s. Have the originals of "
          "your papers ready."),
    ),
    "rating_visit_moved": (
        _("The visit of the experts was moved"),
        _("%(name)s (%(number)s): the experts now come on %(visit)s, %(place)s."),
    ),
    "rating_scored": (
        _("The experts have scored your organisation"),
        _("%(name)s (%(number)s): see your own marks and those of the experts side by side. Sign "
          "them, or say by %(day)s what you object to."),
    ),
    "rating_silent": (
        _("Your rating goes on without your reply"),
        _("%(name)s (%(number)s): no reply to the marks of the experts came in time. The case "
          "notes this and goes on."),
    ),
}  # fmt: skip

for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))

register(
    Message(
        "rating_team_visit",
        _("A visit is arranged for a rating"),
        _(
            "%(name)s (%(number)s): the team visits on %(visit)s, %(place)s. Open the sheet once "
            "while you have network; it then keeps what you enter on your phone."
        ),
    )
)
