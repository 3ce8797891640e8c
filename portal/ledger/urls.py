"""The app's addresses: each subject keeps its own."""

from portal.core import subjects
from portal.ledger.apps import SUBJECTS

urlpatterns = subjects.addresses("portal.ledger", SUBJECTS)
