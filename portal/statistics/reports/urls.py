"""Addresses of reports of statistics."""

from portal.core.routing import path
from portal.permissions import Permission
from portal.statistics.reports.views import figures, officer

VIEW = Permission.STATISTICS_VIEW

urlpatterns = [
    path("work/statistics/", officer.statistics, may=VIEW, name="statistics"),
    path("work/statistics/<int:pk>/", officer.report, may=VIEW, name="statistics_report"),
    path(
        "work/statistics/<int:pk>/figures/<int:cell>/",
        figures.figure,
        may=VIEW,
        name="statistics_figure",
    ),
    path(
        "work/statistics/<int:pk>/<slug:kind>/",
        officer.report_file,
        may=VIEW,
        name="statistics_file",
    ),
]
