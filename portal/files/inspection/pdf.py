"""PDF: no password, nothing that acts by itself, nothing carried inside, not too many pages."""

from typing import IO, Any, BinaryIO, cast

import pikepdf
from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from portal.files.inspection.findings import Findings, broken
from portal.files.slots import Slot

ACTIVE = {
    "/JS": "JavaScript",
    "/JavaScript": "JavaScript",
    "/OpenAction": "OpenAction",
    "/AA": "AA",
    "/Launch": "Launch",
    "/EmbeddedFile": "EmbeddedFile",
    "/EmbeddedFiles": "EmbeddedFile",
    "/RichMedia": "RichMedia",
    "/XFA": "XFA",
    "/GoToR": "GoToR",
    "/GoToE": "GoToE",
    "/ImportData": "ImportData",
    "/SubmitForm": "SubmitForm",
}
MOST_OBJECTS = 500_000
DEEPEST = 60


def inspect(stream: IO[bytes], slot: Slot) -> Findings:
    """Every reason against the PDF, else its number of pages."""
    try:
        with pikepdf.open(cast(BinaryIO, stream)) as pdf:
            return _look(pdf, slot)
    except pikepdf.PasswordError:
        return Findings(
            (
                Reason(
                    "pdf_encrypted",
                    _("The PDF is protected by a password."),
                    _("Remove the password, or print and scan it, and choose the new file."),
                ),
            )
        )
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError):
        return broken()


def _look(pdf: pikepdf.Pdf, slot: Slot) -> Findings:
    pages = len(pdf.pages)
    reasons = []
    if pages == 0:
        return broken()
    if pages > slot.max_pages:
        reasons.append(
            Reason(
                "pdf_too_many_pages",
                _("The PDF has %(pages)s pages; at most %(most)s are taken here."),
                _("Leave out what was not asked for, or hand it in in parts."),
                params={"pages": pages, "most": slot.max_pages},
            )
        )
    if found := _active(pdf):
        reasons.append(
            Reason(
                "pdf_active_content",
                _("The PDF carries programs or other files (%(found)s)."),
                _("Print it to a new PDF, or print and scan it, and choose the new file."),
                params={"found": ", ".join(sorted(found))},
            )
        )
    return Findings(tuple(reasons), pages=pages)


def _active(pdf: pikepdf.Pdf) -> set[str]:
    found: set[str] = set()
    objects = pdf.objects
    if len(objects) > MOST_OBJECTS:
        return {f"{len(objects)} objects"}
    for number in range(len(objects)):
        _walk(objects[number], found, 0)
    _walk(pdf.trailer, found, 0)
    found -= {"OpenAction"} if _opens_at_a_page(pdf) else set()
    return found


def _walk(item: Any, found: set[str], depth: int) -> None:
    if depth > DEEPEST:
        found.add("nesting")
        return
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in _entries(item):
            if key in ACTIVE:
                found.add(ACTIVE[key])
            if key in ("/S", "/Type", "/Subtype") and str(value) in ACTIVE:
                found.add(ACTIVE[str(value)])
            if not _indirect(value):
                _walk(value, found, depth + 1)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            if not _indirect(value):
                _walk(value, found, depth + 1)


def _entries(item: Any) -> list[tuple[str, Any]]:
    return [(key, item.get(key)) for key in item.keys()]  # noqa: SIM118 - not a Python mapping


def _indirect(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def _opens_at_a_page(pdf: pikepdf.Pdf) -> bool:
    """Most word processors say at which page a PDF opens; that is no program."""
    action = pdf.Root.get("/OpenAction")
    if isinstance(action, pikepdf.Array):
        return True
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") == pikepdf.Name("/GoTo")
