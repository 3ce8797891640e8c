"""Kinds of files and what the virus scanner said."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """The kinds the portal accepts anywhere; the value is also the usual extension."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    TXT = "txt"

    @property
    def extensions(self) -> frozenset[str]:
        """The extensions a file of this kind may bear, in lower case without the dot."""
        return frozenset({"jpg", "jpeg"} if self is Kind.JPEG else {self.value})

    @property
    def content_type(self) -> str:
        """The media type it is served with."""
        return _CONTENT_TYPES[self]

    @property
    def is_image(self) -> bool:
        """Whether it is a picture, which is re-encoded before it is kept."""
        return self in IMAGES


IMAGES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP})
OFFICE = frozenset({Kind.XLSX, Kind.DOCX})
TEXTS = frozenset({Kind.CSV, Kind.TXT})

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.XLSX: f"{_OPEN_XML}.spreadsheetml.sheet",
    Kind.DOCX: f"{_OPEN_XML}.wordprocessingml.document",
    Kind.CSV: "text/csv",
    Kind.TXT: "text/plain",
}


class ScanState(models.TextChoices):
    """What the virus scanner said. Quarantined: it could not be asked, so nobody may open it."""

    UNSCANNED = "unscanned", _("no scanner here")
    CLEAN = "clean", _("scanned, clean")
    QUARANTINED = "quarantined", _("waiting for the virus scan")
    INFECTED = "infected", _("a virus was found")


OPENABLE = (ScanState.UNSCANNED, ScanState.CLEAN)
"""What may be handed out: neither waiting for the scanner nor infected."""
