"""The places that take the papers of a grant."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

PAPERS = frozenset({Kind.PDF, *IMAGES})
RECEIPT = register(Slot("grants.receipt", PAPERS, _("receipt of a grant")))
PLAN = register(Slot("grants.plan", PAPERS, _("papers of an application for a grant")))
REPORT = register(Slot("grants.report", PAPERS, _("papers of a report on a grant")))
