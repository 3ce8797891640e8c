"""The places that take contracts and receipts of projects."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

KINDS = frozenset({Kind.PDF, *IMAGES})
CONTRACT = register(Slot("ventures.contract", KINDS, _("signed contract of a project")))
RECEIPT = register(Slot("ventures.receipt", KINDS, _("receipt of an instalment")))
