"""Where binders go."""

from django.utils.translation import gettext_lazy as _

from portal.files.enums import Kind
from portal.files.slots import Slot, register

BINDER = register(Slot("case.binder", frozenset({Kind.PDF}), _("binder of a case")))
