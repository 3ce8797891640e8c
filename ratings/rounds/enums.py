"""Where a round of ratings stands, and how long its texts may be."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class RoundState(TextChoices):
    """Where a round stands; the days of a published one say whether it takes applications."""

    DRAFT = "draft", pgettext_lazy("round", "being written")
    PROPOSED = "proposed", pgettext_lazy("round", "waiting for a second person")
    OPEN = "open", pgettext_lazy("round", "published")
    CLOSED = "closed", pgettext_lazy("round", "applications are over")
    CALLED_OFF = "called_off", pgettext_lazy("round", "called off")


PUBLIC = (RoundState.OPEN, RoundState.CLOSED)
"""What everybody may see; a round that was called off after its notice is shown too."""

WRITABLE = (RoundState.DRAFT,)
NOTICE_MOST = 6000
MATERIALS_MOST = 30
