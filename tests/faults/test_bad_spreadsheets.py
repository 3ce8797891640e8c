"""Every bad spreadsheet, through the real page and the worker: a clear message, never a 500."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.bodies.models import Body
from portal.organisations.imports.models import ImportBatch
from tests import people, work
from tests.factories.organisations import HEADINGS, ROW, csv_list, row, workbook
from tests.files import samples

pytestmark = pytest.mark.django_db
PAGE = "/work/imports/new/"
MEGABYTE = 1024 * 1024


@pytest.fixture
def hand_in():
    """Uploads a list as an official, lets the worker read it, and gives the words that come back
    with the state of the import ("" when it was not even taken).
    """
    clerk = people.client_of("clerk")

    def send(name: str, content: bytes) -> tuple[str, str]:
        sent = SimpleUploadedFile(name, content)
        known = {"source_on": "2026-11-01", "bureau": people.body("bureau").pk}
        answer = clerk.post(PAGE, {"list": sent, **known})
        if answer.status_code == 302:
            work.drain()
            batch = ImportBatch.objects.latest("pk")
            shown = clerk.get(answer["Location"])
            assert shown.status_code == 200
            return " ".join(p["words"] for p in batch.problems), batch.status
        assert answer.status_code == 200
        form = answer.context["form"]
        assert form["source_on"].value() == "2026-11-01", "what was typed stays"
        return " ".join(form.errors["list"]), ""

    return send


@pytest.fixture
def good(tmp_path) -> bytes:
    return workbook(tmp_path, [HEADINGS.values(), ROW.values()]).read_bytes()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return out.getvalue()


BAD = {
    "empty": ("list.xlsx", lambda good: b""),
    "empty text": ("list.csv", lambda good: b""),
    "50 MB": ("list.csv", lambda good: b"x" * (50 * MEGABYTE)),
    "password": (
        "list.xlsx",
        lambda good: samples.OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600),
    ),
    "macros": ("list.xlsm", lambda good: with_part(good, "xl/vbaProject.bin", b"x")),
    "macros in disguise": ("list.xlsx", lambda good: with_part(good, "xl/vbaProject.bin", b"x")),
    "zip bomb": (
        "list.xlsx",
        lambda good: with_part(good, "xl/media/a.bin", bytes(310 * MEGABYTE)),
    ),
    "text named as workbook": ("list.xlsx", lambda good: csv_list(row()).encode()),
    "workbook named as text": ("list.csv", lambda good: good),
    "no list": ("list.pdf", lambda good: samples.pdf()),
    "picture named as list": ("list.csv", lambda good: b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "half a workbook": ("list.xlsx", lambda good: good[: len(good) // 2]),
    "old workbook": ("list.xls", lambda good: samples.OLE),
    "headings alone": ("list.csv", lambda good: ",".join(HEADINGS.values()).encode()),
    "no headings": ("list.csv", lambda good: "一,二\n三,四".encode()),
    "one endless line": ("list.csv", lambda good: b'"' + b"x" * (2 * MEGABYTE)),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_list_is_explained_and_changes_nothing(hand_in, good: bytes, kind: str) -> None:
    name, make = BAD[kind]
    before = Body.objects.count()
    words, state = hand_in(name, make(good))
    assert words
    assert state in ("", "failed")
    assert Body.objects.count() == before


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8", "utf-8-sig"])
def test_a_list_in_any_usual_encoding_is_read(hand_in, encoding: str) -> None:
    words, state = hand_in("名录.csv", csv_list(row()).encode(encoding))
    assert (words, state) == ("", "previewed")
    assert [found.verdict for found in ImportBatch.objects.get().rows.all()] == ["new"]


def test_a_good_workbook_is_read(hand_in, good: bytes) -> None:
    assert hand_in("名录.xlsx", good) == ("", "previewed")
