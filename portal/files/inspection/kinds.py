"""The real kind of a file, from its first bytes and not from its name."""

import zipfile
from typing import IO

import puremagic

from portal.files.enums import Kind

HEAD = 8192
LONG_MARK = 5
LAST_SIGN = 8  # a cut sign of four bytes, and the mark that utf-8-sig leaves out of its count
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_ENCODINGS = ("utf-8-sig", "gb18030")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def sniff(stream: IO[bytes], extension: str) -> Kind | None:
    """The kind of the content, or None when it is none of ours.

    The extension only tells CSV from plain text, which no byte can. An encrypted workbook or
    document is an OLE container: it keeps the kind of its extension, so that the inspector can
    say what is wrong with it.
    """
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head.startswith(b"PK\x03\x04"):
        return _office(stream)
    if head.startswith(OLE):
        return next((k for k in (Kind.XLSX, Kind.DOCX) if k.value == extension), None)
    if extension in (Kind.CSV, Kind.TXT) and is_text(head) and not _is_something_else(head):
        return Kind(extension)
    return None


def is_text(head: bytes) -> bool:
    """Whether the bytes are text in UTF-8, UTF-16 with its mark, or GB18030."""
    if head.startswith(UTF16_MARKS):
        return True
    if b"\x00" in head:
        return False
    return any(_decodes(head, encoding) for encoding in TEXT_ENCODINGS)


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        head.decode(encoding)
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start >= HEAD - LAST_SIGN
    return True


def _is_something_else(head: bytes) -> bool:
    lower = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if lower.startswith((b"<", b"{\\rtf", b"#!")):
        return True
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return False
    return any(len(match.byte_match) >= LONG_MARK for match in found)


def _office(stream: IO[bytes]) -> Kind | None:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return None
    finally:
        stream.seek(0)
    if "[Content_Types].xml" not in names:
        return None
    if any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    if any(name.startswith("word/") for name in names):
        return Kind.DOCX
    return None
