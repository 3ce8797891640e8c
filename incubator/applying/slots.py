"""The places that take the files of an application."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Text
from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

SCANS = frozenset({Kind.PDF, *IMAGES})

EVIDENCE = register(
    Slot("admission.evidence", frozenset(Kind), _("paper of an application"), orphan_days=30)
)
SUPPLEMENT = register(
    Slot("admission.supplement", SCANS | {Kind.DOCX, Kind.XLSX}, _("what was missing"))
)
PAPER = register(Slot("admission.paper", SCANS, _("application on paper")))
SLIP = register(Slot("admission.slip", SCANS, _("signed slip")))


def for_item(kinds: Iterable[str], title: Text) -> Slot:
    """The place of one paper, which takes only the kinds the programme names for it."""
    taken = frozenset(Kind(kind) for kind in kinds) or SCANS
    return Slot(EVIDENCE.code, taken, title, orphan_days=EVIDENCE.orphan_days)
