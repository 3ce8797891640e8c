"""Panels, draws, seats, declarations and scores."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.panels.enums import Declared
from portal.panels.experts.models import Expert, Tie

__all__ = ["Draw", "Entry", "Expert", "Line", "Panel", "Part", "Score", "Seat", "Tie"]


class Panel(models.Model):
    """A panel of one office over some entries, by one sheet.

    ``kind`` and ``subject`` ("app.model:key") say for the upper app what it is about.
    """

    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="panels")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    title = models.CharField(_("title"), max_length=200)
    size = models.PositiveSmallIntegerField(_("members"))
    convened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    convened_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    due_on = models.DateField(_("to be signed by"), null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "subject"], name="panel_by_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_at=None) | Q(drawn_at__isnull=False),
                name="panel_complete_after_draw",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    """An item of the sheet: its code, group, title, criterion and most points."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    group = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    criterion = models.TextField(blank=True)
    maximum = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "code"], name="panel_line_code_once"),
            models.CheckConstraint(
                condition=Q(maximum__gt=0, maximum__lte=1000), name="panel_line_maximum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Entry(models.Model):
    """A case that is judged: its name, and the names and accounts that must have no tie.

    ``mean`` is set once, in the act of the last signature.
    """

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="entries")
    position = models.PositiveSmallIntegerField()
    case_id = models.PositiveBigIntegerField(db_index=True)
    number = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    body = models.ForeignKey("bodies.Body", null=True, on_delete=models.PROTECT, related_name="+")
    people = models.JSONField(default=list)
    users = models.JSONField(default=list)
    mean = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "case_id"], name="panel_entry_once"),
            models.CheckConstraint(
                condition=Q(mean=None, completed_at=None)
                | Q(mean__gte=0, completed_at__isnull=False),
                name="panel_entry_mean_when_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Draw(models.Model):
    """A draw that anybody can repeat from its seed and its list; number 0 made the panel.

    ``candidates`` are expert ids in order of number, ``excluded`` rows of expert, code and name,
    ``drawn`` the result. ``digest`` is the SHA-256 of seed, list and size.
    """

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="draws")
    number = models.PositiveSmallIntegerField()
    entry = models.ForeignKey(Entry, null=True, on_delete=models.CASCADE, related_name="draws")
    seed = models.CharField(max_length=64)
    size = models.PositiveSmallIntegerField()
    candidates = models.JSONField()
    excluded = models.JSONField()
    drawn = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=500, blank=True)
    drawn_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="panel_draw_number_once")
        ]

    def __str__(self) -> str:
        return f"draw {self.number} of panel {self.panel_id}"


class Seat(models.Model):
    """A member's seat, shown to others as "member A" where scores are shown."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="seats")
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="seats")
    letter = models.CharField(max_length=2)
    left_at = models.DateTimeField(null=True)
    left_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "expert"], name="panel_seat_once"),
            models.UniqueConstraint(fields=["panel", "letter"], name="panel_letter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} of panel {self.panel_id}"


class Part(models.Model):
    """A member's part in one entry: what they declared, when they signed."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="parts")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="parts")
    declared = models.CharField(max_length=8, choices=Declared.choices, blank=True)
    tie_words = models.CharField(max_length=500, blank=True)
    declared_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "entry"], name="panel_part_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(declared=Declared.CLEAR),
                name="panel_signed_only_without_tie",
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.seat_id} {self.entry_id}"


class Score(models.Model):
    """The points a member gave for an item, with the reason where points were taken off."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="scores")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=5, decimal_places=1)
    reason = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["line__position"]
        constraints = [
            models.UniqueConstraint(fields=["part", "line"], name="panel_score_once"),
            models.CheckConstraint(
                condition=Q(points__gte=Decimal(0), points__lte=Decimal(1000)),
                name="panel_score_within_sheet",
            ),
        ]

    def __str__(self) -> str:
        return f"score {self.part_id} {self.line_id}"
