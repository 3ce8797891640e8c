"""Categories and states of community groups."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(TextChoices):
    """The five kinds of community groups (rules.md A1; 民发〔2017〕191号)."""

    SERVICE = "service", _("public service")
    CHARITY = "charity", _("charity")
    NEIGHBOURS = "neighbours", _("neighbour help")
    CULTURE = "culture", _("culture and sport")
    FARMING = "farming", _("rural production technique")


class GroupState(TextChoices):
    """Where the filing of a group stands."""

    SUBMITTED = "submitted", pgettext_lazy("community group", "being checked by the street")
    RETURNED = "returned", pgettext_lazy("community group", "sent back to be completed")
    FILED = "filed", pgettext_lazy("community group", "filed")
    CONFIRMING = "confirming", pgettext_lazy("community group", "to be confirmed for this year")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("community group", "not confirmed")
    REFUSED = "refused", pgettext_lazy("community group", "not filed")
    LAPSED = "lapsed", pgettext_lazy("community group", "closed, nothing was added in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("community group", "withdrawn")
    GROWN = "grown", pgettext_lazy("community group", "became a registered organisation")
    REMOVED = "removed", pgettext_lazy("community group", "filing removed")


State = GroupState
PUBLIC = (State.FILED, State.CONFIRMING)
ON_FILE = (*PUBLIC, State.UNCONFIRMED)
LIVE = (State.SUBMITTED, State.RETURNED, *ON_FILE)


class Ground(TextChoices):
    """Why the street refuses to file."""

    OWNERS = "owners", _("it is an owners' committee or another self-rule body of a building")
    PROFIT = "profit", _("it works for profit")
    OTHER = "other", _("another reason, said in the words below")
