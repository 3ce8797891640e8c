"""Storage: a full disk, a scanner that is away, files nobody needs, and handing out."""

import errno
import os
import resource
import socket
import struct
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import RequestFactory

from portal import files
from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused
from portal.files import operations, queries
from portal.files.enums import ScanState
from portal.files.models import StoredFile
from portal.files.operations import Owner
from tests.files import samples
from tests.people import body, person

pytestmark = pytest.mark.django_db


def put(content: bytes | None = None, name: str = "证书.pdf", case: str = "") -> StoredFile:
    by = person("owner")
    owner = Owner(body=body("ours").pk, user=by.pk)
    upload = ContentFile(content or samples.pdf(), name=name)
    return operations.store(upload=upload, slot="test.any", owner=owner, by=by, case=case)


def kept(private: Path) -> list[Path]:
    return [path for path in private.rglob("*") if path.is_file()]


def test_a_full_disk_keeps_nothing_and_says_so(
    private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(self: FileSystemStorage, name: str, content: object) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", half)
    with pytest.raises(Refused) as refused:
        put()
    assert refused.value.codes == {"storage_full"}
    assert kept(private) == [] and not StoredFile.objects.exists()


def test_a_disk_that_fills_up_while_writing_keeps_no_half(private: Path) -> None:
    by, content = person("owner"), ("五社" * 100_000).encode()
    upload = ContentFile(content, name="long.txt")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        with pytest.raises(Refused) as refused:
            operations.store(upload=upload, slot="test.any", owner=Owner(user=by.pk), by=by)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refused.value.codes == {"storage_full"}
    assert kept(private) == [] and not StoredFile.objects.exists()


def test_a_disk_that_fills_up_while_the_upload_arrives_is_a_refusal(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, private: Path
) -> None:
    written = []

    def write(self: object, raw: bytes, start: int) -> None:
        written.append(start)
        if start:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", write)
    big = SimpleUploadedFile("long.txt", b"x" * 3_000_000)
    upload = rf.post("/", {"file": big}).FILES["file"]
    assert upload.size == 3_000_000 and len(written) == 2
    with pytest.raises(Refused) as refused:
        operations.store(
            upload=upload, slot="test.any", owner=Owner(user=person("owner").pk), by=None
        )
    assert refused.value.codes == {"storage_full"}
    assert kept(private) == []


def test_a_large_upload_arrives_whole(rf: RequestFactory) -> None:
    big = SimpleUploadedFile("long.txt", b"x" * 3_000_000)
    upload = rf.post("/", {"file": big}).FILES["file"]
    assert (upload.size, len(upload.read())) == (3_000_000, 3_000_000)


def test_content_whose_row_never_came_is_swept_a_day_later(private: Path) -> None:
    assert operations.sweep() == 0
    stored = put()
    strays = [private / "ab" / f"ab{n:030x}" for n in (1, 2)]
    strays[0].parent.mkdir(exist_ok=True)
    for stray in strays:
        stray.write_bytes(b"x")
    old = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(strays[0], (old, old))
    os.utime(private / stored.path, (old, old))
    assert operations.sweep() == 1
    assert sorted(kept(private)) == sorted([strays[1], private / stored.path])


def test_another_fault_of_the_disk_is_not_hidden_and_keeps_nothing(
    private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: FileSystemStorage, name: str, content: object) -> str:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(FileSystemStorage, "_save", broken)
    with pytest.raises(OSError, match="Input/output"):
        put()
    assert not StoredFile.objects.exists()


def test_content_without_its_row_is_taken_away(
    private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("database away")

    monkeypatch.setattr(operations.audit, "record", fails)
    with pytest.raises(RuntimeError):
        put()
    assert kept(private) == []


@contextmanager
def clamd(answer: bytes, seen: list[bytes]) -> Iterator[str]:
    """A scanner that reads one stream and gives this answer; yields its address."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = server.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\x00"
            content = b""
            while size := struct.unpack("!L", stream.read(4))[0]:
                content += stream.read(size)
            seen.append(content)
            connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.getsockname()[1]}"
    finally:
        server.close()
        thread.join(5)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (b"stream: OK\x00", ScanState.CLEAN),
        (b"INSTREAM size limit exceeded. ERROR\x00", ScanState.QUARANTINED),
    ],
)
def test_the_scanner_reads_the_whole_content(settings, answer: bytes, state: ScanState) -> None:
    seen: list[bytes] = []
    content = samples.pdf()
    with clamd(answer, seen) as address:
        settings.CLAMD_SOCKET = address
        assert put(content).scan_state == state
    assert seen == [content]


def test_an_infected_file_is_refused(settings, private: Path) -> None:
    with clamd(b"stream: Eicar-Test-Signature FOUND\x00", []) as address:
        settings.CLAMD_SOCKET = address
        with pytest.raises(Refused) as refused:
            put()
    assert refused.value.codes == {"file_infected"}
    assert kept(private) == []


def test_without_a_scanner_nothing_waits_and_with_a_dead_one_everything_does(
    settings, tmp_path: Path
) -> None:
    assert put().scan_state == ScanState.UNSCANNED
    assert operations.rescan() == 0
    settings.CLAMD_SOCKET = str(tmp_path / "clamd.sock")
    waiting = put()
    assert waiting.scan_state == ScanState.QUARANTINED
    response = files.respond(waiting, RequestFactory().get("/"))
    assert response.status_code == 503 and response["Retry-After"]
    assert operations.rescan() == 0
    with clamd(b"stream: OK\x00", []) as address:
        settings.CLAMD_SOCKET = address
        assert operations.rescan() == 1
    waiting.refresh_from_db()
    assert waiting.may_open


def test_a_file_is_handed_out_closed(rf: RequestFactory) -> None:
    stored = put(name="证书 2026.pdf")
    response = files.respond(stored, rf.get("/"))
    assert b"".join(response.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(stored.size)
    assert files.respond(stored, rf.get("/"), inline=True)["Content-Disposition"].startswith("inl")
    assert files.respond(stored, rf.head("/")).content == b""  # type: ignore[attr-defined]
    text = put(b"a,b", "a.csv")
    shown = files.respond(text, rf.get("/"), inline=True)
    assert shown["Content-Disposition"].startswith("attachment")


def test_many_files_come_as_one_archive_in_order(settings) -> None:
    rows = [put(b"second", "二.txt"), put(b"first", "一.txt")]
    settings.CLAMD_SOCKET = "/nowhere"
    waiting = put(b"waiting", "三.txt")
    response = files.archive([*rows, waiting], "材料.zip")
    packed = zipfile.ZipFile(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert packed.namelist() == ["01 二.txt", "02 一.txt"]
    assert packed.read("01 二.txt") == b"second"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def shift(days: int) -> None:
        day = clock.today() + timedelta(days=days)
        monkeypatch.setattr(clock, "today", lambda: day)

    return shift


def test_files_that_nobody_refers_to_go_after_their_days(
    private: Path, later: Callable[[int], None]
) -> None:
    stored = put(case="RL-1")
    assert list(queries.of_case("RL-1")) == [stored]
    later(7)
    assert operations.prune() == 0
    later(1)
    assert operations.prune() == 1
    assert kept(private) == [] and not StoredFile.objects.exists()
    event = Event.objects.latest("pk")
    assert (event.action, event.case) == ("file.pruned", "RL-1")


def test_a_file_that_a_row_refers_to_is_never_an_orphan() -> None:
    pointing = {
        relation.field.model._meta.label
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }
    assert "workflow.Letter" in pointing
    sql = str(queries.orphans(clock.today()).query)
    assert sql.count("EXISTS") == len(
        [
            relation
            for relation in StoredFile._meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete
        ]
    )


def test_a_pdf_of_our_own_needs_no_inspection() -> None:
    stored = operations.store_made(
        content=b"%PDF-1.7 ours",
        name="通知书.pdf",
        slot="test.any",
        owner=Owner(body=body("ours").pk),
        by=None,
    )
    assert (stored.kind, stored.scan_state, stored.size) == ("pdf", ScanState.CLEAN, 13)
