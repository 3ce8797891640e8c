"""The port of an electronic seal: it takes the place of stamping where there is one."""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class ElectronicSeal(Protocol):
    """Puts a body's seal on a PDF."""

    def stamp(self, pdf: bytes, *, body: int) -> bytes:
        """The sealed PDF of the body with this id; any exception leaves the letter unsealed."""


def port() -> ElectronicSeal | None:
    """The seal that the settings name (ELECTRONIC_SEAL, a dotted path), or None."""
    dotted = getattr(settings, "ELECTRONIC_SEAL", "")
    if not dotted:
        return None
    made: ElectronicSeal = import_string(dotted)()
    return made
