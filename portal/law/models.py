"""The working calendar, and the rows by which an authority overrides a rule that ships."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.dated import Unit


class LawState(models.Model):
    """One row; its token changes with every change here, so that processes know to read anew."""

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token


class WorkYear(models.Model):
    """A year of the calendar: confirmed once the official notice of its holidays is entered."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    confirmed = models.BooleanField(_("confirmed"), default=False)
    source = models.CharField(_("official notice"), max_length=200, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="confirmed_year_has_source",
                condition=models.Q(confirmed=False) | ~models.Q(source=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)


class WorkDay(models.Model):
    """A day on which weekday and weekend do not tell whether offices work."""

    day = models.DateField(_("day"), unique=True)
    works = models.BooleanField(_("offices work"))
    note = models.CharField(_("occasion"), max_length=60, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return self.day.isoformat()


class RuleOverride(models.Model):
    """An authority's own row in place of one that ships; ended by a date, never deleted."""

    key = models.CharField(_("rule"), max_length=80)
    value = models.PositiveBigIntegerField(_("value"))
    unit = models.CharField(
        _("unit"), max_length=10, choices=[(unit.value, unit.value) for unit in Unit]
    )
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("last day in force"), null=True, blank=True)
    clause = models.CharField(_("legal basis"), max_length=300)
    decided_by = models.CharField(_("decided by"), max_length=120)
    document = models.CharField(_("document number"), max_length=120)
    entered_at = models.DateTimeField(_("entered"))

    class Meta:
        ordering = ["key", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["key", "effective_from"], name="override_once_a_day"),
            models.CheckConstraint(
                name="override_ends_after_start",
                condition=models.Q(effective_to=None)
                | models.Q(effective_to__gte=models.F("effective_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.effective_from}"
