"""Where the documents behind links are handed in."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

DOCUMENT = register(
    Slot("lineage.document", frozenset({Kind.PDF, *IMAGES}), _("document behind a link"))
)
