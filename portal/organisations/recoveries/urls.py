"""Addresses of recoveries."""

from portal.core.routing import path
from portal.organisations.recoveries import views
from portal.permissions import Permission as P

urlpatterns = [
    path("work/recoveries/", views.recovery_find, may=P.RECOVERY_START, name="recovery_find"),
    path(
        "work/recoveries/new/<int:pk>/",
        views.recovery_start,
        may=P.RECOVERY_START,
        name="recovery_start",
    ),
    path("work/recoveries/<int:pk>/", views.recovery_case, may=P.CASES_VIEW, name="recovery_case"),
    path(
        "work/recoveries/<int:pk>/letter/",
        views.recovery_letter,
        may=P.CASES_VIEW,
        name="recovery_letter",
    ),
]
