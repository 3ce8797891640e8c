"""Papers of the pool: the receipt for the giver, the slip a recipient signs."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from incubator.pool.models import PoolMatch
from portal.core import clock, days, pdf
from portal.core.pdf import Document, Fact


def receipt(row: PoolMatch) -> bytes:
    """The receipt that a gift arrived, in Chinese; the recipient as the case names them."""
    with translation.override("zh-hans"):
        return pdf.render(receipt_document(row))


def receipt_document(row: PoolMatch) -> Document:
    """What stands on a receipt."""
    offer = row.offer
    return Document(
        issuer=offer.base.body.name,
        title=_("Receipt of a gift in kind"),
        dated=row.received_on or clock.today(),
        number=row.receipt,
        addressee=offer.giver,
        paragraphs=(
            _("What you gave has reached those it was meant for. Thank you."),
            *([_("The recipient says: “%(words)s”") % {"words": row.thanks}] if row.thanks else []),
        ),
        facts=(*_what(row), Fact(_("Received on"), _day(row.received_on))),
        closing=(_("This receipt is no donation receipt for taxes."),),
        address=f"{settings.SITE_URL}{reverse('my_offer', args=[offer.pk])}",
    )


def slip(row: PoolMatch) -> bytes:
    """The slip that a recipient signs on paper, in Chinese."""
    with translation.override("zh-hans"):
        return pdf.render(slip_document(row))


def slip_document(row: PoolMatch) -> Document:
    """What stands on a slip, with room to sign."""
    return Document(
        issuer=row.offer.base.body.name,
        title=_("Slip of receipt"),
        dated=clock.today(),
        number=str(row),
        paragraphs=(_("I have received the following from the charity pool."),),
        facts=_what(row),
        closing=(_("Signature: ____________    Date: ____________"),),
        sealed=False,
    )


def _what(row: PoolMatch) -> tuple[Fact, ...]:
    offer = row.offer
    return (
        Fact(_("What is given"), offer.title),
        Fact(_("How many"), f"{row.quantity} {offer.unit}"),
        Fact(_("Recipient"), row.case.applicant if row.case else ""),
        Fact(_("Handed over on"), _day(row.handed_on)),
    )


def _day(day: date | None) -> str:
    return days.date_words(day) if day else "–"
