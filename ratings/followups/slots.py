"""The place that takes the files of a statement."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.XLSX, *IMAGES})
STATEMENT = register(Slot("rating.followup", KINDS, _("paper of a follow-up rating")))
