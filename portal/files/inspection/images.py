"""Pictures: decoded within limits and encoded anew, so that nothing but the picture remains."""

import warnings
from io import BytesIO
from typing import IO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from portal.core.reasons import Reason
from portal.files.enums import Kind
from portal.files.inspection.findings import Findings, broken

MOST_PIXELS = 50_000_000
FORMATS = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP"}
MODES = {Kind.JPEG: {"L", "RGB"}, Kind.PNG: {"L", "LA", "P", "RGB", "RGBA", "1"}}


def inspect(stream: IO[bytes], kind: Kind) -> Findings:
    """The picture encoded anew, turned upright, without position or other hidden data."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(stream, formats=[FORMATS[kind]]) as image:
                if image.width * image.height > MOST_PIXELS:
                    return _too_many_pixels(image)
                return Findings(content=_encode(image, kind))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _too_many_pixels(None)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        return broken()


def _encode(image: Image.Image, kind: Kind) -> bytes:
    image.load()
    upright = ImageOps.exif_transpose(image)
    if upright.mode not in MODES.get(kind, {"RGB", "RGBA"}):
        upright = upright.convert("RGB" if kind is Kind.JPEG else "RGBA")
    out = BytesIO()
    options = {"quality": 90} if kind is not Kind.PNG else {}
    clean = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if upright.mode == "P" and (palette := upright.getpalette()):
        clean.putpalette(palette)
    clean.save(out, FORMATS[kind], **options)
    return out.getvalue()


def _too_many_pixels(image: Image.Image | None) -> Findings:
    size = f"{image.width} × {image.height}" if image else ""
    return Findings(
        (
            Reason(
                "image_too_many_pixels",
                _("The picture is too large %(size)s: at most 50 million pixels are taken."),
                _("Take the picture with a lower resolution, or make it smaller."),
                params={"size": size},
            ),
        )
    )
