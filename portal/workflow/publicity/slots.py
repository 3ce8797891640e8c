"""The place that takes what an objector adds."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

PAPER = register(
    Slot("objection.paper", frozenset({Kind.PDF, *IMAGES}), _("evidence of an objection"))
)
