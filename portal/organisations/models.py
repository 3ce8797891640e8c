"""The models of the app's subjects."""

from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.register.models import Organisation

__all__ = ["ImportBatch", "ImportRow", "Organisation"]
