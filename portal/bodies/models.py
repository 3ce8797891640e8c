"""Where and who: administrative divisions, and the identity of every body."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.bodies.enums import BodyKind, Level


class Division(models.Model):
    """An administrative division: GB/T 2260 code down to the banner, then 9, 12 and 15 digits."""

    code = models.CharField(_("division code"), max_length=15, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values), name="division_level_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """A body's identity, whatever it is: kind, name, credit code, division.

    The credit code is unique among bodies that have one. ``name`` is the name in force; earlier
    ones stand in FormerName.
    """

    kind = models.CharField(_("kind"), max_length=30, choices=BodyKind.choices)
    name = models.CharField(_("name"), max_length=120)
    credit_code = models.CharField(
        _("unified social credit code"), max_length=18, null=True, blank=True, unique=True
    )
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="bodies", verbose_name=_("division")
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["name"], name="body_by_name"),
            models.Index(fields=["kind", "division"], name="body_by_kind_division"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=BodyKind.values), name="body_kind_known"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="body_has_name"),
            models.CheckConstraint(
                condition=models.Q(credit_code=None) | ~models.Q(credit_code=""),
                name="body_code_null_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name as pages show it: a founding team is always marked as one (rules.md I.4)."""
        if self.kind != BodyKind.FOUNDING_TEAM:
            return self.name
        return gettext("%(name)s, founding team (not registered)") % {"name": self.name}


class FormerName(models.Model):
    """A name a body bore before; stays searchable."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(_("name"), max_length=120)
    until = models.DateField(_("until"), null=True)
    source = models.CharField(_("source"), max_length=120, blank=True)

    class Meta:
        ordering = ["-until", "-id"]
        indexes = [models.Index(fields=["name"], name="former_name_by_name")]
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="former_name_once")]

    def __str__(self) -> str:
        return self.name
