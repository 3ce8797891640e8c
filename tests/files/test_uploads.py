"""An upload is kept only when it is what it says, within limits, and carries nothing hidden."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pikepdf import Array, Dictionary, Name
from PIL import Image

from portal.audit.models import Event
from portal.core.reasons import Refused
from portal.files import operations, queries, slots
from portal.files.enums import Kind
from portal.files.models import StoredFile
from portal.files.operations import Owner
from portal.files.slots import Slot
from tests.files import samples
from tests.people import person

pytestmark = pytest.mark.django_db
DOCX = samples.package(word__document_dot_xml="<w/>")


def put(name: str, content: bytes, slot: Slot | str = "test.any") -> StoredFile:
    by = person("owner")
    upload = ContentFile(content, name=name)
    return operations.store(upload=upload, slot=slot, owner=Owner(user=by.pk), by=by)


@pytest.mark.parametrize(
    ("name", "content", "kind", "pages"),
    [
        ("证书.pdf", samples.pdf(3), "pdf", 3),
        ("opens.pdf", samples.pdf(OpenAction=Dictionary(S=Name.GoTo)), "pdf", 1),
        ("opens.pdf", samples.pdf(OpenAction=Array([])), "pdf", 1),
        ("a.JPG", samples.picture("JPEG"), "jpg", None),
        ("a.jpeg", samples.picture("JPEG"), "jpg", None),
        ("a.png", samples.picture("PNG"), "png", None),
        ("a.webp", samples.picture("WEBP"), "webp", None),
        ("a.xlsx", samples.workbook(), "xlsx", None),
        ("a.docx", DOCX, "docx", None),
        ("utf8.csv", "名称,代码\n暖阳,1\n".encode("utf-8-sig"), "csv", None),
        ("gb.csv", "名称,代码\n暖阳,1\n".encode("gb18030"), "csv", None),
        ("utf16.csv", "名称,代码\n".encode("utf-16"), "csv", None),
        ("long.txt", ("五社" * 6000).encode(), "txt", None),
        ("long.txt", b"a" + ("五社" * 6000).encode("gb18030"), "txt", None),
    ],
)
def test_a_good_file_is_kept_with_kind_size_hash_and_pages(
    name: str, content: bytes, kind: str, pages: int | None
) -> None:
    stored = put(name, content)
    with queries.content(stored) as opened:
        kept = opened.read()
    assert (stored.kind, stored.pages, stored.name) == (kind, pages, name)
    assert (stored.size, stored.sha256) == (len(kept), sha256(kept).hexdigest())
    assert stored.file_kind.is_image or kept == content
    event = Event.objects.get(subject=f"files.storedfile:{stored.pk}")
    assert event.action == "file.stored" and stored.sha256 in event.data


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("a.pdf", b"", {"file_empty"}),
        ("a.exe", b"MZ", {"file_kind_not_allowed"}),
        ("noname", b"x", {"file_kind_not_allowed"}),
        ("a.svg", b"<svg/>", {"file_kind_not_allowed"}),
        ("a.pdf", b"%PDF-1.7" + bytes(2_000_001), {"file_too_large"}),
        ("a.exe", bytes(2_000_001), {"file_kind_not_allowed", "file_too_large"}),
        ("a.pdf", samples.picture(), {"file_not_what_it_says"}),
        ("a.jpg", samples.pdf(), {"file_not_what_it_says"}),
        ("a.xlsx", samples.plain_zip(), {"file_not_what_it_says"}),
        ("a.xlsx", DOCX, {"file_not_what_it_says"}),
        ("a.xlsx", b"PK\x03\x04garbage", {"file_not_what_it_says"}),
        ("a.csv", b"MZ\x90\x00\x03\x00", {"file_not_what_it_says"}),
        ("a.csv", b" <html><script>", {"file_not_what_it_says"}),
        ("a.txt", b"GIF89a/*<script>*/", {"file_not_what_it_says"}),
        ("a.csv", b"\xff\xff\xff\x81", {"file_not_what_it_says"}),
        ("a.txt", samples.OLE, {"file_not_what_it_says"}),
        ("a.pdf", b"%PDF-1.7 nothing", {"file_broken"}),
        ("a.pdf", samples.pdf_with_password(), {"pdf_encrypted"}),
        ("a.pdf", samples.pdf(6), {"pdf_too_many_pages"}),
        ("a.pdf", samples.pdf(OpenAction=samples.launch()), {"pdf_active_content"}),
        ("a.pdf", samples.pdf(6, AA=Dictionary()), {"pdf_too_many_pages", "pdf_active_content"}),
        ("a.pdf", samples.pdf_with_script_in_object_stream(), {"pdf_active_content"}),
        ("a.pdf", samples.pdf_with_attachment(), {"pdf_active_content"}),
        ("a.pdf", samples.xfa(samples.pdf()), {"pdf_active_content"}),
        ("a.jpg", b"\xff\xd8\xff\xe0<html><script>alert(1)", {"file_broken"}),
        ("a.png", samples.huge_png(), {"image_too_many_pixels"}),
        ("a.xlsx", samples.OLE, {"office_encrypted"}),
        ("a.docx", samples.OLE, {"office_encrypted"}),
        (
            "a.xlsx",
            samples.with_part(samples.workbook(), "xl/vbaProject.bin", b"x"),
            {"office_macros"},
        ),
        (
            "a.docx",
            samples.with_part(DOCX, "word/_rels/settings.xml.rels", samples.LINK),
            {"office_external_links"},
        ),
        (
            "a.xlsx",
            samples.with_part(samples.workbook(), "xl/externalLinks/externalLink1.xml", "<x/>"),
            {"office_external_links"},
        ),
        (
            "a.xlsx",
            samples.with_part(samples.workbook(), "xl/worksheets/big.xml", bytes(30_000_000)),
            {"file_unpacks_too_large"},
        ),
    ],
)
def test_a_bad_file_is_refused_with_all_reasons_and_nothing_is_kept(
    name: str, content: bytes, codes: set[str], private: Path
) -> None:
    with pytest.raises(Refused) as refused:
        put(name, content)
    assert refused.value.codes == codes
    assert all(str(reason.message) and str(reason.cure) for reason in refused.value.reasons)
    assert all(reason.words and reason.mend for reason in refused.value.reasons)
    assert not StoredFile.objects.exists()
    assert not private.exists() or not [p for p in private.rglob("*") if p.is_file()]


def test_a_picture_is_encoded_anew_without_position_and_trailing_content() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8298] = "secret words"
    stored = put("a.jpg", samples.picture(exif=exif) + b"<script>alert(1)</script>")
    with queries.content(stored) as opened:
        kept = opened.read()
    assert b"script" not in kept and b"secret" not in kept
    with Image.open(BytesIO(kept)) as image:
        assert image.size == (40, 60)
        assert not image.getexif()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *((mode, "PNG") for mode in ("L", "P", "1", "RGBA", "LA", "I;16")),
        *((mode, "JPEG") for mode in ("L", "1", "CMYK")),
        *((mode, "WEBP") for mode in ("L", "P", "RGBA")),
    ],
)
def test_pictures_of_every_mode_stay_pictures(mode: str, kind: str) -> None:
    out = BytesIO()
    Image.new(mode, (9, 9)).save(out, kind)
    extension = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}[kind]
    with queries.content(put(f"a.{extension}", out.getvalue())) as opened:
        assert Image.open(opened).size == (9, 9)


def test_only_the_kinds_of_the_slot_are_taken() -> None:
    only_pdf = Slot("test.pdf", frozenset({Kind.PDF}), "certificate")
    slots.register(only_pdf)
    assert put("a.pdf", samples.pdf(), only_pdf).slot == "test.pdf"
    with pytest.raises(Refused) as refused:
        put("a.csv", b"a,b", only_pdf)
    assert refused.value.codes == {"file_kind_not_allowed"}
    assert (only_pdf.accept, only_pdf.extensions, slots.codes()) == (
        ".pdf",
        "pdf",
        ["test.any", "test.pdf"],
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("证" * 300 + ".pdf", "证" * 116 + ".pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\王\\证书.pdf", "证书.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ("a\x00b\tc\nd.pdf", "a b c d.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("  证书 . pdf", "证书.pdf"),
        (" .pdf", "file.pdf"),
        ("\u200f\u200f", "file"),
        ("...", "file"),
    ],
)
def test_names_are_made_harmless_and_stay_readable(given: str, kept: str) -> None:
    from portal.files import names

    assert names.clean(given) == kept
    if kept.endswith(".pdf") and "\x00" not in given:
        upload = ContentFile(samples.pdf())
        upload.name = given
        by = person("owner")
        stored = operations.store(upload=upload, slot="test.any", owner=Owner(user=by.pk), by=by)
        assert stored.name == kept
