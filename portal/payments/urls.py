"""The app's addresses: each subject keeps its own."""

from portal.core import subjects
from portal.payments.apps import SUBJECTS

urlpatterns = subjects.addresses("portal.payments", SUBJECTS)
