"""What is drawn: the knot, the QR code, the place of the seal."""

import re
from collections.abc import Iterable
from functools import cache

import segno
from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

STRAND = (
    "M5.4-18.2C7.7-18.9 10.1-19.3 12.6-19.3C11.6-21.6 10.0-23.6 8.0-25.1C6.0-26.6 3.6-27.6 1.2-27.8"
    "C-1.3-28.1-3.8-27.5-6.0-26.4C-8.3-25.2-10.1-23.4-11.5-21.3C-12.8-19.2-13.7-16.8-14.1-14.3"
    "C-14.5-11.9-14.4-9.4-14.2-6.9C-14.0-4.4-15.8-2.5-17.4-0.5C-15.9 1.3-13.7 2.2-11.4 2.9"
    "C-9.4 0.8-7.5-1.7-7.3-4.7C-7.1-7.6-7.9-10.6-7.3-13.5C-6.8-16.5-5.1-19.4-2.4-20.6"
    "C0.3-21.8 3.4-20.3 5.4-18.2Z"
)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SEAL = 118.0
SEAL_GREY = Color(0.62, 0.62, 0.62)


@cache
def strand() -> tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]:
    """The start of a strand and its curves, six numbers each."""
    numbers = [float(number) for number in NUMBER.findall(STRAND)]
    curves = (tuple(numbers[n : n + 6]) for n in range(2, len(numbers), 6))
    return tuple(numbers[:2]), tuple(curves)


def draw_knot(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The five-strand knot in ink, its strands parted by white, in a square by its lower left."""
    start, curves = strand()
    canvas.saveState()
    canvas.translate(x + size / 2, y + size / 2)
    canvas.scale(size / 60, -size / 60)
    canvas.setFillColor(black)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(1.3)
    for _ in range(5):
        path = canvas.beginPath()
        path.moveTo(*start)
        for curve in curves:
            path.curveTo(*curve)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
        canvas.rotate(72)
    canvas.restoreState()


class QrCode(Flowable):  # type: ignore[misc] # reportlab has no types
    """A QR code of level Q with its quiet zone, as one square of the given size."""

    def __init__(self, address: str, size: float) -> None:
        super().__init__()
        self.address = address
        self.width = self.height = size

    def draw(self) -> None:
        """Each row of dark squares as bars, so that no seams show."""
        code = segno.make(self.address, error="q", micro=False, boost_error=False)
        rows = list(code.matrix_iter(border=0))
        side = self.width / len(rows)
        self.canv.setFillColor(black)
        for number, row in enumerate(rows):
            for first, length in _runs(row):
                y = self.height - (number + 1) * side
                self.canv.rect(first * side, y, length * side, side, stroke=0, fill=1)


class SealPlace(Flowable):  # type: ignore[misc] # reportlab has no types
    """A dashed circle where the seal goes, its word, and the issuer and date printed over it."""

    def __init__(self, word: str, lines: tuple[str, ...], font: str, size: float) -> None:
        super().__init__()
        self.word, self.lines, self.font, self.size = word, lines, font, size
        self.width = self.height = SEAL

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as it may be, so that the lines end at the right margin."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """The circle, and the lines through its middle, as a seal lies over name and date."""
        canvas, middle = self.canv, self.height / 2
        widest = max(canvas.stringWidth(line, self.font, self.size) for line in self.lines)
        x = self.width - max(widest, SEAL) / 2
        if self.word:
            canvas.setDash(2, 3)
            canvas.setStrokeColor(SEAL_GREY)
            canvas.setFillColor(SEAL_GREY)
            canvas.circle(x, middle, SEAL / 2 - 1, stroke=1, fill=0)
            canvas.setFont(self.font, 9)
            canvas.drawCentredString(x, middle - SEAL / 2 + 14, self.word)
        canvas.setFillColor(black)
        canvas.setFont(self.font, self.size)
        for number, line in enumerate(self.lines):
            y = middle + (len(self.lines) / 2 - number - 0.75) * self.size * 1.7
            canvas.drawCentredString(x, y, line)


def _runs(row: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
