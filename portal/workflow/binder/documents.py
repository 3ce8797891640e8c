"""The pages of a binder: cover, contents, sections, evidence, numbers on every page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from django.utils.translation import gettext as _
from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from portal.core.pdf import drawing, fonts
from portal.workflow.binder.registry import Section

WIDTH, HEIGHT = A4
SIDE, TOP, BOTTOM = 22 * mm, 24 * mm, 22 * mm
QUIET, HAIR = Color(0.3, 0.3, 0.3), Color(0.72, 0.72, 0.72)
INNER = WIDTH - 2 * SIDE - 12
BOX = (SIDE, BOTTOM, WIDTH - SIDE, HEIGHT - TOP)
LINES = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIR),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
]


def cover(office: str, title: str, facts: Sequence[tuple[str, str]]) -> bytes:
    """The cover: the office, what it is, and the facts of the case."""
    fonts.ready()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    drawing.draw_knot(canvas, WIDTH / 2 - 14 * mm, HEIGHT - 70 * mm, 28 * mm)
    canvas.setFillColor(black)
    canvas.setFont(fonts.SERIF_BOLD, 20)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 90 * mm, office[:40])
    canvas.setFont(fonts.SERIF_BOLD, 30)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 112 * mm, title)
    rows = [[_text(name, 11, fonts.SANS), _text(value, 12)] for name, value in facts]
    table = Table(rows, colWidths=[38 * mm, WIDTH - 2 * SIDE - 60 * mm], style=LINES)
    _width, height = table.wrap(WIDTH, HEIGHT)
    table.drawOn(canvas, SIDE + 11 * mm, HEIGHT - 135 * mm - height)
    canvas.save()
    return out.getvalue()


def contents(entries: Sequence[tuple[str, int]]) -> bytes:
    """The contents: each part and the page on which it begins."""
    rows = [
        [_text(f"{number}. {title}", 11.5), _text(str(page), 11.5, align=2)]
        for number, (title, page) in enumerate(entries, 1)
    ]
    widths = [INNER - 20 * mm, 20 * mm]
    return _built([_heading(_("Contents")), Table(rows, colWidths=widths, style=LINES)])


def section(made: Section) -> bytes:
    """A section: its facts, paragraphs and table."""
    story: list[Any] = [_heading(str(made.title))]
    if made.facts:
        rows = [[_text(fact.label, 10, fonts.SANS), _text(_value(fact), 11)] for fact in made.facts]
        story += [Table(rows, colWidths=[40 * mm, INNER - 40 * mm], style=LINES)]
        story += [Spacer(1, 10)]
    story += [_text(words, 11.5, after=6) for words in made.paragraphs]
    if made.table:
        cells = [[_text(cell, 9.5) for cell in row] for row in made.table]
        width = INNER / max(1, len(cells[0]))
        story += [Table(cells, colWidths=[width] * len(cells[0]), style=LINES, repeatRows=1)]
    return _built(story)


def picture(title: str, content: bytes) -> bytes:
    """A picture on a page of its own, as large as the page allows, at 75 dpi at least."""
    fonts.ready()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    _page_head(canvas, title)
    image = ImageReader(io.BytesIO(content))
    wide, high = image.getSize()
    scale = min((BOX[2] - BOX[0]) / wide, (BOX[3] - BOX[1] - 10 * mm) / high, 72 / 75)
    x, y = (WIDTH - wide * scale) / 2, BOX[3] - 8 * mm - high * scale
    canvas.drawImage(image, x, y, wide * scale, high * scale, mask="auto")
    canvas.save()
    return out.getvalue()


def sheet(title: str, facts: Sequence[tuple[str, str]], words: str) -> bytes:
    """A page that names a file which cannot be printed here."""
    rows = [[_text(name, 10, fonts.SANS), _text(value, 10.5)] for name, value in facts]
    table = Table(rows, colWidths=[40 * mm, INNER - 40 * mm], style=LINES)
    return _built([_heading(title), _text(words, 11.5, after=10), table])


def framed(title: str, content: bytes) -> bytes:
    """The pages of a PDF, each set into a page with its title. Raises pikepdf.PdfError."""
    out, made = io.BytesIO(), pikepdf.new()
    with pikepdf.open(io.BytesIO(content)) as source:
        total = len(source.pages)
        for number, page in enumerate(source.pages, 1):
            words = title if total == 1 else f"{title} ({number}/{total})"
            with pikepdf.open(io.BytesIO(_empty(words))) as blank:
                made.pages.append(blank.pages[0])
            made.pages[-1].add_overlay(page, pikepdf.Rectangle(*BOX))
        made.save(out)
    return out.getvalue()


def merged(parts: Sequence[bytes], foot: str) -> bytes:
    """All parts as one PDF, "n / m" at the foot of every page beside ``foot``."""
    out, made = io.BytesIO(), pikepdf.new()
    for part in parts:
        with pikepdf.open(io.BytesIO(part)) as source:
            made.pages.extend(source.pages)
    with pikepdf.open(io.BytesIO(_numbers(len(made.pages), foot))) as numbers:
        for page, number in zip(made.pages, numbers.pages, strict=True):
            page.add_overlay(number, pikepdf.Rectangle(0, 0, WIDTH, HEIGHT))
        made.save(out, deterministic_id=True)
    return out.getvalue()


def pages_in(content: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as source:
        return len(source.pages)


def _numbers(total: int, foot: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for number in range(1, total + 1):
        canvas.setFillColor(QUIET)
        canvas.setFont(fonts.SANS, 9)
        canvas.drawString(SIDE, 12 * mm, foot)
        canvas.drawRightString(WIDTH - SIDE, 12 * mm, f"{number} / {total}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _empty(title: str) -> bytes:
    fonts.ready()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    _page_head(canvas, title)
    canvas.save()
    return out.getvalue()


def _page_head(canvas: Canvas, title: str) -> None:
    canvas.setFillColor(QUIET)
    canvas.setFont(fonts.SANS, 9.5)
    canvas.drawString(SIDE, HEIGHT - 16 * mm, title[:60])
    canvas.setStrokeColor(HAIR)
    canvas.line(SIDE, HEIGHT - 19 * mm, WIDTH - SIDE, HEIGHT - 19 * mm)


def _built(story: list[Any]) -> bytes:
    fonts.ready()
    out = io.BytesIO()
    SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=SIDE,
        rightMargin=SIDE,
        topMargin=TOP,
        bottomMargin=BOTTOM,
        invariant=1,
    ).build(story)
    return out.getvalue()


def _heading(words: str) -> Paragraph:
    return _text(words, 17, fonts.SERIF_BOLD, after=12)


def _value(fact: Any) -> str:
    note = f" ({fact.note})" if fact.note else ""
    return f"{fact.value or '–'}{note}"


def _text(
    words: Any, size: float, font: str = fonts.SERIF, *, after: float = 0, align: int = 0
) -> Paragraph:
    style = ParagraphStyle(
        "text",
        fontName=font,
        fontSize=size,
        leading=size * 1.6,
        spaceAfter=after,
        alignment=align,
        wordWrap="CJK",
    )
    fonts.ready()
    return Paragraph(fonts.markup(str(words), font), style)
