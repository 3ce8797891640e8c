"""The embedded Chinese fonts, registered at first use.

TrueType files from the folder ``settings.FONT_DIR``, where set-up puts them. Serif for the paper,
sans for its small print and for signs that the serif lacks.
"""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from reportlab.pdfbase import pdfmetrics, ttfonts

SERIF, SERIF_BOLD, SANS, SANS_BOLD = "Serif", "Serif-Bold", "Sans", "Sans-Bold"
FILES = {
    SERIF: "NotoSerifSC_400Regular.ttf",
    SERIF_BOLD: "NotoSerifSC_700Bold.ttf",
    SANS: "NotoSansSC_400Regular.ttf",
    SANS_BOLD: "NotoSansSC_700Bold.ttf",
}
OTHER = {SERIF: SANS, SERIF_BOLD: SANS_BOLD, SANS: SERIF, SANS_BOLD: SERIF_BOLD}


class FontMissingError(RuntimeError):
    """A font file is not in its folder; the text says which and what to do."""


@cache
def ready() -> None:
    """Register the fonts. Raises FontMissingError."""
    # reportlab writes code points above U+FFFF as they are; readers expect UTF-16.
    ttfonts.makeToUnicodeCMap = to_unicode
    for name, file in FILES.items():
        path = Path(settings.FONT_DIR) / file
        if not path.is_file():
            raise FontMissingError(f"The font {path} is missing. Run `make setup` once more.")
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(path)))


def has(font: str, sign: str) -> bool:
    """Whether a font can draw a sign."""
    face = pdfmetrics.getFont(font).face
    return ord(sign) in face.charToGlyph


def markup(text: str, font: str) -> str:
    """Text for a reportlab paragraph: escaped, and with signs that ``font`` lacks in another."""
    clean = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    parts = []
    for drawn, signs in groupby(clean, key=lambda sign: font_for(sign, font)):
        words = escape("".join(signs)).replace("\n", "<br/>")
        parts.append(words if drawn == font else f'<font name="{drawn}">{words}</font>')
    return "".join(parts)


def font_for(sign: str, font: str) -> str:
    """The font itself, or the other family's where only that can draw the sign."""
    if sign == "\n" or has(font, sign) or not has(OTHER[font], sign):
        return font
    return OTHER[font]


def to_unicode(font_name: str, subset: Sequence[int]) -> str:
    """The table by which readers turn glyphs into text, in UTF-16BE as PDF 32000 9.10.3 asks."""
    pairs = (
        f"<{glyph:02X}> <{chr(sign).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for glyph, sign in enumerate(subset)
    )
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo",
            f"<< /Registry ({font_name})",
            f"/Ordering ({font_name})",
            "/Supplement 0",
            ">> def",
            f"/CMapName /{font_name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            f"{len(subset)} beginbfchar",
            *pairs,
            "endbfchar",
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )
