"""The certificate of graduation on paper."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incubator.exits import diplomas
from incubator.exits.models import Diploma
from portal.core import days, pdf
from portal.core.pdf import Fact


def address(diploma: Diploma) -> str:
    """Where anyone checks the certificate; the QR code leads there."""
    return f"{settings.SITE_URL}{reverse('graduation_check')}?number={diploma.number}"


def document(diploma: Diploma) -> pdf.Document:
    """The certificate as a page, with the place of the seal and the way to check it."""
    said = diploma.words
    known = {
        "name": said["name"],
        "base": said["base"],
        "from": days.date_words(date.fromisoformat(said["from"])),
        "to": days.date_words(date.fromisoformat(said["to"])),
    }
    return pdf.Document(
        issuer=said["office"],
        title=pgettext("diploma", "Certificate of graduation"),
        dated=diploma.issued_on,
        number=diploma.number,
        case=str(diploma.residence),
        addressee=f"{said['name']}：",
        paragraphs=(
            pgettext(
                "diploma",
                "%(name)s was nurtured in %(base)s from %(from)s to %(to)s, met all items of the "
                "exit evaluation, and has graduated.",
            )
            % known,
        ),
        facts=tuple(
            Fact(label, value)
            for label, value in (
                (pgettext("diploma", "Number of the certificate, for checking"), diploma.number),
                (_("Unified social credit code"), said["code"]),
                (_("Base"), said["base"]),
                (_("Tier"), said["tier"]),
                (pgettext("diploma", "In residence"), f"{known['from']}—{known['to']}"),
            )
            if value
        ),
        closing=(pgettext("diploma", "This is hereby certified."),),
        address=address(diploma),
    )


def render(diploma: Diploma) -> bytes:
    """The PDF to print. Raises FontMissingError when set-up is incomplete."""
    with translation.override("zh-hans"):
        return pdf.render(document(diploma))


def make(diploma: Diploma) -> Diploma:
    """Make and keep the PDF when there is none yet."""
    if diploma.made_id is not None:
        return diploma
    return diplomas.keep_pdf(diploma=diploma, content=render(diploma))
