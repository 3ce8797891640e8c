"""Where the files of letters go."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import Kind
from portal.files.slots import Slot, register

PDF = register(Slot("letter.pdf", frozenset({Kind.PDF}), _("letter made by the portal")))
SCAN = register(
    Slot("letter.scan", frozenset({Kind.PDF, Kind.JPEG, Kind.PNG}), _("stamped letter, scanned"))
)
