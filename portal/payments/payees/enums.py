"""Where a bank account stands that an organisation named."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class AccountState(TextChoices):
    """Where the check of an account stands; which one is in force, the account itself says."""

    PROPOSED = "proposed", pgettext_lazy("bank account", "waiting to be confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("bank account", "confirmed")
    REFUSED = "refused", pgettext_lazy("bank account", "not confirmed")
    WITHDRAWN = "withdrawn", pgettext_lazy("bank account", "taken back")
