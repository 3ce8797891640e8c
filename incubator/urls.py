"""The app's addresses: each subject keeps its own."""

from incubator.apps import SUBJECTS
from portal.core import subjects

urlpatterns = subjects.addresses("incubator", SUBJECTS)
