"""Where a list and a batch of subsidies stand, and what became of a person in it."""

from enum import IntEnum

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ClaimState(TextChoices):
    """Where an organisation's list for a month stands."""

    CONFIRMED = "confirmed", pgettext_lazy("list of subsidies", "confirmed, to be checked")
    CHECKED = "checked", pgettext_lazy("list of subsidies", "checked, waits for the monthly batch")
    BATCHED = "batched", pgettext_lazy("list of subsidies", "in a batch, approval under way")
    PUBLISHED = "published", pgettext_lazy("list of subsidies", "public, objections possible")
    CLEARED = "cleared", pgettext_lazy("list of subsidies", "approved, to be paid")
    ORDERED = "ordered", pgettext_lazy("list of subsidies", "payment under way")
    PAID = "paid", pgettext_lazy("list of subsidies", "paid")
    CLOSED = "closed", pgettext_lazy("list of subsidies", "paid and closed")
    RETURNED = "returned", pgettext_lazy("list of subsidies", "sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("list of subsidies", "withdrawn")


class BatchState(TextChoices):
    """Where a monthly batch stands."""

    BUILDING = "building", pgettext_lazy("batch of subsidies", "being put together")
    BUILT = "built", pgettext_lazy("batch of subsidies", "to be looked at and proposed")
    PROPOSED = "proposed", pgettext_lazy("batch of subsidies", "approval under way")
    PUBLISHED = "published", pgettext_lazy("batch of subsidies", "public, objections possible")
    SHORT = "short", pgettext_lazy("batch of subsidies", "waits for the budget")
    COMMITTED = "committed", pgettext_lazy("batch of subsidies", "money reserved, to be paid")
    ORDERED = "ordered", pgettext_lazy("batch of subsidies", "payment under way")
    PAID = "paid", pgettext_lazy("batch of subsidies", "paid")
    CLOSED = "closed", pgettext_lazy("batch of subsidies", "paid and closed")
    DISSOLVED = "dissolved", pgettext_lazy("batch of subsidies", "dissolved")


OPEN_CLAIMS = (ClaimState.CONFIRMED, ClaimState.CHECKED)
"""Lists that are not in a batch yet; one for an organisation, scheme and month."""

DEAD_CLAIMS = (ClaimState.RETURNED, ClaimState.WITHDRAWN)
"""Lists that bring no money; their months may be claimed anew."""

PAID_CLAIMS = (ClaimState.PAID, ClaimState.CLOSED)
"""Lists whose money has gone out; what was wrong in them is netted."""

OPEN_BATCHES = (BatchState.BUILDING, BatchState.BUILT, BatchState.PROPOSED)
"""Batches before their approval; one for a scheme."""


class MonthTest(IntEnum):
    """How much of a month the contract covers (row ``subsidies.month_test``)."""

    WHOLE = 1
    FIFTEENTH = 2
    MOST = 3


class Payee(IntEnum):
    """To whom the money goes (row ``subsidies.payee``)."""

    ORGANISATION = 1
    PERSON = 2
