"""The models of the app's subjects."""

from portal.organisations.claims.models import Claim, ClaimDraft, Dispute
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.members.models import Invitation
from portal.organisations.profile.models import Profile
from portal.organisations.record.models import (
    AwardPaid,
    CreditListing,
    Grade,
    Inspection,
    ListCheck,
    Penalty,
)
from portal.organisations.recoveries.models import Recovery
from portal.organisations.register.models import Organisation
from portal.organisations.suppliers.models import (
    Founder,
    FoundingTeam,
    SupplierApplication,
    SupplierDraft,
)

__all__ = [
    "AwardPaid",
    "Claim",
    "ClaimDraft",
    "CreditListing",
    "Dispute",
    "Founder",
    "FoundingTeam",
    "Grade",
    "ImportBatch",
    "ImportRow",
    "Inspection",
    "Invitation",
    "ListCheck",
    "Organisation",
    "Penalty",
    "Profile",
    "Recovery",
    "SupplierApplication",
    "SupplierDraft",
]
