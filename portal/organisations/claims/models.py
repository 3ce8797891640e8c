"""Claims, their drafts, and the other side of a dispute."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.claims.enums import DECIDED, OPEN, ClaimState, Relation
from portal.organisations.claims.workflow import CLAIM
from portal.workflow.models import CaseModel


class ClaimDraft(models.Model):
    """What a person has entered of a claim that is not handed in; one per organisation."""

    claimant = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="claim_drafts"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    relation = models.CharField(max_length=24, choices=Relation.choices, blank=True)
    name = models.CharField(_("your name"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    certificate = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    authorisation = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claimant", "organisation"], name="claim_draft_one_each"
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.claimant_id} {self.organisation_id}"


class Claim(CaseModel):
    """A person's claim to act as owner of an organisation of the register.

    ``addition`` and ``added`` are what the claimant handed in after being asked once.
    """

    workflow = CLAIM

    claimant = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="claims")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="claims"
    )
    relation = models.CharField(
        _("what you are to the organisation"), max_length=24, choices=Relation.choices
    )
    name = models.CharField(_("your name"), max_length=60)
    phone = models.CharField(_("telephone"), max_length=20)
    certificate = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    authorisation = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+"
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
                condition=Q(status__in=ClaimState.values), name="claim_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DECIDED)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="claim_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=models.F("claimant")), name="claim_not_decided_by_claimant"
            ),
            models.UniqueConstraint(
                fields=["claimant", "organisation"],
                condition=Q(status__in=OPEN),
                name="claim_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"claim {self.pk}"


class Dispute(models.Model):
    """The other side of a claim on an organisation that has an owner, and what they answered."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="dispute")
    opened_at = models.DateTimeField()
    answer = models.TextField(_("what the present owner says"), blank=True)
    evidence = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="dispute_answered_by_and_at",
            )
        ]

    def __str__(self) -> str:
        return f"dispute {self.claim_id}"
