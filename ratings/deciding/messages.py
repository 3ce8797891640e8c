"""What an organisation is told about the decision on its rating, and members of a sitting."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "rating_public": (
        _("The result of your rating is public"),
        _("%(name)s (%(number)s): the result of “%(round)s” is public until %(day)s. Until then "
          "you can ask the committee to look again."),
    ),
    "rating_upheld": (
        _("Your re-examination was answered"),
        _("%(name)s (%(number)s): the committee has voted again, and the result stays. The reasons "
          "stand on the page of the case and in the letter."),
    ),
    "rating_changed": (
        _("The result of your rating was changed"),
        _("%(name)s (%(number)s): the committee has voted again and changed the result. It is "
          "public anew until %(day)s."),
    ),
    "rating_reconsidered": (
        _("The committee decides about your rating anew"),
        _("%(name)s (%(number)s): an objection to the result was right, so the committee decides "
          "anew. You are told when the new result is public."),
    ),
    "rating_announced": (
        _("Your grade was announced"),
        _("%(name)s (%(number)s): your grade in “%(round)s” was announced. The certificate stands "
          "on the page of the result; the letter follows there once it is stamped."),
    ),
    "rating_no_grade": (
        _("Your rating ended without a grade"),
        _("%(name)s (%(number)s): in “%(round)s” no grade was given. The letter says why, and what "
          "you can do."),
    ),
}  # fmt: skip

for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))

register(
    Message(
        "rating_sitting",
        _("The rating committee sits"),
        _(
            "%(office)s calls the rating committee for %(day)s, %(place)s. You can read the cases "
            "before, and vote there on your phone."
        ),
    )
)
