"""Where money that is asked back stands."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ClawbackState(TextChoices):
    """Where a clawback stands."""

    OPENED = "opened", pgettext_lazy("clawback", "opened, the organisation may speak")
    DECIDED = "decided", pgettext_lazy("clawback", "decided, to be paid back")
    SETTLED = "settled", pgettext_lazy("clawback", "paid back in full")
    DROPPED = "dropped", pgettext_lazy("clawback", "not pursued")


OPEN = (ClawbackState.OPENED, ClawbackState.DECIDED)
"""While one of these stands, no new money is paid."""
