"""Addresses of dashboards."""

from incubator.dashboards.views import officer
from portal.core.routing import path
from portal.permissions import Permission

MAY = Permission.BASE_DASHBOARD

urlpatterns = [
    path("work/dashboards/", officer.dashboards, may=MAY, name="dashboards"),
    path("work/dashboards/<int:pk>/", officer.base_dashboard, may=MAY, name="base_dashboard"),
    path(
        "work/dashboards/<int:pk>/tables/<slug:code>/",
        officer.base_table,
        may=MAY,
        name="base_table",
    ),
    path("work/dashboards/<int:pk>/<slug:code>/", officer.base_figure, may=MAY, name="base_figure"),
]
