"""Where the year of a base stands in its evaluation, the grades, and what is counted for it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.bases.enums import Indicator


class YearState(TextChoices):
    """Where an evaluation stands."""

    OPENED = "opened", pgettext_lazy("evaluation", "the base writes its account")
    STATED = "stated", pgettext_lazy("evaluation", "to be visited")
    VISITED = "visited", pgettext_lazy("evaluation", "to be scored")
    SCORED = "scored", pgettext_lazy("evaluation", "scored, to be made public")
    PUBLISHED = "published", pgettext_lazy("evaluation", "result is public, objections possible")
    GRADED = "graded", pgettext_lazy("evaluation", "graded")
    CALLED_OFF = "called_off", pgettext_lazy("evaluation", "called off")


PUBLIC = (YearState.PUBLISHED, YearState.GRADED)
SCORABLE = (YearState.VISITED, YearState.SCORED)


class Grade(TextChoices):
    """The grade of a base; each but the last has its mark in a row."""

    EXCELLENT = "excellent", pgettext_lazy("grade", "excellent")
    GOOD = "good", pgettext_lazy("grade", "good")
    PASSED = "passed", pgettext_lazy("grade", "passed")
    FAILED = "failed", pgettext_lazy("grade", "not passed")


class Counted(TextChoices):
    """What is counted from records for a year: what a plan can promise, and two figures more."""

    ORGANISATIONS = Indicator.ORGANISATIONS.value, Indicator.ORGANISATIONS.label
    REGISTERED = Indicator.REGISTERED.value, Indicator.REGISTERED.label
    ROOM_HOURS = Indicator.ROOM_HOURS.value, Indicator.ROOM_HOURS.label
    TRAINING_HOURS = Indicator.TRAINING_HOURS.value, Indicator.TRAINING_HOURS.label
    SUPPORT = Indicator.SUPPORT.value, Indicator.SUPPORT.label
    RESOURCES = Indicator.RESOURCES.value, Indicator.RESOURCES.label
    KEPT = Indicator.KEPT.value, Indicator.KEPT.label
    GRADUATES = "graduates", _("organisations graduated")
    ROOM_SHARE = "room_share", _("open time of rooms used, percent")
