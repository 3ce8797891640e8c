"""The files of a case as one ZIP: in the order of the list, with an index."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import IO

from portal.core import downloads
from portal.files import queries as files
from portal.workflow.binder.registry import Paper

CHUNK = 256 * 1024
UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
INDEX = "00-index.csv"


def names(papers: Sequence[Paper]) -> list[str]:
    """The name of each file in the archive: "01-<title>.pdf"."""
    width = max(2, len(str(len(papers))))
    return [
        f"{number:0{width}d}-{_plain(str(paper.title))}.{paper.file.file_kind.value}"
        for number, paper in enumerate(papers, 1)
    ]


def pack(papers: Sequence[Paper]) -> IO[bytes]:
    """The archive in a temporary file, at its beginning. A file that waits for the virus scan
    or is lost stands in the index only.
    """
    out = TemporaryFile()  # noqa: SIM115 - the response closes it after sending
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(INDEX, "\ufeff" + index(papers))
        for name, paper in zip(names(papers), papers, strict=True):
            if paper.file.may_open:
                _add(packed, name, paper)
    out.seek(0)
    return out


def index(papers: Sequence[Paper]) -> str:
    """Name, the name it was handed in under, size in bytes and SHA-256 of every file, as CSV."""
    heads = ("name", "handed in as", "bytes", "sha256", "scan")
    lines = (
        (name, paper.file.name, paper.file.size, paper.file.sha256, paper.file.scan_state)
        for name, paper in zip(names(papers), papers, strict=True)
    )
    return downloads.table([heads, *lines])


def _add(packed: zipfile.ZipFile, name: str, paper: Paper) -> None:
    try:
        source = files.content(paper.file)
    except FileNotFoundError:
        return
    with source, packed.open(name, "w") as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)


def _plain(title: str) -> str:
    return UNFIT.sub(" ", title).strip(" .")[:80] or "file"
