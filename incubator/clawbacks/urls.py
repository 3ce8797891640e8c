"""Addresses of money that is asked back."""

from incubator.clawbacks.views import officer, organisation
from portal.core.routing import path
from portal.permissions import Permission

MEMBER, WORK, EDIT = Permission.ORGANISATION_VIEW, Permission.WORKSPACE, Permission.GRANT_EDIT

urlpatterns = [
    path("grants/back/<int:pk>/", organisation.my_clawback, may=MEMBER, name="my_clawback"),
    path("work/clawbacks/", officer.clawbacks, may=WORK, name="clawbacks"),
    path("work/clawbacks/<int:pk>/", officer.clawback_case, may=WORK, name="clawback_case"),
    path("work/grants/<int:pk>/back/", officer.clawback_open, may=EDIT, name="clawback_open"),
]
