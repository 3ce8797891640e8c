"""Forms of the superior bureau, and every version of their columns."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.statistics.sheets.enums import Period
from portal.statistics.sheets.periods import FIRST_YEAR


class Sheet(models.Model):
    """A form that ``body`` fills in for a superior bureau, for one period of one year.

    What it asks stands in its versions; the newest counts.
    """

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    superior = models.CharField(_("superior bureau"), max_length=80)
    title = models.CharField(_("title of the form"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    period = models.CharField(
        pgettext_lazy("statistics", "period"), max_length=4, choices=Period.choices
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "superior", "title", "year", "period"], name="statistics_sheet_once"
            ),
            models.CheckConstraint(
                condition=Q(period__in=Period.values), name="statistics_period_known"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=2200), name="statistics_year_possible"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SheetVersion(models.Model):
    """The columns of a form as they stood from ``made_at`` on; never changed, only followed.

    ``columns`` is a list of {table, column, title} in the order of the form; ``title`` is the
    official one.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    columns: Any = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="statistics_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.number}"
