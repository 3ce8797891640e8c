"""Addresses of schemes of money."""

from incubator.incentives.views import officer, public
from portal.core.routing import path
from portal.permissions import Permission

WORK, EDIT, PUBLIC = Permission.WORKSPACE, Permission.GRANT_EDIT, Permission.PUBLIC

urlpatterns = [
    path("incubation/money/", public.incentives, may=PUBLIC, name="incentives"),
    path("incubation/money/<int:pk>/", public.incentive, may=PUBLIC, name="incentive"),
    path("work/schemes/", officer.incentives_kept, may=EDIT, name="incentives_kept"),
    path("work/schemes/begin/", officer.incentive_begin, may=EDIT, name="incentive_begin"),
    path("work/schemes/<int:pk>/", officer.incentive_kept, may=WORK, name="incentive_kept"),
    path("work/schemes/<int:pk>/edit/", officer.incentive_edit, may=EDIT, name="incentive_edit"),
]
