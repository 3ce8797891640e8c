"""What must be true when an organisation's own words are saved."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, not_permitted


def may_be_saved(*, allowed: bool, current: int, seen: int) -> Iterator[Reason]:
    """An owner or applicant saves, and not over words they have not seen."""
    if not allowed:
        yield not_permitted()
    if current != seen:
        yield Reason(
            "saved_meanwhile",
            _("Somebody saved this page while you were writing."),
            _("Both versions stand below; put together what should stay, then save."),
        )
