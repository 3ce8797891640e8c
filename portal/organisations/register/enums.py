"""The states of an organisation in the register, in the register's own terms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RegisterState(TextChoices):
    """What the register says of an organisation. Only NORMAL may act."""

    NORMAL = "normal", _("normal")
    DEREGISTERED = "deregistered", _("deregistered")
    REVOKED = "revoked", _("registration revoked")
    CERTIFICATE_REVOKED = "certificate_revoked", _("certificate withdrawn")


STRUCK_OFF = frozenset(
    {
        RegisterState.DEREGISTERED,
        RegisterState.REVOKED,
        RegisterState.CERTIFICATE_REVOKED,
    }
)
