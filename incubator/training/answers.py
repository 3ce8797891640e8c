"""What ``check_law`` may ask of training, answered by the conditions the portal itself asks."""

from datetime import date

from incubator.training import conditions, rows
from incubator.training.conditions import CertificateFacts
from portal.core.reasons import collect
from portal.law.registry import Answer, Given, rule


@rule(
    "incubator.course_certificate",
    given=("attended", "minutes", "evaluated", "ended"),
    answers=("certificate", "reasons"),
)
def certificate(given: Given, on: date) -> Answer:
    """Whether a certificate is due for a course that began on the day asked."""
    facts = CertificateFacts(
        ended=given.get_or("ended", harmless=True),
        attended=given.need("attended", int),
        minutes=given.need("minutes", int),
        wanted=rows.attendance(on),
        evaluated=given.get_or("evaluated", harmless=True),
    )
    found = [reason.code for reason in collect(conditions.CERTIFICATE, facts)]
    return {"certificate": not found, "reasons": found}
