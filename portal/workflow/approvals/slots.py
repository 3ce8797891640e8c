"""The place that takes the minutes of a meeting."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

MINUTES = register(
    Slot("approval.minutes", frozenset({Kind.PDF, *IMAGES}), _("minutes of a meeting"))
)
