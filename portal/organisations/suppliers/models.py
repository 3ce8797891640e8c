"""Applications to join as a supplier, and founding teams with their founders."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.suppliers.enums import (
    DECIDED,
    OPEN,
    InstitutionClass,
    SupplierKind,
    SupplierState,
)
from portal.organisations.suppliers.workflow import SUPPLIER
from portal.workflow.models import CaseModel


class SupplierApplication(CaseModel):
    """A body that is not a social organisation asks to join; ``body`` exists once it has."""

    workflow = SUPPLIER

    applicant = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="supplier_applications"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=SupplierKind.choices)
    institution_class = models.CharField(
        _("class of the institution"), max_length=12, choices=InstitutionClass.choices, blank=True
    )
    name = models.CharField(_("full name"), max_length=120)
    credit_code = models.CharField(_("unified social credit code"), max_length=18)
    division = models.ForeignKey(
        "bodies.Division", on_delete=models.PROTECT, related_name="+", verbose_name=_("place")
    )
    legal_representative = models.CharField(_("legal representative"), max_length=60)
    phone = models.CharField(_("telephone"), max_length=20)
    licence = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    body = models.OneToOneField(
        "bodies.Body", null=True, on_delete=models.PROTECT, related_name="supplier_application"
    )
    asked_for = models.TextField(_("what is missing"), blank=True)
    addition = models.TextField(_("your answer"), blank=True)
    added = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.TextField(_("reasons"), blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=SupplierState.values), name="supplier_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SupplierKind.values), name="supplier_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DECIDED)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="supplier_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("applicant")), name="supplier_not_decided_by_applicant"
            ),
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=Q(status__in=OPEN),
                name="supplier_code_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SupplierDraft(models.Model):
    """What a person has entered of an application that is not handed in; one each."""

    applicant = models.OneToOneField(
        "accounts.User", on_delete=models.CASCADE, related_name="supplier_draft"
    )
    kind = models.CharField(max_length=30, choices=SupplierKind.choices, blank=True)
    institution_class = models.CharField(
        max_length=12, choices=InstitutionClass.choices, blank=True
    )
    name = models.CharField(max_length=120, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    division = models.ForeignKey(
        "bodies.Division", null=True, on_delete=models.PROTECT, related_name="+"
    )
    legal_representative = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    licence = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.applicant_id}"


class FoundingTeam(models.Model):
    """A team that prepares an organisation and is not registered (rules.md I.4)."""

    body = models.OneToOneField(
        "bodies.Body", primary_key=True, on_delete=models.PROTECT, related_name="founding_team"
    )
    plan = models.TextField(_("plan"))
    founded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    founded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"founding team {self.pk}"


class Founder(models.Model):
    """A person who signs for the team, as a person."""

    team = models.ForeignKey(FoundingTeam, on_delete=models.CASCADE, related_name="founders")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60)
    occupation = models.CharField(_("what they do"), max_length=60, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["team", "place"], name="founder_place_once"),
            models.UniqueConstraint(fields=["team", "name"], name="founder_named_once"),
        ]

    def __str__(self) -> str:
        return self.name
