"""For whom a course is, how it is enrolled in, and what became of a seat."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(TextChoices):
    """How much a course expects of those who come."""

    BASIC = "basic", pgettext_lazy("course", "for beginners")
    FURTHER = "further", pgettext_lazy("course", "goes on from the basics")
    EXPERT = "expert", pgettext_lazy("course", "for experienced people")


class Who(TextChoices):
    """Who may enrol."""

    ANYBODY = "anybody", pgettext_lazy("course", "everybody")
    ORGANISATIONS = "organisations", pgettext_lazy("course", "people of social organisations")
    RESIDENTS = "residents", pgettext_lazy("course", "people of organisations in residence")


class Seat(TextChoices):
    """What became of an enrolment; written by ``steps.take`` alone."""

    WAITING = "waiting", pgettext_lazy("enrolment", "on the waiting list")
    OFFERED = "offered", pgettext_lazy("enrolment", "a seat is offered")
    ENROLLED = "enrolled", pgettext_lazy("enrolment", "enrolled")
    LEFT = "left", pgettext_lazy("enrolment", "left")
    LAPSED = "lapsed", pgettext_lazy("enrolment", "no seat was taken up")
    CANCELLED = "cancelled", pgettext_lazy("enrolment", "the course was cancelled")
    FINISHED = "finished", pgettext_lazy("enrolment", "took part")
    ABSENT = "absent", pgettext_lazy("enrolment", "did not come")


HOLDING = (Seat.OFFERED, Seat.ENROLLED)
LIVE = (Seat.WAITING, *HOLDING)
CAME = (Seat.ENROLLED, Seat.FINISHED)
COUNTED = (Seat.ENROLLED, Seat.FINISHED, Seat.ABSENT)


class Way(TextChoices):
    """How somebody enrolled or handed something in."""

    WEB = "web", _("on the portal")
    COUNTER = "counter", _("at the counter")
    PHONE = "phone", _("by telephone")
    PAPER = "paper", _("on paper")


class Signed(TextChoices):
    """How attendance was noted."""

    CODE = "code", _("by code")
    LIST = "list", _("on the list")
