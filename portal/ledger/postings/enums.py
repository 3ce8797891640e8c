"""What a posting does, and the accounts between which it moves money."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What a posting did."""

    ALLOT = "allot", pgettext_lazy("posting", "allotted")
    CHANGE = "change", pgettext_lazy("posting", "budget changed")
    TRANSFER = "transfer", pgettext_lazy("posting", "moved between lines")
    COMMIT = "commit", pgettext_lazy("posting", "committed")
    RELEASE = "release", pgettext_lazy("posting", "commitment released")
    PAY = "pay", pgettext_lazy("posting", "paid")
    TAKE_BACK = "take_back", pgettext_lazy("posting", "payment came back")
    RECORD = "record", pgettext_lazy("posting", "spending recorded")
    REVERSE = "reverse", pgettext_lazy("posting", "reversed")
    CARRY = "carry", pgettext_lazy("posting", "carried into the next year")
    LAPSE = "lapse", pgettext_lazy("posting", "lapsed at the end of the year")


class Account(TextChoices):
    """The accounts of a line. The last three mirror what came to the line and left it."""

    FREE = "free", pgettext_lazy("account", "free")
    COMMITTED = "committed", pgettext_lazy("account", "committed")
    PAID = "paid", pgettext_lazy("account", "paid")
    ALLOTTED = "allotted", pgettext_lazy("account", "allotted")
    CARRIED = "carried", pgettext_lazy("account", "carried between years")
    LAPSED = "lapsed", pgettext_lazy("account", "lapsed")


HELD = frozenset({Account.FREE, Account.COMMITTED, Account.PAID})
"""The accounts whose sum is the line's budget; the others are their mirror."""
