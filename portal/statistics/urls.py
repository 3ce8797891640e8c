"""The app's addresses: each subject keeps its own."""

from portal.core import subjects
from portal.statistics.apps import SUBJECTS

urlpatterns = subjects.addresses("portal.statistics", SUBJECTS)
