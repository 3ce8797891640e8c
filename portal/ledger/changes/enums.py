"""What may happen to a budget, and where a proposal stands."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ChangeKind(TextChoices):
    """What a proposal asks for."""

    ALLOT = "allot", pgettext_lazy("budget", "first allotment")
    CHANGE = "change", pgettext_lazy("budget", "change")
    TRANSFER = "transfer", pgettext_lazy("budget", "transfer")
    CLOSE = "close", pgettext_lazy("budget", "closing of the year")


class ChangeState(TextChoices):
    """Where a proposal stands."""

    PROPOSED = "proposed", pgettext_lazy("budget", "to be checked")
    APPROVED = "approved", pgettext_lazy("budget", "approved and posted")
    REFUSED = "refused", pgettext_lazy("budget", "not approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("budget", "withdrawn")
