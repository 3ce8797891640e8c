"""Where public money comes from."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Source(TextChoices):
    """The source of the money on a line of a budget."""

    FISCAL = "fiscal", pgettext_lazy("money", "fiscal funds")
    LOTTERY = "lottery", pgettext_lazy("money", "lottery public welfare fund")
    SERVICE_FUND = "service_fund", pgettext_lazy("money", "community service fund")
    WELFARE_FUND = "welfare_fund", pgettext_lazy("money", "community public welfare money")
    PARTY_FEES = "party_fees", pgettext_lazy("money", "party-building funds")
    CHARITY = "charity", pgettext_lazy("money", "charitable donations")
    COLLECTIVE = "collective", pgettext_lazy("money", "collective economy")
    OTHER = "other", pgettext_lazy("money", "other funds")
