"""The agreement on paper, to be printed, signed and stamped by both."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from incubator.residence import operations
from incubator.residence.models import Agreement
from portal.core import clock, pdf
from portal.core.pdf import Fact


def document(agreement: Agreement) -> pdf.Document:
    """The agreement as a page: clauses, and the lines on which both sign."""
    application = agreement.application
    blank = "________________"
    return pdf.Document(
        issuer=application.programme.office.name,
        title=_("Agreement on residence for incubation"),
        dated=clock.day(agreement.offered_at),
        number=agreement.number,
        case=str(application),
        paragraphs=tuple(agreement.words),
        facts=(
            Fact(_("Party B (stamp)"), application.body.shown_name),
            Fact(_("Signed for Party B"), blank),
            Fact(_("Date of Party B"), blank),
            Fact(_("Signed for Party A"), blank),
            Fact(_("Date of Party A"), blank),
        ),
        address=f"{settings.SITE_URL}{reverse('track')}",
    )


def render(agreement: Agreement) -> bytes:
    """The PDF to print. Raises FontMissingError when set-up is incomplete."""
    with translation.override("zh-hans"):
        return pdf.render(document(agreement))


def make(agreement: Agreement) -> Agreement:
    """Make and keep the PDF when there is none yet."""
    if agreement.made_id is not None:
        return agreement
    return operations.keep_pdf(agreement=agreement, content=render(agreement))
