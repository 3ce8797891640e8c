"""The answers of an application as others than the applicant read them."""

from incubator.admission.models import Application
from incubator.applying import contents, questions
from portal.core.reasons import Text
from portal.core.ui import Fact

CONTACT = questions.STEPS[questions.CONTACT]


def without_contact(row: Application) -> list[tuple[Text, list[Fact]]]:
    """The answers by step, without how to reach the applicant."""
    return [(title, facts) for title, facts in contents.sections(row) if title != CONTACT]
