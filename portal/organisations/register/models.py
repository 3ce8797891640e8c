"""The register: what the registration authority states about each social organisation."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.register.enums import STRUCK_OFF, RegisterState


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations by what may be shown of them."""

    def standing(self) -> "OrganisationQuerySet":
        """Those still on the register: shown, counted, claimed."""
        return self.exclude(state__in=STRUCK_OFF)


class Organisation(models.Model):
    """The register's facts about a body; its key is the body's. Organisations cannot edit them.

    Every fact comes from the list named in ``source``, as it stood on ``source_on``. Funds are
    in fen. A struck-off organisation (rules.md I.4) stays, found only by exact name or code.
    """

    body = models.OneToOneField(
        "bodies.Body", primary_key=True, on_delete=models.PROTECT, related_name="organisation"
    )
    registry = models.ForeignKey(
        "bodies.Body",
        null=True,
        on_delete=models.PROTECT,
        related_name="registered",
        verbose_name=_("registration authority"),
    )
    supervising_unit = models.CharField(_("supervising unit"), max_length=120, blank=True)
    legal_representative = models.CharField(_("legal representative"), max_length=60, blank=True)
    registered_on = models.DateField(_("registered on"), null=True)
    founding_capital_fen = models.BigIntegerField(_("registered funds"), null=True)
    domicile = models.CharField(_("domicile"), max_length=250, blank=True)
    business_scope = models.TextField(_("business scope"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=24,
        choices=RegisterState.choices,
        default=RegisterState.NORMAL,
    )
    certificate_from = models.DateField(_("certificate valid from"), null=True)
    certificate_to = models.DateField(_("certificate valid to"), null=True)
    source = models.CharField(_("source"), max_length=200)
    source_on = models.DateField(_("as of"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["body_id"]
        indexes = [
            models.Index(fields=["registry", "state"], name="organisation_by_registry"),
            models.Index(fields=["state", "registered_on"], name="organisation_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RegisterState.values), name="organisation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(founding_capital_fen=None) | Q(founding_capital_fen__gte=0),
                name="organisation_funds_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(certificate_to=None)
                | Q(certificate_from=None)
                | Q(certificate_to__gte=F("certificate_from")),
                name="organisation_certificate_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"organisation {self.pk}"

    @property
    def struck_off(self) -> bool:
        """Whether it is no longer on the register."""
        return self.state in STRUCK_OFF
