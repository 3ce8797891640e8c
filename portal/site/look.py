"""How a reader wants the site to look: kept in cookies of their own browser, nowhere else."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ELDERLY, SIZE, CONTRAST = "elderly", "text_size", "contrast"
SIZES = ("20", "24", "30")
DEFAULT_SIZE = "24"
A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Look:
    """Elderly mode with its text size in pixels, and high contrast; they combine."""

    elderly: bool = False
    size: str = DEFAULT_SIZE
    contrast: bool = False

    @property
    def css(self) -> str:
        """The classes of the page's root element."""
        parts = [f"elderly size-{self.size}"] if self.elderly else []
        return " ".join(parts + ["contrast"] * self.contrast)


def of(request: HttpRequest) -> Look:
    """The look a request asks for; odd cookies count as none."""
    size = request.COOKIES.get(SIZE, DEFAULT_SIZE)
    return Look(
        elderly=request.COOKIES.get(ELDERLY) == "1",
        size=size if size in SIZES else DEFAULT_SIZE,
        contrast=request.COOKIES.get(CONTRAST) == "1",
    )


def remember(response: HttpResponseBase, name: str, value: str) -> None:
    """Keep a choice for a year; an empty value forgets it."""
    if not value:
        response.delete_cookie(name, samesite="Lax")
        return
    response.set_cookie(
        name,
        value,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
