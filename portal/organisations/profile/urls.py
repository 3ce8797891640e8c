"""Addresses of the profile."""

from portal.core.routing import path
from portal.organisations.profile import views
from portal.permissions import Permission

urlpatterns = [
    path(
        "org/<int:pk>/profile/",
        views.profile_edit,
        may=Permission.ORGANISATION_EDIT,
        name="profile_edit",
    ),
]
