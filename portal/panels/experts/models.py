"""The pool of experts and their ties."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.panels.experts.enums import TieKind


class Expert(models.Model):
    """A person of the pool. The post "expert" lets them score; ``active`` lets them be drawn."""

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="expert")
    knows = models.CharField(_("fields of expertise"), max_length=200, blank=True)
    title = models.CharField(_("professional title"), max_length=60, blank=True)
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    active = models.BooleanField(_("in the pool"), default=True)
    added_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.user.get_full_name()


class Tie(models.Model):
    """What ties an expert to a body or a person, by name, from a day until a day (both count).

    ``body`` is set when the name stands on the portal; ``name`` is always written out.
    """

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(_("kind of tie"), max_length=12, choices=TieKind.choices)
    body = models.ForeignKey(
        "bodies.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("organisation or person"), max_length=120)
    from_on = models.DateField(_("since"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TieKind.values), name="tie_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="tie_has_name"),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="tie_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
