"""What somebody typed of a receipt or an invoice, cleaned."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files import File


@dataclass(frozen=True, slots=True)
class Receipt:
    """The paper that comes before the money. ``fen`` is its amount, ``upload`` its scan."""

    kind: str
    number: str
    issuer: str
    fen: int
    on: date
    upload: File[Any] | None = None


def clean_number(text: str) -> str:
    """A receipt's number without spaces, in half-width capitals, as it is compared."""
    return unicodedata.normalize("NFKC", "".join(text.split())).upper()[:40]
