"""Addresses of forms of the superior bureau."""

from portal.core.routing import path
from portal.permissions import Permission
from portal.statistics.sheets.views import officer

EDIT = Permission.STATISTICS_EDIT

urlpatterns = [
    path("work/statistics/forms/add/", officer.sheet_add, may=EDIT, name="statistics_sheet_add"),
    path("work/statistics/forms/<int:pk>/", officer.sheet, may=EDIT, name="statistics_sheet"),
]
