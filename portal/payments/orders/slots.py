"""The scan of a receipt or an invoice."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

PAPER = register(
    Slot("payments.paper", frozenset({Kind.PDF, *IMAGES}), _("scan of a receipt or an invoice"))
)
