"""The levels of a base, and what a yearly plan may promise."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BaseLevel(TextChoices):
    """Which level of government a base serves; widest first."""

    CITY = "city", _("city base")
    BANNER = "banner", _("banner or district centre")
    STREET = "street", _("street station")
    COMMUNITY = "community", _("community point")


RANK = {level: place for place, level in enumerate(BaseLevel)}


class Indicator(TextChoices):
    """What a yearly plan promises a number of; the yearly evaluation counts the same."""

    ORGANISATIONS = "organisations", pgettext_lazy("target", "organisations in residence")
    REGISTERED = "registered", _("organisations helped to register")
    ROOM_HOURS = "room_hours", _("hours of rooms used")
    TRAINING_HOURS = "training_hours", _("hours of training attended")
    SUPPORT = "support", _("services delivered")
    RESOURCES = "resources", _("charity resources handed over")
    KEPT = "kept", _("opening hours kept, percent")
