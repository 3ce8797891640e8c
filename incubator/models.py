"""The models of the app's subjects."""

from incubator.admission.models import Application, Draft, DraftPaper, Paper, Point, Verdict
from incubator.bases.models import Base
from incubator.programmes.models import (
    EvidenceItem,
    Programme,
    ProgrammeCondition,
    ProgrammeVersion,
    SheetItem,
    Tier,
)
from incubator.residence.models import Agreement, Residence

__all__ = [
    "Agreement",
    "Application",
    "Base",
    "Draft",
    "DraftPaper",
    "EvidenceItem",
    "Paper",
    "Point",
    "Programme",
    "ProgrammeCondition",
    "ProgrammeVersion",
    "Residence",
    "SheetItem",
    "Tier",
    "Verdict",
]
