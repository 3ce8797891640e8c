"""What an inspection found."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Findings:
    """Reasons against the file; for good ones the pages (PDF) and the new content (pictures)."""

    reasons: tuple[Reason, ...] = ()
    pages: int | None = None
    content: bytes | None = None


def broken() -> Findings:
    """The file cannot be read as what it says it is."""
    return Findings(
        (
            Reason(
                "file_broken",
                _("The file is damaged and cannot be opened."),
                _("Open it on your computer, save it again, and choose the new file."),
            ),
        )
    )
