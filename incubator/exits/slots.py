"""The places that take the papers of the end of a residence."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import Kind
from portal.files.slots import Slot, register

SCANS = frozenset({Kind.PDF, Kind.JPEG, Kind.PNG})

DECLARED = register(Slot("exit.declared", SCANS, _("proof of a declared value")))
MINUTES = register(Slot("exit.minutes", SCANS, _("minutes of a hearing")))
RECEIPT = register(Slot("exit.receipt", SCANS, _("receipt of support money")))
DIPLOMA = register(
    Slot("exit.diploma", frozenset({Kind.PDF}), _("certificate of graduation made by the portal"))
)
