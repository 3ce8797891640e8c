"""The place that takes the evidence of a self-assessment."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.XLSX, *IMAGES})
EVIDENCE = register(Slot("rating.evidence", KINDS, _("evidence of a point"), orphan_days=30))
