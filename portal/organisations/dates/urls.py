"""Addresses of legal dates."""

from portal.core.routing import path
from portal.organisations.dates import views
from portal.permissions import Permission

urlpatterns = [
    path(
        "org/<int:pk>/dates/",
        views.legal_dates,
        may=Permission.ORGANISATION_VIEW,
        name="legal_dates",
    ),
    path("work/dates/", views.dates_kept, may=Permission.REGISTER_VIEW, name="dates_kept"),
]
