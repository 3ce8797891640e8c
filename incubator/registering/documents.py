"""The papers as files: PDF to print and sign, DOCX to change, and one ZIP with the list.

The same facts always give the same bytes, so that a checksum tells whether anything changed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

import docx
from django.db import transaction
from django.utils import translation
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from incubator.registering import queries, slots, wording
from incubator.registering.enums import Sheet
from incubator.registering.filling import given
from incubator.registering.models import Registration, WrittenPaper
from incubator.registering.wording import Given, Paper
from portal.core import clock, pdf
from portal.files import operations as files
from portal.files.enums import Kind

CHINESE = "zh-hans"
SONG, HEI = "宋体", "黑体"
BLANK = "\u3000"
STAMP = (1980, 1, 1, 0, 0, 0)


def as_pdf(paper: Paper, *, issuer: str, dated: date, case: str) -> bytes:
    """The paper as PDF. Raises FontMissingError when set-up is incomplete."""
    paragraphs: list[str] = []
    facts: list[pdf.Fact] = []
    closing: list[str] = []
    for block in paper.blocks:
        if block.rows:
            facts += [pdf.Fact(row[0], row[1]) for row in block.rows]
        elif facts and block.heading:
            facts.append(pdf.Fact(block.words, BLANK))
        elif facts:
            closing.append(block.words)
        else:
            paragraphs.append(block.words)
    with translation.override(CHINESE):
        return pdf.render(
            pdf.Document(
                issuer=issuer,
                title=paper.title,
                dated=dated,
                case=case,
                addressee=paper.addressee,
                paragraphs=tuple(paragraphs),
                facts=tuple(facts),
                closing=(*closing, paper.foot),
                sealed=False,
            )
        )


def as_docx(paper: Paper, *, dated: date) -> bytes:
    """The paper as a DOCX that opens in WPS and Word."""
    document = docx.Document()
    _fonts(document)
    _dated(document, paper, dated)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, paper.title, size=18, bold=True)
    if paper.addressee:
        document.add_paragraph(paper.addressee)
    for block in paper.blocks:
        if block.rows:
            _table(document, block.rows)
        elif block.heading:
            head = document.add_paragraph()
            head.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(head, block.words, size=14, bold=True)
        else:
            words = document.add_paragraph(block.words)
            words.paragraph_format.first_line_indent = Pt(24)
    _run(document.add_paragraph(), paper.foot, size=9)
    out = io.BytesIO()
    document.save(out)
    return _without_time(out.getvalue())


def write(registration: Registration, *, by: Any) -> list[WrittenPaper]:
    """Write every paper of the kind anew for the facts of today; those of today stay as they are.

    Raises FontMissingError when set-up is incomplete.
    """
    there = queries.current(registration)
    with translation.override(CHINESE):
        known = given(registration)
        return [
            _keep(registration, sheet, known, by)
            for sheet in queries.sheets(registration)
            if sheet not in there
        ]


@transaction.atomic
def _keep(registration: Registration, sheet: Sheet, known: Given, by: Any) -> WrittenPaper:
    paper = wording.write(sheet, known)
    contents = {
        Kind.PDF: as_pdf(paper, issuer=registration.name, dated=known.day, case=str(registration)),
        Kind.DOCX: as_docx(paper, dated=known.day),
    }
    kept = {
        kind: files.store_made(
            content=content,
            name=f"{paper.title}-{known.version}.{kind.value}",
            slot=slots.MADE,
            owner=files.Owner(body=registration.body_id),
            by=by,
            case=str(registration),
            kind=kind,
        )
        for kind, content in contents.items()
    }
    return WrittenPaper.objects.create(
        registration=registration,
        sheet=sheet,
        version=known.version,
        pdf=kept[Kind.PDF],
        docx=kept[Kind.DOCX],
        made_at=clock.now(),
    )


def _fonts(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = SONG, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), SONG)


def _dated(document: Any, paper: Paper, dated: date) -> None:
    moment = datetime.combine(dated, time(), clock.SHANGHAI).replace(tzinfo=None)
    core = document.core_properties
    core.title, core.author, core.language = paper.title, "", "zh-CN"
    core.comments = ""
    core.created = core.modified = moment


def _run(paragraph: Any, words: str, *, size: float, bold: bool = False) -> None:
    run = paragraph.add_run(words)
    run.bold, run.font.size = bold, Pt(size)
    run.font.name = HEI if bold else SONG
    run._element.rPr.rFonts.set(qn("w:eastAsia"), HEI if bold else SONG)


def _table(document: Any, rows: Iterable[tuple[str, ...]]) -> None:
    listed = list(rows)
    table = document.add_table(rows=len(listed), cols=2)
    table.style = "Table Grid"
    for line, row in zip(table.rows, listed, strict=True):
        for cell, words in zip(line.cells, row, strict=True):
            cell.text = words


def _without_time(content: bytes) -> bytes:
    """The same archive with every entry dated alike, so that equal papers are equal bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(entry))
    return out.getvalue()
