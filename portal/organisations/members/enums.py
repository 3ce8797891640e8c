"""The posts inside an organisation, and what becomes of an invitation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MemberRole(TextChoices):
    """The posts that an owner gives; the codes are those of the roles in accounts."""

    OWNER = "owner", _("owner")
    APPLICANT = "applicant", _("applicant")
    FINANCE = "finance", _("finance")
    VIEWER = "viewer", _("viewer")


class InvitationState(TextChoices):
    """What has become of an invitation."""

    WAITING = "waiting", pgettext_lazy("invitation", "waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
    DECLINED = "declined", pgettext_lazy("invitation", "declined")
    REVOKED = "revoked", pgettext_lazy("invitation", "revoked")
    EXPIRED = "expired", pgettext_lazy("invitation", "expired")
