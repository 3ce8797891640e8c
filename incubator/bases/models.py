"""Incubation bases: what they are, when they open, who works there, what they plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.bases.enums import BaseLevel, Indicator


class Base(models.Model):
    """A place where organisations are nurtured: a body, its level, and the office responsible.

    ``body`` carries the name and the division; ``office`` is the bureau or street whose officials
    keep the base and its programmes; ``operator`` the organisation that runs it for the office.
    A base that is not active shows no new programme. ``hours`` is printed from the rows of
    ``Opening`` whenever these change (``operations.set_hours``).
    """

    body = models.OneToOneField("bodies.Body", on_delete=models.PROTECT, related_name="base")
    level = models.CharField(_("level"), max_length=12, choices=BaseLevel.choices)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("base above"),
    )
    office = models.ForeignKey(
        "bodies.Body",
        on_delete=models.PROTECT,
        related_name="bases_kept",
        verbose_name=_("office responsible"),
    )
    operator = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bases_run",
        verbose_name=_("organisation that runs it"),
    )
    introduction = models.TextField(_("introduction"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    full_time_staff = models.PositiveSmallIntegerField(_("full-time staff"), null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=BaseLevel.values), name="base_level_known"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("pk")), name="base_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"base {self.pk}"


class Opening(models.Model):
    """One span in which a base promises to be open, on one weekday (0 is Monday).

    ``working_days_only`` counts on statutory working days alone: such a row of a Saturday is
    opened by a Saturday worked in exchange, and one of a Thursday is closed by a public holiday.
    """

    base = models.ForeignKey(Base, on_delete=models.CASCADE, related_name="openings")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    working_days_only = models.BooleanField(_("working days only"), default=False)

    class Meta:
        ordering = ["base", "weekday", "opens"]
        constraints = [
            models.UniqueConstraint(
                fields=["base", "weekday", "opens", "working_days_only"], name="opening_once"
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="opening_weekday_known"),
            models.CheckConstraint(
                condition=Q(closes__gt=models.F("opens")), name="opening_closes_later"
            ),
        ]

    def __str__(self) -> str:
        return f"opening {self.base_id}/{self.weekday} {self.opens}"


class SpecialDay(models.Model):
    """A day on which a base is closed, or open at other hours, and why.

    ``opens`` and ``closes`` are both empty on a closed day.
    """

    base = models.ForeignKey(Base, on_delete=models.CASCADE, related_name="special_days")
    day = models.DateField(_("day"))
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["base", "day"], name="special_day_once"),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(closes__gt=models.F("opens")),
                name="special_day_closes_later",
            ),
        ]

    def __str__(self) -> str:
        return f"special day {self.base_id}/{self.day}"


class BaseStaff(models.Model):
    """Somebody who works at a base. ``left`` is the first day on which they no longer do."""

    base = models.ForeignKey(Base, on_delete=models.CASCADE, related_name="staff")
    name = models.CharField(_("name"), max_length=60)
    duty = models.CharField(_("duty"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    phone_public = models.BooleanField(_("telephone is public"), default=False)
    in_charge = models.BooleanField(_("person in charge"), default=False)
    place = models.PositiveSmallIntegerField(_("place in the list"), default=10)
    left = models.DateField(_("left"), null=True, blank=True)

    class Meta:
        ordering = ["-in_charge", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["base"],
                condition=Q(in_charge=True, left=None),
                name="staff_one_in_charge",
            ),
        ]

    def __str__(self) -> str:
        return f"staff {self.pk}"


class BaseCheckIn(models.Model):
    """Somebody of the staff was at the base from ``came_at`` until ``left_at`` (None: still is)."""

    base = models.ForeignKey(Base, on_delete=models.PROTECT, related_name="check_ins")
    staff = models.ForeignKey(BaseStaff, on_delete=models.PROTECT, related_name="check_ins")
    came_at = models.DateTimeField(_("came"))
    left_at = models.DateTimeField(_("left"), null=True)

    class Meta:
        ordering = ["-came_at"]
        indexes = [models.Index(fields=["base", "came_at"], name="check_in_by_base")]
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], condition=Q(left_at=None), name="check_in_one_open"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=models.F("came_at")),
                name="check_in_left_later",
            ),
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"


class BaseOffer(models.Model):
    """Something a base offers, in the words of the base."""

    base = models.ForeignKey(Base, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(_("service"), max_length=40)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["name"], name="offer_by_name")]
        constraints = [models.UniqueConstraint(fields=["base", "name"], name="offer_once")]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class ServedDivision(models.Model):
    """A community (or a wider division) that a base serves beside its own."""

    base = models.ForeignKey(Base, on_delete=models.CASCADE, related_name="served")
    division = models.ForeignKey(
        "bodies.Division", on_delete=models.PROTECT, related_name="served_by"
    )

    class Meta:
        ordering = ["division"]
        constraints = [models.UniqueConstraint(fields=["base", "division"], name="served_once")]

    def __str__(self) -> str:
        return f"served {self.pk}"


class BasePlan(models.Model):
    """What a base means to do in a year. A plan that was confirmed is never changed: writing it
    anew makes the next version, and the confirmed one counts until that is confirmed too.
    """

    base = models.ForeignKey(Base, on_delete=models.CASCADE, related_name="plans")
    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    text = models.TextField(_("plan"), blank=True)
    written_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["base", "year", "version"], name="plan_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="plan_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"plan {self.base_id}/{self.year}.{self.version}"


class BaseTarget(models.Model):
    """A number that a plan promises for the year, by the code of its indicator."""

    plan = models.ForeignKey(BasePlan, on_delete=models.CASCADE, related_name="targets")
    indicator = models.CharField(_("indicator"), max_length=20, choices=Indicator.choices)
    amount = models.PositiveIntegerField(_("target"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "indicator"], name="target_once"),
            models.CheckConstraint(
                condition=Q(indicator__in=Indicator.values), name="target_indicator_known"
            ),
        ]

    def __str__(self) -> str:
        return f"target {self.indicator} {self.amount}"
