"""Where the documents behind decisions about grades are handed in."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

DOCUMENT = register(
    Slot("regrading.document", frozenset({Kind.PDF, *IMAGES}), _("document behind a decision"))
)
