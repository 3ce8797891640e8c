"""Kinds of links of a chain, what a link says, and how an approval ended."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkKind(TextChoices):
    """What is asked at a link: an opinion, the decision, or a minuted decision of a meeting."""

    OPINION = "opinion", _("opinion")
    DECISION = "decision", _("decision")
    COLLECTIVE = "collective", _("collective decision with minutes")


class Verdict(TextChoices):
    """What one says to a proposal."""

    AGREE = "agree", pgettext_lazy("verdict", "agrees")
    RETURN = "return", pgettext_lazy("verdict", "sends it back")


class Result(TextChoices):
    """How an approval ended; empty while it runs."""

    AGREED = "agreed", pgettext_lazy("approval", "approved and done")
    RETURNED = "returned", pgettext_lazy("approval", "sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("approval", "withdrawn by the proposer")
