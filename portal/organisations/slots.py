"""The places that take the files of joining."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

SCANS = frozenset({Kind.PDF, *IMAGES})

CERTIFICATE = register(Slot("claim.certificate", SCANS, _("registration certificate")))
AUTHORISATION = register(Slot("claim.authorisation", SCANS, _("sealed authorisation")))
ADDITION = register(Slot("claim.addition", SCANS, _("what was missing")))
EVIDENCE = register(Slot("dispute.evidence", SCANS, _("evidence of the present owner")))
LETTER = register(Slot("recovery.letter", SCANS, _("sealed letter of the organisation")))
LICENCE = register(Slot("supplier.licence", SCANS, _("licence or certificate")))
