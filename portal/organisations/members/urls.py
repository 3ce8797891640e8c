"""Addresses of my organisation, its members and invitations."""

from portal.core.routing import path
from portal.organisations.members import views
from portal.permissions import Permission

urlpatterns = [
    path("org/", views.my_organisations, may=Permission.ORGANISATION_VIEW, name="members"),
    path(
        "org/<int:pk>/",
        views.my_organisation,
        may=Permission.ORGANISATION_VIEW,
        name="my_organisation",
    ),
    path(
        "org/<int:pk>/invite/",
        views.member_invite,
        may=Permission.MEMBERS_MANAGE,
        name="member_invite",
    ),
    path(
        "org/<int:pk>/members/<int:post>/end/",
        views.member_end,
        may=Permission.ORGANISATION_VIEW,
        name="member_end",
    ),
    path(
        "org/<int:pk>/invitations/<int:invitation>/again/",
        views.invitation_resend,
        may=Permission.MEMBERS_MANAGE,
        name="invitation_resend",
    ),
    path(
        "org/<int:pk>/invitations/<int:invitation>/revoke/",
        views.invitation_revoke,
        may=Permission.MEMBERS_MANAGE,
        name="invitation_revoke",
    ),
    path(
        "invitations/<str:reference>/",
        views.invitation,
        may=Permission.SIGNED_IN,
        name="invitation",
    ),
]
