"""States of a claim and what a claimant is to the organisation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClaimState(TextChoices):
    """Where a claim stands."""

    SUBMITTED = "submitted", pgettext_lazy("claim", "being checked by the bureau")
    SUPPLEMENT = "supplement", pgettext_lazy("claim", "waiting for what is missing")
    SUPPLEMENTED = "supplemented", pgettext_lazy("claim", "being checked with the additions")
    DISPUTED = "disputed", pgettext_lazy("claim", "two sides, the section head decides")
    APPROVED = "approved", pgettext_lazy("claim", "approved")
    REFUSED = "refused", pgettext_lazy("claim", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("claim", "withdrawn")
    LAPSED = "lapsed", pgettext_lazy("claim", "closed, nothing was added in time")


OPEN = frozenset(
    {
        ClaimState.SUBMITTED,
        ClaimState.SUPPLEMENT,
        ClaimState.SUPPLEMENTED,
        ClaimState.DISPUTED,
    }
)
CHECKED = (ClaimState.SUBMITTED, ClaimState.SUPPLEMENTED)
DECIDED = frozenset({ClaimState.APPROVED, ClaimState.REFUSED})


class Relation(TextChoices):
    """What the claimant is to the organisation."""

    LEGAL_REPRESENTATIVE = "legal_representative", _("legal representative")
    SECRETARY_GENERAL = "secretary_general", _("secretary-general or director")
    STAFF = "staff", _("member of staff")
    COMMISSIONED = "commissioned", _("commissioned by the organisation")
