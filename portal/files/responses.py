"""Handing files out. The subject's view has asked its policy before it calls this."""

import zipfile
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from portal.files.models import StoredFile

SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
CHUNK = 256 * 1024


def respond(
    stored: "StoredFile", request: HttpRequest, *, inline: bool = False
) -> HttpResponseBase:
    """The file as an attachment (or in the page, for pictures and PDF), never sniffed or run.

    A file in quarantine answers 503 with one sentence; nobody may open it before the scan.
    """
    if not stored.may_open:
        return _waiting()
    kind = stored.file_kind
    shown = inline and (kind.is_image or kind.value == "pdf")
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(content_type=kind.content_type)
    else:
        opened = storages["private"].open(stored.path)
        response = FileResponse(opened, content_type=kind.content_type)
    response["Content-Length"] = str(stored.size)
    disposition = content_disposition_header(not shown, stored.name) or "attachment"
    response["Content-Disposition"] = disposition
    return _closed(response)


def archive(stored: Iterable["StoredFile"], name: str) -> HttpResponseBase:
    """Many files as one ZIP in the given order, numbered so that the order survives unpacking."""
    opened = TemporaryFile()  # noqa: SIM115 - the response closes it after sending
    _pack([row for row in stored if row.may_open], opened)
    opened.seek(0)
    return _closed(
        FileResponse(opened, as_attachment=True, filename=name, content_type="application/zip")
    )


def _pack(rows: list["StoredFile"], out: IO[bytes]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for number, row in enumerate(rows, start=1):
            with (
                storages["private"].open(row.path) as source,
                packed.open(f"{number:02d} {row.name}", "w") as target,
            ):
                while chunk := source.read(CHUNK):
                    target.write(chunk)


def _closed(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response


def _waiting() -> HttpResponse:
    words = _("This file waits for the virus scan. Please try again in a few minutes.")
    response = HttpResponse(words, content_type="text/plain; charset=utf-8", status=503)
    response["Retry-After"] = "300"
    return response
