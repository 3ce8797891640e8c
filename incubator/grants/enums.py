"""Where a claim of money stands."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ClaimState(TextChoices):
    """Where a claim stands."""

    OFFERED = "offered", pgettext_lazy("claim of money", "offered, to be claimed")
    CLAIMED = "claimed", pgettext_lazy("claim of money", "claimed, to be checked")
    CHECKED = "checked", pgettext_lazy("claim of money", "checked, approval under way")
    PUBLISHED = "published", pgettext_lazy("claim of money", "public, objections possible")
    QUEUED = "queued", pgettext_lazy("claim of money", "waits for the budget")
    COMMITTED = "committed", pgettext_lazy("claim of money", "money reserved, receipt wanted")
    RECEIPTED = "receipted", pgettext_lazy("claim of money", "receipt here, payment to be prepared")
    ORDERED = "ordered", pgettext_lazy("claim of money", "payment under way")
    PAID = "paid", pgettext_lazy("claim of money", "paid, arrival to be confirmed")
    REPORTING = "reporting", pgettext_lazy("claim of money", "paid, report on its use wanted")
    REPORTED = "reported", pgettext_lazy("claim of money", "reported, to be looked at")
    RETURNING = "returning", pgettext_lazy("claim of money", "report accepted, rest to come back")
    CLOSED = "closed", pgettext_lazy("claim of money", "paid and closed")
    REFUSED = "refused", pgettext_lazy("claim of money", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("claim of money", "withdrawn")
    LAPSED = "lapsed", pgettext_lazy("claim of money", "not claimed in time")


State = ClaimState
DEAD = (State.REFUSED, State.WITHDRAWN, State.LAPSED)
"""Claims that bring no money and stand in nobody's way."""

PAID_OUT = (State.PAID, State.REPORTING, State.REPORTED, State.RETURNING, State.CLOSED)
"""Claims whose money is with the organisation."""

COUNTED = (
    State.CLAIMED, State.CHECKED, State.PUBLISHED, State.QUEUED, State.COMMITTED, State.RECEIPTED,
    State.ORDERED, *PAID_OUT,
)  # fmt: skip
"""Claims whose amount counts as had when another one is reckoned."""

AWARDED = COUNTED[2:]
"""Claims that were approved."""
