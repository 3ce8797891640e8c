"""The app's addresses: each subject keeps its own."""

from portal.core import subjects
from ratings.apps import SUBJECTS

urlpatterns = subjects.addresses("ratings", SUBJECTS)
