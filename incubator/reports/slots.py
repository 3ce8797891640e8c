"""The places that take papers of milestones and of mending."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import Kind
from portal.files.slots import Slot, register

PAPERS = frozenset({Kind.PDF, Kind.JPEG, Kind.PNG, Kind.DOCX, Kind.XLSX})

EVIDENCE = register(Slot("milestone.evidence", PAPERS, _("proof of a milestone")))
MENDING = register(Slot("review.mending", PAPERS, _("paper that proves what was mended")))
