"""Official papers as PDF: one page frame, embedded Chinese fonts, a QR code.

``render(Document(…))`` returns the bytes. The same document always gives the same bytes, so that
its checksum can be kept. Whatever a person typed is printed as text, never read as markup.
"""

from portal.core.pdf.document import Document, Fact
from portal.core.pdf.fonts import FontMissingError
from portal.core.pdf.frame import render

__all__ = ["Document", "Fact", "FontMissingError", "render"]
