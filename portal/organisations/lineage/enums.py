"""How one organisation came out of another, and where a link stands."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class LinkKind(TextChoices):
    """What happened to the predecessor."""

    RENAME = "rename", pgettext_lazy("lineage", "renamed, and entered anew")
    MERGER = "merger", pgettext_lazy("lineage", "merged")
    SPLIT = "split", pgettext_lazy("lineage", "split")
    REREGISTRATION = (
        "reregistration",
        pgettext_lazy("lineage", "registered anew, or as another type"),
    )


class LinkState(TextChoices):
    """Where a link, or the counter-entry against one, stands."""

    RECORDED = "recorded", pgettext_lazy("lineage", "waiting for a second official")
    CONFIRMED = "confirmed", pgettext_lazy("lineage", "confirmed by two officials")
    REJECTED = "rejected", pgettext_lazy("lineage", "not confirmed")
    WITHDRAWN = "withdrawn", pgettext_lazy("lineage", "taken back")


STANDING = (LinkState.RECORDED, LinkState.CONFIRMED)
