"""All questions asked of an upload, in order from cheap to dear."""

from typing import IO, Any

from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from portal.files import names
from portal.files.enums import OFFICE, Kind
from portal.files.inspection import images, office, pdf
from portal.files.inspection.findings import Findings
from portal.files.inspection.kinds import sniff
from portal.files.slots import Slot


def inspect(upload: File[Any], slot: Slot) -> tuple[Kind | None, Findings]:
    """The real kind and everything that speaks against the file."""
    extension = names.extension(upload.name or "")
    size = upload.size
    if not size:
        return None, Findings((_empty(),))
    reasons = []
    if extension not in {e for kind in slot.kinds for e in kind.extensions}:
        reasons.append(_not_allowed(slot, extension))
    if size > slot.max_bytes:
        reasons.append(_too_large(slot, size))
    if reasons:
        return None, Findings(tuple(reasons))
    stream = opened(upload)
    kind = sniff(stream, extension)
    if kind is None or kind not in slot.kinds or extension not in kind.extensions:
        return None, Findings((_not_what_it_says(slot, extension),))
    return kind, _look_inside(stream, kind, slot)


def opened(upload: File[Any]) -> IO[bytes]:
    """The upload's content, open for reading."""
    if upload.file is None:
        raise ValueError("The upload is closed.")
    return upload.file


def _look_inside(stream: IO[bytes], kind: Kind, slot: Slot) -> Findings:
    stream.seek(0)
    if kind is Kind.PDF:
        return pdf.inspect(stream, slot)
    if kind.is_image:
        return images.inspect(stream, kind)
    if kind in OFFICE:
        return office.inspect(stream)
    return Findings()


def _empty() -> Reason:
    return Reason(
        "file_empty",
        _("The file is empty."),
        _("Check it on your computer and choose it again."),
    )


def _too_large(slot: Slot, size: int) -> Reason:
    return Reason(
        "file_too_large",
        _("The file has %(size)s; at most %(most)s are taken here."),
        _("Scan it with a lower resolution, or hand it in in parts."),
        params={"size": filesizeformat(size), "most": filesizeformat(slot.max_bytes)},
    )


def _not_allowed(slot: Slot, extension: str) -> Reason:
    return Reason(
        "file_kind_not_allowed",
        _("Files ending in “%(extension)s” are not taken here."),
        _("Save it as one of these kinds: %(kinds)s."),
        params={"extension": extension or "–", "kinds": slot.extensions},
    )


def _not_what_it_says(slot: Slot, extension: str) -> Reason:
    return Reason(
        "file_not_what_it_says",
        _("The name ends in “%(extension)s”, but the content is something else."),
        _("Open it, save it again as one of these kinds, and choose the new file: %(kinds)s."),
        params={"extension": extension, "kinds": slot.extensions},
    )
