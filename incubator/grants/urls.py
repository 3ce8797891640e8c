"""Addresses of claims of money."""

from incubator.grants.views import officer, organisation
from portal.core.routing import path
from portal.permissions import Permission

MEMBER, WORK = Permission.ORGANISATION_VIEW, Permission.WORKSPACE

urlpatterns = [
    path("grants/", organisation.my_grants, may=MEMBER, name="my_grants"),
    path("grants/apply/<int:pk>/", organisation.grant_apply, may=MEMBER, name="grant_apply"),
    path("grants/<int:pk>/", organisation.my_grant, may=MEMBER, name="my_grant"),
    path(
        "grants/<int:pk>/receipt/",
        organisation.my_grant_receipt,
        may=MEMBER,
        name="my_grant_receipt",
    ),
    path("work/grants/", officer.grants_kept, may=WORK, name="grants_kept"),
    path("work/grants/csv/", officer.grants_csv, may=WORK, name="grants_csv"),
    path("work/grants/<int:pk>/", officer.grant_case, may=WORK, name="grant_case"),
    path("work/grants/<int:pk>/receipt/", officer.grant_receipt, may=WORK, name="grant_receipt"),
]
