"""Incubation bases."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.bases.enums import BaseLevel


class Base(models.Model):
    """A place where organisations are nurtured: a body, its level, and the office responsible.

    ``body`` carries the name and the division; ``office`` is the bureau or street whose officials
    keep the base and its programmes. A base that is not active shows no new programme.
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
    introduction = models.TextField(_("introduction"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
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
