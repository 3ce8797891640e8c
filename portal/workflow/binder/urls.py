"""Addresses of zip and binder."""

from portal.core.routing import path
from portal.permissions import Permission
from portal.workflow.binder import views

urlpatterns = [
    path(
        "work/cases/<int:pk>/files.zip",
        views.case_zip,
        may=Permission.CASES_VIEW,
        name="case_zip",
    ),
    path("work/cases/<int:pk>/binder/", views.binder, may=Permission.CASES_VIEW, name="binder"),
    path(
        "work/cases/<int:pk>/binder/<int:binder>/",
        views.binder_file,
        may=Permission.CASES_VIEW,
        name="binder_file",
    ),
]
