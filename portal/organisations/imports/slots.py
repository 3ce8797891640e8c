"""Where register lists may be handed in, and what kinds of files they are."""

from django.utils.translation import gettext_lazy as _

from portal.files import slots
from portal.files.enums import Kind
from portal.organisations.imports.containers import MOST_BYTES

LIST = slots.register(
    slots.Slot(
        code="register.list",
        kinds=frozenset({Kind.XLSX, Kind.CSV}),
        title=_("Register list"),
        max_bytes=MOST_BYTES,
    )
)
