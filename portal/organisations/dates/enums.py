"""The kinds of legal dates."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class DateKind(TextChoices):
    """What ends, is due, or becomes possible on a day."""

    CERTIFICATE = "certificate", pgettext_lazy("legal date", "the certificate expires")
    COUNCIL = "council", pgettext_lazy("legal date", "the council's term ends")
    SUPERVISOR = "supervisor", pgettext_lazy("legal date", "annual report to the supervising unit")
    INSPECTION = "inspection", pgettext_lazy("legal date", "annual report to the registry")
    ABNORMAL = "abnormal", pgettext_lazy("legal date", "leaving the abnormal list is possible")
    DISHONEST = "dishonest", pgettext_lazy("legal date", "leaving the dishonest list is possible")
    GRADE = "grade", pgettext_lazy("legal date", "the grade ends")


OPPORTUNITIES = frozenset({DateKind.ABNORMAL, DateKind.DISHONEST})
YEARLY = frozenset({DateKind.SUPERVISOR, DateKind.INSPECTION})
