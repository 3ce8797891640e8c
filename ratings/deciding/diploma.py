"""The certificate of a grade on paper, with the address where anybody verifies it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.core import days, pdf
from portal.core.pdf import Fact
from ratings.deciding.letters import CHINESE, graded
from ratings.deciding.models import GradeCertificate


def certificate(row: GradeCertificate) -> bytes:
    """The certificate as PDF, in Chinese, with the address where anybody can verify it."""
    with translation.override(CHINESE):
        return pdf.render(_certificate(row))


def verify_address(number: str) -> str:
    """Where anybody verifies a number."""
    return f"{settings.SITE_URL}{reverse('grade_verify')}?{urlencode({'number': number})}"


def _certificate(row: GradeCertificate) -> pdf.Document:
    application, letter = row.application, row.announcement.letter
    held = _("%(first)s to %(last)s")
    return pdf.Document(
        issuer=letter.issuer.name,
        title=_("Certificate of the grade of a social organisation"),
        dated=row.announcement.announced_on,
        number=row.number,
        facts=(
            Fact(_("Organisation"), application.organisation.body.name),
            Fact(_("Credit code"), application.organisation.body.credit_code or ""),
            Fact(_("Grade"), graded(row.grade)),
            Fact(
                _("Valid"),
                held
                % {"first": days.date_words(row.valid_from), "last": days.date_words(row.valid_to)},
            ),
            Fact(_("Announcement"), letter.number),
        ),
        address=verify_address(row.number),
        code=row.number,
        code_label=_("Number of the certificate"),
    )
