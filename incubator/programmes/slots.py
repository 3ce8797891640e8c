"""The place for samples of papers."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import Kind
from portal.files.slots import Slot, register

SAMPLE = register(
    Slot(
        "programme.sample",
        frozenset({Kind.PDF, Kind.DOCX, Kind.XLSX}),
        _("sample of a paper"),
        orphan_days=30,
    )
)
