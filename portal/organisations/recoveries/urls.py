"""Addresses of recoveries."""

from portal.core.routing import path
from portal.organisations.recoveries import views
from portal.permissions import Permission

urlpatterns = [
    path(
        "work/recoveries/", views.recovery_find, may=Permission.RECOVERY_START, name="recovery_find"
    ),
    path(
        "work/recoveries/new/<int:pk>/",
        views.recovery_start,
        may=Permission.RECOVERY_START,
        name="recovery_start",
    ),
    path(
        "work/recoveries/<int:pk>/",
        views.recovery_case,
        may=Permission.CASES_VIEW,
        name="recovery_case",
    ),
    path(
        "work/recoveries/<int:pk>/letter/",
        views.recovery_letter,
        may=Permission.CASES_VIEW,
        name="recovery_letter",
    ),
]
