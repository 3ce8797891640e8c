"""Looks at an uploaded file before anything parses it, and refuses what must not be parsed."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024
MOST_MEMBERS = 2_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS = _("Open it in the spreadsheet program, save it as .xlsx or .csv, and upload that.")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be parsed: a workbook, or text with commas."""

    path: Path
    is_workbook: bool


def inspect(path: Path, name: str) -> Accepted:
    """The file, when it may be parsed; raises Refused with the reason otherwise."""
    refuse_size(path.stat().st_size)
    with path.open("rb") as file:
        head = file.read(8)
    ending = name.rpartition(".")[2].lower()
    if head == OLE:
        raise Refused(_old_or_locked(path))
    if head.startswith(ZIP):
        if ending not in ("xlsx", "xlsm"):
            raise Refused(_wrong_ending(name, "xlsx"))
        _inspect_workbook(path)
        return Accepted(path, is_workbook=True)
    if ending in ("xlsx", "xlsm", "xls"):
        raise Refused(_wrong_ending(name, "csv"))
    if ending not in ("csv", "txt"):
        raise Refused(_not_a_list(name))
    return Accepted(path, is_workbook=False)


def refuse_size(size: int) -> None:
    """Raise Refused for an empty file and for one above the limit (20 MB)."""
    if size == 0:
        raise Refused(
            Reason("file_empty", _("The file is empty."), _("Choose the file that holds the list."))
        )
    if size > MOST_BYTES:
        raise Refused(
            Reason(
                "file_too_large",
                _("The file has %(size)s MB; a list may have 20 MB."),
                _("Remove pictures and unneeded sheets, or split the list by banner."),
                params={"size": f"{size / 1024 / 1024:.0f}"},
            )
        )


def refuse_doctype(xml: bytes) -> None:
    """Raise Refused for XML that defines entities: no spreadsheet program writes such files."""
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml[:4096]:
        raise Refused(_broken())


def _inspect_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) > MOST_MEMBERS or _unpacked(path, archive) > MOST_UNPACKED:
                raise Refused(_bomb())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Refused(_macros())
            if "xl/workbook.xml" not in names:
                raise Refused(_not_a_list(path.name))
            if any(member.flag_bits & 1 for member in archive.infolist()):
                raise Refused(_locked())
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise Refused(_broken()) from error


def _unpacked(path: Path, archive: zipfile.ZipFile) -> int:
    """How many bytes really come out; what the archive says of itself may be a lie."""
    total = 0
    with path.open("rb") as file:
        for member in archive.infolist():
            for size in _inflated(file, member):
                total += size
                if total > MOST_UNPACKED:
                    return total
    return total


def _inflated(file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[int]:
    file.seek(member.header_offset)
    header = file.read(30)
    skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    file.seek(skip, 1)
    left = member.compress_size
    inflater = zlib.decompressobj(-15)
    while left > 0:
        packed = file.read(min(left, 65_536))
        if not packed:
            return
        left -= len(packed)
        if member.compress_type != zipfile.ZIP_DEFLATED:
            yield len(packed)
            continue
        while packed:
            yield len(inflater.decompress(packed, 1_048_576))
            packed = inflater.unconsumed_tail


def _old_or_locked(path: Path) -> Reason:
    return (
        _locked()
        if ENCRYPTED in path.read_bytes()
        else Reason("old_format", _("This is a workbook of an old Excel version (.xls)."), SAVE_AS)
    )


def _locked() -> Reason:
    return Reason(
        "password_protected",
        _("The workbook is protected by a password, so it cannot be read."),
        _("Remove the password in the spreadsheet program and upload it again."),
    )


def _macros() -> Reason:
    return Reason("has_macros", _("The workbook holds macros; these are not accepted."), SAVE_AS)


def _bomb() -> Reason:
    return Reason(
        "unpacks_too_large",
        _("The workbook is small but unpacks to more than 300 MB, so it was not opened."),
        _("Copy the list into a new workbook and upload that."),
    )


def _broken() -> Reason:
    return Reason("file_broken", _("The file is damaged and cannot be opened."), SAVE_AS)


def _wrong_ending(name: str, real: str) -> Reason:
    return Reason(
        "wrong_extension",
        _("The ending of “%(name)s” does not fit its content."),
        _("If it is a list, give it the ending .%(real)s and upload it again."),
        params={"name": name, "real": real},
    )


def _not_a_list(name: str) -> Reason:
    return Reason(
        "not_a_list",
        _("“%(name)s” is neither a workbook (.xlsx) nor a CSV file."),
        SAVE_AS,
        params={"name": name},
    )
