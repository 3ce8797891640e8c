"""The places that take the papers of registrations."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import Kind
from portal.files.slots import Slot, register

MADE = register(
    Slot(
        "registration.made",
        frozenset({Kind.PDF, Kind.DOCX}),
        _("registration paper written by the portal"),
    )
)
BROUGHT = register(
    Slot(
        "registration.document",
        frozenset({Kind.PDF, Kind.JPEG, Kind.PNG, Kind.DOCX}),
        _("document for the registry"),
    )
)
