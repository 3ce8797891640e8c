"""The models of the app's subjects."""

from incubator.bases.models import Base
from incubator.programmes.models import (
    EvidenceItem,
    Programme,
    ProgrammeCondition,
    ProgrammeVersion,
    SheetItem,
    Tier,
)

__all__ = [
    "Base",
    "EvidenceItem",
    "Programme",
    "ProgrammeCondition",
    "ProgrammeVersion",
    "SheetItem",
    "Tier",
]
