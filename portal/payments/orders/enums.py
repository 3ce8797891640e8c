"""Where a payment order stands, and the paper that comes before the money."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class OrderState(TextChoices):
    """Where a payment order stands."""

    PREPARED = "prepared", pgettext_lazy("payment order", "to be checked")
    MENDING = "mending", pgettext_lazy("payment order", "sent back, to be mended")
    CHECKED = "checked", pgettext_lazy("payment order", "checked, to go to the bank")
    SENT = "sent", pgettext_lazy("payment order", "sent to the bank")
    PAID = "paid", pgettext_lazy("payment order", "paid")
    RETURNED = "returned", pgettext_lazy("payment order", "returned by the bank")
    SETTLED = "settled", pgettext_lazy("payment order", "paid, no return came")
    CANCELLED = "cancelled", pgettext_lazy("payment order", "cancelled")


GONE = (OrderState.PAID, OrderState.SETTLED)
"""The money is with the payee."""

UNDER_WAY = (
    OrderState.PREPARED,
    OrderState.MENDING,
    OrderState.CHECKED,
    OrderState.SENT,
    OrderState.RETURNED,
)
"""The money is asked for and not yet with the payee."""


class Paper(TextChoices):
    """What the payee hands in before money goes out."""

    RECEIPT = "receipt", pgettext_lazy("paper", "receipt")
    INVOICE = "invoice", pgettext_lazy("paper", "invoice")
