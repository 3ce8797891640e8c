"""The places that take the files of an application for a rating."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

SCANS = frozenset({Kind.PDF, *IMAGES})

PAPER = register(Slot("rating.paper", SCANS | {Kind.DOCX, Kind.XLSX}, _("paper of an application")))
ANSWER = register(Slot("rating.answer", SCANS, _("source of an answer")))
