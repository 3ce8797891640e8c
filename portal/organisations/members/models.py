"""Invitations to act for a body. Posts themselves belong to accounts."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.members.enums import InvitationState, MemberRole


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by whether they can still be answered."""

    def waiting(self) -> "InvitationQuerySet":
        """Neither answered nor revoked (whether expired or not)."""
        return self.filter(accepted_at=None, declined_at=None, revoked_at=None)


class Invitation(models.Model):
    """An offer of a post to whoever can read messages at ``contact`` and knows the code.

    Only the code's hash is kept. What became of it is read from the stamps: at most one is set.
    """

    reference = models.CharField(max_length=24, unique=True)
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="invitations")
    contact = models.CharField(_("phone or e-mail"), max_length=254)
    role = models.CharField(_("post"), max_length=40, choices=MemberRole.choices)
    code_hash = models.CharField(max_length=64)
    invited_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="sent_invitations"
    )
    invited_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="accepted_invitations"
    )
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=MemberRole.values), name="invitation_role_known"
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_at=None)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="invitation_accepted_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, declined_at=None)
                | Q(accepted_at=None, revoked_at=None)
                | Q(declined_at=None, revoked_at=None),
                name="invitation_answered_once",
            ),
            models.UniqueConstraint(
                fields=["body", "contact", "role"],
                condition=Q(accepted_at=None, declined_at=None, revoked_at=None),
                name="invitation_waiting_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def state_at(self, moment: datetime) -> InvitationState:
        """What has become of it at a moment."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.declined_at:
            return InvitationState.DECLINED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if moment > self.expires_at else InvitationState.WAITING
