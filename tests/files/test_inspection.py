"""What the inspectors say about odd files, asked without storage."""

import zipfile
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array

from portal.files.enums import Kind
from portal.files.inspection import images, kinds, office, pdf, upload
from portal.files.slots import Slot
from tests.files import samples

ANY = Slot("any", frozenset(Kind), "any")


def codes(findings) -> set[str]:
    return {reason.code for reason in findings.reasons}


def test_a_picture_of_more_than_fifty_million_pixels_is_refused_before_decoding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(images, "MOST_PIXELS", 100)
    found = images.inspect(BytesIO(samples.picture(size=(60, 40))), Kind.JPEG)
    assert codes(found) == {"image_too_many_pixels"}
    assert "60 × 40" in found.reasons[0].words


def test_a_pdf_without_pages_is_broken() -> None:
    out = BytesIO()
    pikepdf.new().save(out)
    assert codes(pdf.inspect(out, ANY)) == {"file_broken"}


def test_a_pdf_with_endless_nesting_or_endless_objects_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deep = Array([])
    for _ in range(80):
        deep = Array([deep])
    nested = BytesIO(samples.pdf(Deep=deep))
    assert codes(pdf.inspect(nested, ANY)) == {"pdf_active_content"}
    monkeypatch.setattr(pdf, "MOST_OBJECTS", 1)
    assert codes(pdf.inspect(BytesIO(samples.pdf()), ANY)) == {"pdf_active_content"}


def test_a_workbook_with_a_password_on_its_parts_is_refused() -> None:
    made = bytearray(samples.workbook())
    central = made.rfind(b"PK\x01\x02")
    made[central + 8] |= 1
    assert codes(office.inspect(BytesIO(bytes(made)))) == {"office_encrypted"}


def test_a_workbook_that_was_cut_off_is_broken() -> None:
    assert codes(office.inspect(BytesIO(samples.workbook()[:-30]))) == {"file_broken"}


def test_many_small_parts_are_a_bomb_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MOST_PARTS", 2)
    assert codes(office.inspect(BytesIO(samples.workbook()))) == {"file_unpacks_too_large"}


def test_an_ordinary_link_in_a_document_is_no_reason() -> None:
    link = samples.LINK.replace("attachedTemplate", "hyperlink")
    made = samples.with_part(samples.workbook(), "xl/_rels/x.xml.rels", link)
    assert codes(office.inspect(BytesIO(made))) == set()


def test_a_package_that_is_neither_workbook_nor_document_has_no_kind() -> None:
    slides = samples.package(ppt__presentation_dot_xml="<p/>")
    assert kinds.sniff(BytesIO(slides), "xlsx") is None


def test_a_closed_upload_is_the_programmers_fault() -> None:
    class Closed:
        file = None

    with pytest.raises(ValueError, match="closed"):
        upload.opened(Closed())


def test_a_zip_bomb_is_judged_from_its_directory_without_unpacking() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", samples.CONTENT_TYPES)
        packed.writestr("xl/a.xml", bytes(40 * 1024 * 1024))
    assert codes(office.inspect(out)) == {"file_unpacks_too_large"}
