"""What an organisation's record tells of: results, lists, penalties, grades."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FactKind(TextChoices):
    """The kinds of facts a record holds, one sheet of a list for each."""

    INSPECTION = "inspection", _("annual inspection")
    LISTING = "listing", _("credit lists")
    PENALTY = "penalty", _("penalty")
    GRADE = "grade", _("grade")
    AWARD = "award", _("award paid")


class InspectionResult(TextChoices):
    """How an annual inspection ended (rules of the three kinds of organisation)."""

    QUALIFIED = "qualified", _("qualified")
    BASICALLY_QUALIFIED = "basically_qualified", _("basically qualified")
    UNQUALIFIED = "unqualified", _("unqualified")
    ABSENT = "absent", _("did not take part")
    NOT_REQUIRED = "not_required", _("not required for this year")


UNKNOWN = "unknown"


class CreditList(TextChoices):
    """The two lists of the order on credit information (Order 60 of 2018)."""

    ABNORMAL = "abnormal", _("list of abnormal activity")
    DISHONEST = "dishonest", _("list of serious dishonesty")


class PenaltyKind(TextChoices):
    """The kinds of administrative penalties."""

    WARNING = "warning", _("warning")
    FINE = "fine", _("fine")
    CONFISCATION = "confiscation", _("confiscation of unlawful gains")
    SUSPENSION = "suspension", _("activity suspended")
    REVOCATION = "revocation", _("certificate withdrawn")
    OTHER = "other", _("another penalty")


class GradeLevel(IntegerChoices):
    """The five grades; more is better."""

    A1 = 1, _("1A")
    A2 = 2, _("2A")
    A3 = 3, _("3A")
    A4 = 4, _("4A")
    A5 = 5, _("5A")


class GradeState(TextChoices):
    """What a certificate answers on a day."""

    ANNOUNCED = "announced", pgettext_lazy("grade", "announced, not yet in force")
    IN_FORCE = "in_force", pgettext_lazy("grade", "in force")
    LOWERED = "lowered", pgettext_lazy("grade", "lowered")
    CANCELLED = "cancelled", pgettext_lazy("grade", "cancelled")
    EXPIRED = "expired", pgettext_lazy("grade", "expired")
    REPLACED = "replaced", pgettext_lazy("grade", "replaced by a newer grade")


class GradeChangeKind(TextChoices):
    """What was decided about a grade after its announcement."""

    LOWERED = "lowered", pgettext_lazy("grade", "lowered")
    CANCELLED = "cancelled", pgettext_lazy("grade", "cancelled")


class GradeGround(TextChoices):
    """Why a grade is lowered or cancelled (measure on rating, Art. 30; verification rating)."""

    FALSE_DATA = "false_data", _("false data, or collusion with those who rated")
    MISUSE = "misuse", _("certificate or plaque altered, lent or otherwise misused")
    BASICALLY_TWICE = "basically_twice", _("basically qualified in two inspections running")
    UNQUALIFIED = "unqualified", _("unqualified in, or absent from, the last inspection")
    PENALTY = "penalty", _("warned, fined or ordered to stop activity")
    VERIFIED = "verified", _("result of a follow-up or verification rating")
    OTHER = "other", _("another breach")
