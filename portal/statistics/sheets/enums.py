"""The spans of time that a form asks about."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Period(TextChoices):
    """The whole year, or one of its quarters."""

    YEAR = "year", pgettext_lazy("period of statistics", "whole year")
    FIRST = "q1", pgettext_lazy("period of statistics", "first quarter")
    SECOND = "q2", pgettext_lazy("period of statistics", "second quarter")
    THIRD = "q3", pgettext_lazy("period of statistics", "third quarter")
    FOURTH = "q4", pgettext_lazy("period of statistics", "fourth quarter")


QUARTERS = (Period.FIRST, Period.SECOND, Period.THIRD, Period.FOURTH)
