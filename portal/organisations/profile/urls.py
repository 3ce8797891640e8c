"""Addresses of the profile."""

from portal.core.routing import path
from portal.organisations.profile import views
from portal.permissions import Permission as P

urlpatterns = [
    path("org/<int:pk>/profile/", views.profile_edit, may=P.ORGANISATION_EDIT, name="profile_edit"),
]
