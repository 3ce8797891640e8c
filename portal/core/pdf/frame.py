"""The page frame: A4, black on white."""

import io
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    HRFlowable,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from portal.core import days
from portal.core.pdf import drawing, fonts
from portal.core.pdf.document import Document
from portal.core.text import PIECES

WIDTH, HEIGHT = A4
SIDE, FIRST_TOP, TOP, BOTTOM = 26 * mm, 56 * mm, 28 * mm, 25 * mm
HAIR = Color(0.72, 0.72, 0.72)
QUIET = Color(0.3, 0.3, 0.3)
QR = 34 * mm
LEFT = 92 * mm
BODY, ROW = 12.0, 18.0
FLUSH = [
    ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def render(document: Document) -> bytes:
    """The paper as PDF, pages numbered. Raises FontMissingError when set-up was not run."""
    fonts.ready()
    pages = _build(document, 0)[1]
    return _build(document, pages)[0]


def _build(document: Document, pages: int) -> tuple[bytes, int]:
    out = io.BytesIO()
    paper = BaseDocTemplate(
        out,
        pagesize=A4,
        title=str(document.title),
        author=str(document.issuer),
        subject=str(document.number),
        creator=_("Wushe, the portal of social organisations"),
        lang="en" if (get_language() or "").startswith("en") else "zh-CN",
        invariant=1,
    )
    inner = WIDTH - 2 * SIDE
    first = Frame(SIDE, BOTTOM, inner, HEIGHT - FIRST_TOP - BOTTOM, 0, 0, 0, 0)
    later = Frame(SIDE, BOTTOM, inner, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)

    def head(canvas: Canvas, _paper: Any) -> None:
        _first_head(canvas, document)
        _foot(canvas, pages)

    def small_head(canvas: Canvas, _paper: Any) -> None:
        _later_head(canvas, document)
        _foot(canvas, pages)

    paper.addPageTemplates(
        [
            PageTemplate("first", [first], onPage=head, autoNextPageTemplate="later"),
            PageTemplate("later", [later], onPage=small_head),
        ]
    )
    paper.build(_story(document))
    return out.getvalue(), paper.page


def _story(document: Document) -> list[Any]:
    parts: list[Any] = [_text(document.title, fonts.SERIF_BOLD, 19, align=1, after=18, leading=1.4)]
    if document.addressee:
        parts.append(_text(document.addressee, fonts.SERIF, BODY, after=6))
    parts += [_paragraph(words) for words in document.paragraphs]
    if document.facts:
        parts += [Spacer(1, 4), _facts(document), Spacer(1, 12)]
    parts += [_paragraph(words) for words in document.closing]
    if document.remedy:
        parts += _remedy(document)
    return [*parts, Spacer(1, 14), KeepTogether([_end(document)])]


def _paragraph(words: Any) -> Paragraph:
    return _text(words, fonts.SERIF, BODY, after=6, indent=2 if PIECES.search(str(words)) else 0)


def _remedy(document: Document) -> list[Any]:
    label = _text(_("If you do not agree"), fonts.SANS_BOLD, 10.5, after=2)
    words = _text(document.remedy, fonts.SERIF, 10.5)
    line = HRFlowable("100%", 0.6, color=HAIR, spaceBefore=8, spaceAfter=8)
    return [KeepTogether([line, label, words])]


def _facts(document: Document) -> Table:
    rows = [
        [
            _text(label, fonts.SANS, 10.5, colour=QUIET, leading=ROW / 10.5),
            _text(value or _("none"), fonts.SERIF, 11.5, leading=ROW / 11.5),
        ]
        for label, value in document.facts
    ]
    table = Table(rows, colWidths=[36 * mm, WIDTH - 2 * SIDE - 36 * mm])
    table.setStyle(
        [
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, black),
            ("LINEBELOW", (0, 0), (-1, -2), 0.4, HAIR),
            ("LINEBELOW", (0, -1), (-1, -1), 0.8, black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 6),
            ("TOPPADDING", (0, 0), (-1, -1), 3.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
    )
    return table


def _end(document: Document) -> Table:
    """At the left how to check the paper, at the right who issued it, and when."""
    seal = drawing.SealPlace(
        _("(seal)") if document.sealed else "",
        (str(document.issuer), days.date_words(document.dated)),
        fonts.SERIF,
        BODY,
    )
    table = Table([[_check(document), seal]], colWidths=[LEFT, WIDTH - 2 * SIDE - LEFT])
    table.setStyle(FLUSH)
    return table


def _check(document: Document) -> list[Any]:
    """The QR code with its address in letters below, the code large beside it."""
    if not document.address:
        return _code(document)
    pair = Table(
        [[drawing.QrCode(str(document.address), QR), _code(document)]],
        colWidths=[QR + 4 * mm, LEFT - QR - 4 * mm],
    )
    pair.setStyle(FLUSH)
    address = _text(document.address, fonts.SANS, 8.5, colour=QUIET, leading=1.4)
    return [pair, Spacer(1, 8), address]


def _code(document: Document) -> list[Any]:
    if not document.code:
        return []
    spaced = "\u2009".join(str(document.code))
    return [
        _text(document.code_label or _("Code"), fonts.SANS, 9, colour=QUIET),
        _text(spaced, fonts.SANS_BOLD, 16.5, leading=1.3),
    ]


def _text(
    words: Any,
    font: str,
    size: float,
    *,
    after: float = 0,
    leading: float = 1.75,
    align: int = 0,
    indent: float = 0,
    colour: Color = black,
) -> Paragraph:
    style = ParagraphStyle(
        "text",
        fontName=font,
        fontSize=size,
        leading=size * leading,
        spaceAfter=after,
        alignment=align,
        firstLineIndent=indent * size,
        textColor=colour,
        wordWrap="CJK" if _is_han(str(words)) else None,
        splitLongWords=1,
    )
    return Paragraph(fonts.markup(str(words), font), style)


def _is_han(words: str) -> bool:
    return any(han for han, _word in PIECES.findall(words))


def _first_head(canvas: Canvas, document: Document) -> None:
    top = HEIGHT - 18 * mm
    drawing.draw_knot(canvas, SIDE - 1 * mm, top - 14 * mm, 14 * mm)
    canvas.setFillColor(black)
    size = _fitting(str(document.issuer), fonts.SERIF_BOLD, 22, WIDTH - 2 * SIDE - 17 * mm)
    canvas.setFont(fonts.SERIF_BOLD, size)
    canvas.drawString(SIDE + 17 * mm, top - 9.6 * mm, str(document.issuer))
    line = top - 18.5 * mm
    canvas.setLineWidth(1.6)
    canvas.line(SIDE, line, WIDTH - SIDE, line)
    canvas.setLineWidth(0.5)
    canvas.line(SIDE, line - 1.1 * mm, WIDTH - SIDE, line - 1.1 * mm)
    canvas.setFont(fonts.SERIF, 11)
    canvas.drawString(SIDE, line - 7.5 * mm, str(document.number))
    if document.case:
        canvas.setFont(fonts.SANS, 9.5)
        canvas.setFillColor(QUIET)
        words = _("Case %(number)s") % {"number": document.case}
        canvas.drawRightString(WIDTH - SIDE, line - 7.5 * mm, words)


def _later_head(canvas: Canvas, document: Document) -> None:
    y = HEIGHT - 18 * mm
    canvas.setFillColor(QUIET)
    canvas.setFont(fonts.SERIF, 10)
    canvas.drawString(SIDE, y, str(document.issuer))
    canvas.drawRightString(WIDTH - SIDE, y, str(document.number or document.case))
    canvas.setLineWidth(0.5)
    canvas.line(SIDE, y - 3 * mm, WIDTH - SIDE, y - 3 * mm)


def _foot(canvas: Canvas, pages: int) -> None:
    y = 15 * mm
    canvas.setStrokeColor(HAIR)
    canvas.setLineWidth(0.4)
    canvas.line(SIDE, y + 5 * mm, WIDTH - SIDE, y + 5 * mm)
    canvas.setFillColor(QUIET)
    canvas.setFont(fonts.SANS, 8.5)
    canvas.drawString(SIDE, y, _("Wushe, the portal of social organisations"))
    words = _("Page %(page)d of %(pages)d") % {"page": canvas.getPageNumber(), "pages": pages}
    canvas.drawRightString(WIDTH - SIDE, y, words)


def _fitting(words: str, font: str, size: float, width: float) -> float:
    """The size, made smaller until the words fit on one line."""
    drawn: float = stringWidth(words, font, size)
    return min(size, size * width / max(drawn, 1))
