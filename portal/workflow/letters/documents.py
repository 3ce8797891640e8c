"""The letter on paper."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.core import pdf
from portal.workflow.letters import operations, seal
from portal.workflow.letters.models import Letter


def document(letter: Letter) -> pdf.Document:
    """The letter as a page: in Chinese, with the place of the seal and a QR to the case page."""
    with translation.override("zh-hans"):
        paragraphs = list(letter.paragraphs)
        if letter.replaces is not None:
            paragraphs.append(
                _("This letter takes the place of %(number)s, which no longer counts.")
                % {"number": letter.replaces.number}
            )
        return pdf.Document(
            issuer=letter.issuer.name,
            title=letter.title,
            dated=letter.dated,
            number=letter.number,
            case=letter.case.number if letter.case else "",
            addressee=f"{letter.addressee}:",
            paragraphs=tuple(paragraphs),
            closing=(_("This is hereby notified."),),
            remedy=letter.remedy,
            address=f"{settings.SITE_URL}{reverse('track')}",
        )


def render(letter: Letter) -> bytes:
    """The PDF to print and stamp. Raises FontMissingError when set-up is incomplete."""
    with translation.override("zh-hans"):
        return pdf.render(document(letter))


def make(letter: Letter) -> Letter:
    """Make and keep the PDF when there is none yet, sealed where there is an electronic seal."""
    if letter.pdf_id is not None:
        return letter
    content, port = render(letter), seal.port()
    if port is not None:
        content = port.stamp(content, body=letter.issuer_id)
    return operations.keep_pdf(letter=letter, content=content, sealed=port is not None)
