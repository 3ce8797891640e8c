"""What is given, and where a gift stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class GiftKind(TextChoices):
    """What somebody offers. Money is no kind: a station takes none (rules row and clause)."""

    GOODS = "goods", _("goods")
    EQUIPMENT = "equipment", _("equipment and furniture")
    SERVICE = "service", _("skills and services")
    TIME = "time", _("hours of volunteers")
    SPACE = "space", _("the use of a room")


MONEY = "money"


class OfferState(TextChoices):
    """Where an offer stands."""

    OFFERED = "offered", pgettext_lazy("gift", "being checked by the station")
    LISTED = "listed", pgettext_lazy("gift", "on offer")
    GIVEN = "given", pgettext_lazy("gift", "all given")
    DECLINED = "declined", pgettext_lazy("gift", "not taken")
    WITHDRAWN = "withdrawn", pgettext_lazy("gift", "taken back by the giver")
    LAPSED = "lapsed", pgettext_lazy("gift", "ended, the time is over")


class MatchState(TextChoices):
    """Where a part of an offer stands on its way to somebody."""

    ASKED = "asked", pgettext_lazy("gift", "asked for")
    MATCHED = "matched", pgettext_lazy("gift", "promised, to be handed over")
    HANDED = "handed", pgettext_lazy("gift", "handed over, receipt awaited")
    RECEIVED = "received", pgettext_lazy("gift", "received and acknowledged")
    REFUSED = "refused", pgettext_lazy("gift", "not promised")
    CANCELLED = "cancelled", pgettext_lazy("gift", "cancelled")


ON_THE_WAY = (MatchState.MATCHED, MatchState.HANDED)
HOLDING = (*ON_THE_WAY, MatchState.RECEIVED)
