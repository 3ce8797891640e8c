"""What learners are told about their courses."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.messages import Message, register

MESSAGES = {
    "training_enrolled": (
        _("You have a seat"),
        _("You have a seat in “%(course)s”. It begins on %(begins)s, %(place)s."),
    ),
    "training_waiting": (
        _("You are on the waiting list"),
        _(
            "“%(course)s” is full. You are number %(position)s on the waiting list and are told "
            "as soon as a seat is free."
        ),
    ),
    "training_offer": (
        _("A seat is free: please answer"),
        _(
            "A seat in “%(course)s” is kept for you until %(until)s. Take it or leave it on the "
            "page of the course; afterwards it goes to the next in line."
        ),
    ),
    "training_lapsed": (
        _("The seat went to the next in line"),
        _("Nobody took the seat in “%(course)s” that was kept for you. You may enrol again."),
    ),
    "training_no_seat": (
        _("No seat became free"),
        _("“%(course)s” has begun and no seat became free. Please choose another date."),
    ),
    "training_left": (
        _("You have left the course"),
        _("You have left “%(course)s”. %(allowance)s"),
    ),
    "training_moved": (
        _("The time or place of your course has changed"),
        _(
            "“%(course)s”: the session of %(before)s is now on %(session)s, %(place)s. If that "
            "does not suit you, leave the course on its page; nothing is lost."
        ),
    ),
    "training_moved_clash": (
        _("Your course has moved and overlaps with another one"),
        _(
            "“%(course)s”: the session of %(before)s is now on %(session)s, %(place)s. It "
            "overlaps with “%(clash)s”. Please leave one of the two; nothing is lost."
        ),
    ),
    "training_cancelled": (
        _("Your course was cancelled"),
        _("“%(course)s” does not take place: %(why)s Your seat is returned to the allowance."),
    ),
    "training_evaluate": (
        _("How was it? Four short questions"),
        _("“%(course)s” is over. Tell us how it was; the certificate needs your answer."),
    ),
    "training_certificate": (
        _("Your certificate is ready"),
        _("The certificate of “%(course)s” has the number %(number)s. It is in your record."),
    ),
}
for _key, (_title, _words) in MESSAGES.items():
    register(Message(_key, _title, _words))
