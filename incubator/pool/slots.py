"""The place that takes a receipt signed on paper."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

SLIP = register(Slot("pool.slip", frozenset({Kind.PDF, *IMAGES}), _("signed receipt of a gift")))
