"""Official papers as PDF."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from django.utils import translation

from portal.core import pdf
from portal.core.pdf import drawing, fonts

RARE = "𬭊"
LETTER = pdf.Document(
    issuer="鄂尔多斯市民政局",
    title="认领申请准予通知书",
    dated=date(2026, 11, 24),
    number="鄂民社认〔2026〕12号",
    case="RL-20261124-0001",
    addressee="东胜区暖阳社会工作服务中心:",
    paragraphs=(f"经核对,准予{RARE}先生认领。", "A line in English."),
    facts=(pdf.Fact("信用代码", "52150602MJ00K1P274"), pdf.Fact("备注", "")),
    closing=("特此通知。",),
    remedy="不服本决定的,可以在60日内申请行政复议。",
    address="http://localhost:8000/cases/RL-20261124-0001/",
    code="7K3M-92QX",
    code_label="查询码",
)


def text_of(content, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "paper.pdf").write_bytes(content)
    run = ["pdftotext", "-layout", "-enc", "UTF-8", str(tmp_path / "paper.pdf"), "-"]
    return subprocess.run(run, capture_output=True, check=True, text=True).stdout


def unicode_tables(content):
    with pikepdf.open(io.BytesIO(content)) as paper:
        for thing in paper.objects:
            if isinstance(thing, pikepdf.Stream):
                found = thing.read_bytes()
                if b"beginbfchar" in found:
                    yield found.decode()


def test_every_part_of_a_letter_can_be_read_from_the_paper(tmp_path):
    with translation.override("zh-hans"):
        words = text_of(pdf.render(LETTER), tmp_path)
    for part in (LETTER.issuer, LETTER.title, LETTER.number, LETTER.case, LETTER.addressee):
        assert part in words
    for part in (*LETTER.paragraphs, "52150602MJ00K1P274", LETTER.remedy, LETTER.address):
        assert part in words
    assert "特此通知。" in words
    assert "7K3M-92QX" in re.sub(r"\s", "", words)


def test_a_rare_sign_of_a_name_stays_itself():
    sign = RARE.encode("utf-16-be").hex().upper()
    assert any(f"<{sign}>" in table for table in unicode_tables(pdf.render(LETTER)))


def test_the_fonts_are_embedded():
    with pikepdf.open(io.BytesIO(pdf.render(LETTER))) as paper:
        described = [thing for thing in paper.objects if _is(thing, "/FontDescriptor")]
        names = {str(thing.FontName) for thing in described}
        assert described
        assert all("/FontFile2" in thing for thing in described)
    assert any("Serif" in name for name in names)


def _is(thing, kind):
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


def test_the_same_letter_gives_the_same_bytes():
    assert pdf.render(LETTER) == pdf.render(LETTER)


def test_what_a_person_typed_is_printed_and_never_read_as_markup(tmp_path):
    typed = '<b>&amp; <img src="http://example.org/x.png"/></b>\u202e\x07'
    words = text_of(pdf.render(replace(LETTER, paragraphs=(typed,))), tmp_path)
    assert '<b>&amp; <img src="http://example.org/x.png"/></b>' in words
    assert "\u202e" not in words


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "2026年11月24日"), ("en", "2026")])
def test_the_frame_speaks_the_language_of_the_reader(tmp_path, language, word):
    with translation.override(language):
        assert word in text_of(pdf.render(LETTER), tmp_path)


def test_a_long_letter_runs_over_numbered_pages(tmp_path):
    long = replace(LETTER, paragraphs=("很长的一段话。" * 60,) * 12)
    content = pdf.render(long)
    with pikepdf.open(io.BytesIO(content)) as paper:
        pages = len(paper.pages)
    assert pages >= 3
    with translation.override("en"):
        words = text_of(pdf.render(long), tmp_path)
    assert f"Page {pages} of {pages}" in words


def test_a_short_letter_needs_only_issuer_title_and_day():
    short = pdf.Document("民政局" * 20, "说明", date(2026, 1, 1), sealed=False)
    with pikepdf.open(io.BytesIO(pdf.render(short))) as paper:
        assert len(paper.pages) == 1
        assert str(paper.docinfo["/Title"]) == "说明"


def test_a_code_may_stand_without_an_address(tmp_path):
    words = text_of(pdf.render(replace(LETTER, address="", code_label="")), tmp_path)
    assert "7K3M-92QX" in re.sub(r"\s", "", words)


def test_a_missing_font_is_named_with_the_cure(settings, tmp_path):
    settings.FONT_DIR = tmp_path
    fonts.ready.cache_clear()
    with pytest.raises(pdf.FontMissingError, match=r"NotoSerifSC_400Regular\.ttf.*make setup"):
        pdf.render(LETTER)
    fonts.ready.cache_clear()


def test_signs_that_a_font_lacks_come_from_the_other_one():
    fonts.ready()
    assert fonts.font_for("中", fonts.SERIF) == fonts.SERIF
    assert fonts.font_for("\ue000", fonts.SERIF) == fonts.SERIF
    sans_only = next(
        chr(code)
        for code in range(0x20, 0x30000)
        if chr(code).isprintable()
        and not fonts.has(fonts.SERIF, chr(code))
        and fonts.has(fonts.SANS, chr(code))
    )
    assert fonts.markup(f"中{sans_only}&\n", fonts.SERIF) == (
        f'中<font name="Sans">{sans_only}</font>&amp;<br/>'
    )


def test_dark_squares_are_drawn_as_bars():
    assert drawing._runs(bytearray([1, 1, 0, 1, 0, 0, 1, 1, 1])) == [(0, 2), (3, 1), (6, 3)]


def test_the_knot_is_one_closed_strand_of_curves():
    start, curves = drawing.strand()
    assert len(start) == 2
    assert {len(curve) for curve in curves} == {6}
    assert curves[-1][-2:] == start
