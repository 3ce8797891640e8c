"""What stands on an official paper."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.core.reasons import Text


class Fact(NamedTuple):
    """A row of the facts table; an empty value is printed as "none"."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Document:
    """One paper, in the order of its parts; empty parts are left out.

    ``number`` is the document number (发文字号), ``case`` the case it belongs to. ``remedy`` says
    to whom one may object and until when. ``sealed`` leaves the place for the seal beside the
    issuer's name. ``address`` becomes the QR code and stands below it in letters; ``code`` is
    printed large beside it, under ``code_label``.
    """

    issuer: Text
    title: Text
    dated: date
    number: Text = ""
    case: Text = ""
    addressee: Text = ""
    paragraphs: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    closing: tuple[Text, ...] = ()
    remedy: Text = ""
    sealed: bool = True
    address: Text = ""
    code: Text = ""
    code_label: Text = ""
