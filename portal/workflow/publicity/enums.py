"""Outcomes of public entries and states of objections."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(TextChoices):
    """What became of an entry when its publicity was over; empty while it runs."""

    STANDS = "stands", _("stands")
    CORRECTED = "corrected", _("corrected and made public again")
    REFUSED = "refused", _("taken off the list")


class ObjectionState(TextChoices):
    """Where an objection stands."""

    RECEIVED = "received", pgettext_lazy("objection", "being looked into")
    DISMISSED = "dismissed", pgettext_lazy("objection", "answered, nothing changes")
    CORRECTED = "corrected", pgettext_lazy("objection", "answered, the entry was corrected")
    UPHELD = "upheld", pgettext_lazy("objection", "answered, the entry was taken off the list")
    WITHDRAWN = "withdrawn", pgettext_lazy("objection", "withdrawn")


OPEN = frozenset({ObjectionState.RECEIVED})
ANSWERED = frozenset({ObjectionState.DISMISSED, ObjectionState.CORRECTED, ObjectionState.UPHELD})
