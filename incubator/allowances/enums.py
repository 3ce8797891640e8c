"""What support is counted in, for which span, and what happened to it.

Kinds, units and spans stand with the programmes, which grant them.
"""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from incubator.programmes.enums import MONTHS as MONTHS
from incubator.programmes.enums import UNITS as UNITS
from incubator.programmes.enums import Each as Each
from incubator.programmes.enums import SupportKind as SupportKind
from incubator.programmes.enums import Unit as Unit


class What(TextChoices):
    """What an entry of the ledger says."""

    GRANTED = "granted", pgettext_lazy("allowance", "granted")
    TAKEN = "taken", pgettext_lazy("allowance", "taken")
    RETURNED = "returned", pgettext_lazy("allowance", "returned")
    LOST = "lost", pgettext_lazy("allowance", "lost, not used")
    RECOMPUTED = "recomputed", pgettext_lazy("allowance", "recomputed by day")
    CARRIED_OUT = "carried_out", pgettext_lazy("allowance", "carried to the next period")
    CARRIED_IN = "carried_in", pgettext_lazy("allowance", "carried from the period before")
