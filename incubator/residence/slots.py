"""The places that take agreements."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import Kind
from portal.files.slots import Slot, register

SCANS = frozenset({Kind.PDF, Kind.JPEG, Kind.PNG})

MADE = register(Slot("agreement.made", frozenset({Kind.PDF}), _("agreement made by the portal")))
OWN = register(Slot("agreement.own", SCANS, _("agreement stamped by the organisation")))
BOTH = register(Slot("agreement.both", SCANS, _("agreement stamped by both")))
