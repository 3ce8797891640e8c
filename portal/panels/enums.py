"""Where a panel stands, and what a member declared of an entry."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class PanelState(TextChoices):
    """Where a panel stands; read from its rows, never stored."""

    CONVENED = "convened", pgettext_lazy("panel", "members not drawn yet")
    DECLARING = "declaring", pgettext_lazy("panel", "members declare their ties")
    SCORING = "scoring", pgettext_lazy("panel", "members score")
    SHORT = "short", pgettext_lazy("panel", "a member is missing")
    COMPLETE = "complete", pgettext_lazy("panel", "all have signed")


class Declared(TextChoices):
    """What a member said of one name."""

    NOTHING = "", pgettext_lazy("declaration", "not declared yet")
    CLEAR = "clear", pgettext_lazy("declaration", "no tie")
    TIE = "tie", pgettext_lazy("declaration", "a tie")


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
