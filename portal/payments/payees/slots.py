"""The paper of a bank that proves an account."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import IMAGES, Kind
from portal.files.slots import Slot, register

PERMIT = register(
    Slot(
        "payments.permit",
        frozenset({Kind.PDF, *IMAGES}),
        _("opening permit or certificate of a bank account"),
    )
)
