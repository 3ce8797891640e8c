"""A tie in words, as the committee reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Text

if TYPE_CHECKING:
    from ratings.deciding.models import CommitteeRecusal

TIES: dict[str, Text] = {
    "applicant": _("acts for the organisation"),
    "post": _("holds a post in the organisation"),
    "former_post": _("held a post in the organisation until lately"),
    "employer": _("works for the organisation"),
}


def tie_words(recusal: CommitteeRecusal) -> Text:
    """Why a member does not vote: what they said, else what the portal found."""
    return recusal.words or TIES.get(recusal.code, _("a tie declared in the profile"))
