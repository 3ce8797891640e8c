"""Workbooks and documents: no password, no macros, no links to outside, no bomb."""

import zipfile
from typing import IO

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from portal.files.inspection.findings import Findings, broken
from portal.files.inspection.kinds import OLE

MOST_PARTS = 5_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_RATIO = 200
SMALL = 5 * 1024 * 1024
RELATIONS_READ = 2 * 1024 * 1024
EXTERNAL_KINDS = (b"/externallink", b"/oleobject", b"/attachedtemplate", b"/frame", b"/subdocument")


def inspect(stream: IO[bytes]) -> Findings:
    """Every reason against the file; sizes are judged from the directory, before unpacking."""
    stream.seek(0)
    if stream.read(len(OLE)) == OLE:
        return Findings((_encrypted(),))
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return Findings(tuple(_faults(archive)))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
        return broken()
    finally:
        stream.seek(0)


def _faults(archive: zipfile.ZipFile) -> list[Reason]:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        return [_encrypted()]
    if _is_bomb(parts):
        return [
            Reason(
                "file_unpacks_too_large",
                _("The file unpacks to far more than it should."),
                _("Copy the content into a new file and save that."),
            )
        ]
    reasons = []
    if any(_is_macro(part.filename) for part in parts):
        reasons.append(
            Reason(
                "office_macros",
                _("The file contains macros."),
                _("Save it as an ordinary file without macros (.xlsx or .docx)."),
            )
        )
    if any(_links_outside(archive, part) for part in parts):
        reasons.append(
            Reason(
                "office_external_links",
                _("The file takes data from other files."),
                _("Break the links to other files (paste values only) and save it again."),
            )
        )
    return reasons


def _is_bomb(parts: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        return True
    return unpacked > SMALL and unpacked / packed > MOST_RATIO


def _is_macro(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in lower


def _links_outside(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    lower = part.filename.lower()
    if lower.startswith("xl/externallinks/externallink"):
        return True
    if not lower.endswith(".rels"):
        return False
    with archive.open(part) as stream:
        words = stream.read(RELATIONS_READ).lower()
    outside = b'targetmode="external"' in words
    return outside and any(kind in words for kind in EXTERNAL_KINDS)


def _encrypted() -> Reason:
    return Reason(
        "office_encrypted",
        _("The file is protected by a password, or is in an old format."),
        _("Remove the password, save it as .xlsx or .docx, and choose the new file."),
    )
