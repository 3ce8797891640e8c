"""Where the documents behind confirmed facts are handed in."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

EVIDENCE = register(
    Slot("record.evidence", frozenset({Kind.PDF, *IMAGES}), _("document behind a fact"))
)
