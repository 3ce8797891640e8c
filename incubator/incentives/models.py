"""Schemes of money and every version of their terms; a published version never changes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incubator.incentives.enums import ENTRIES, Field, Measure, Rhythm, SupportKind, entry_words


class Scheme(models.Model):
    """A scheme of an office; what it pays stands in its versions."""

    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    field = models.CharField(_("field"), max_length=12, choices=Field.choices)
    kind = models.CharField(_("kind"), max_length=12, choices=SupportKind.choices)
    measure = models.CharField(_("the table goes by"), max_length=12, choices=Measure.choices)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["field", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "title"], name="incentive_title_once"),
            models.CheckConstraint(
                condition=Q(field__in=Field.values), name="incentive_field_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SupportKind.values), name="incentive_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values), name="incentive_measure_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        """The title in the reader's language, the Chinese one where there is no other."""
        english = (get_language() or "").startswith("en")
        return self.title_en if english and self.title_en else self.title


class SchemeVersion(models.Model):
    """The terms of a scheme from a day on; a draft until ``published_at``.

    ``table`` is {entry: fen}; ``cap_fen`` what one organisation and its lineage can have at most.
    ``difference``: a higher entry pays what it is more than what was paid; else whoever was paid
    gets nothing more. ``part_payment``: a line that is short may pay what it has. ``not_with`` are
    schemes (ids) beside which this one is not paid. ``within`` are the calendar days for a claim.
    ``clawback``: what was paid is asked back when the ground is cancelled for fraud;
    ``clawback_any``: also when it is cancelled or lowered for another reason. ``needs`` is what
    must be on record of whoever applies (``needs.Needs``). ``asks``: the application names the
    amount, the table is the most. ``report``: the use of the money is reported. ``confirmed``:
    the authority has confirmed the amounts. ``line`` is the line of a year; the lines of other
    years have the same source and code.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    introduction = models.TextField(_("what it is for"), max_length=2000, blank=True)
    who = models.TextField(_("who may have it"), max_length=2000, blank=True)
    table = models.JSONField(default=dict)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.ONCE)
    cap_fen = models.BigIntegerField(null=True)
    difference = models.BooleanField(default=True)
    part_payment = models.BooleanField(default=False)
    clawback = models.BooleanField(default=True)
    clawback_any = models.BooleanField(default=False)
    needs = models.JSONField(default=dict)
    asks = models.BooleanField(default=False)
    report = models.BooleanField(default=False)
    not_with = models.JSONField(default=list)
    evidence = models.JSONField(default=list)
    allowed_use = models.TextField(_("what it may be spent on"), max_length=1000, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    within = models.PositiveSmallIntegerField(_("days to claim"), default=60)
    starts_on = models.DateField(_("in force from"), null=True)
    ends_on = models.DateField(_("in force until"), null=True)
    confirmed = models.BooleanField(default=False)
    line = models.ForeignKey("ledger.Line", null=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["scheme", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"], name="incentive_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["scheme"], condition=Q(published_at=None), name="incentive_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="incentive_version_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(cap_fen=None) | Q(cap_fen__gt=0), name="incentive_cap_positive"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False, starts_on__isnull=False)
                & ~Q(published_by=F("prepared_by")),
                name="incentive_version_published_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}/{self.number}"

    @property
    def amounts(self) -> list[tuple[str, str, int]]:
        """The table: code, words, fen; the lowest entry first, those without an amount left out."""
        measure = self.scheme.measure
        codes = [code for code, _words in ENTRIES[measure] if self.table.get(code)]
        return [(code, entry_words(measure, code), self.table[code]) for code in codes]

    @property
    def capped(self) -> dict[str, int]:
        """The table in fen, no entry above the cap."""
        return {code: min(fen, self.highest) for code, fen in self.table.items()}

    @property
    def highest(self) -> int:
        """What one lineage can have at most, in fen: the highest entry, or the cap below it."""
        most = max(self.table.values(), default=0)
        return min(most, self.cap_fen) if self.cap_fen else most
