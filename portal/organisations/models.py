"""The models of the app's subjects."""

from portal.organisations.claims.models import Claim, ClaimDraft, Dispute
from portal.organisations.dates.models import CouncilTerm, DateReminder
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.lineage.models import LineageLink, LineageObjection
from portal.organisations.members.models import Invitation
from portal.organisations.profile.models import Profile
from portal.organisations.record.models import (
    AwardPaid,
    CreditListing,
    Grade,
    GradeChange,
    Inspection,
    ListCheck,
    Penalty,
)
from portal.organisations.recoveries.models import Recovery
from portal.organisations.register.models import Organisation
from portal.organisations.regrading.models import Regrading
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
    "CouncilTerm",
    "CreditListing",
    "DateReminder",
    "Dispute",
    "Founder",
    "FoundingTeam",
    "Grade",
    "GradeChange",
    "ImportBatch",
    "ImportRow",
    "Inspection",
    "Invitation",
    "LineageLink",
    "LineageObjection",
    "ListCheck",
    "Organisation",
    "Penalty",
    "Profile",
    "Recovery",
    "Regrading",
    "SupplierApplication",
    "SupplierDraft",
]
