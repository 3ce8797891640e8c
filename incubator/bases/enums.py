"""The levels of a base."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BaseLevel(TextChoices):
    """Which level of government a base serves; widest first."""

    CITY = "city", _("city base")
    BANNER = "banner", _("banner or district centre")
    STREET = "street", _("street station")
    COMMUNITY = "community", _("community point")


RANK = {level: place for place, level in enumerate(BaseLevel)}
