"""Addresses of indicator sets."""

from portal.core.routing import path
from portal.permissions import Permission
from ratings.schemes.views import editing, officer, public, spreadsheet

EDIT, WORK, PUBLIC = Permission.RATING_EDIT, Permission.WORKSPACE, Permission.PUBLIC
ONE = "work/indicators/<int:pk>/"

urlpatterns = [
    path("work/indicators/", officer.schemes, may=WORK, name="schemes_kept"),
    path("work/indicators/new/", officer.begin, may=EDIT, name="scheme_begin"),
    path(ONE, officer.version, may=WORK, name="scheme_work"),
    path(f"{ONE}basics/", editing.basics, may=EDIT, name="scheme_basics"),
    path(f"{ONE}grades/", editing.bands, may=EDIT, name="scheme_bands"),
    path(f"{ONE}preview/", officer.preview, may=WORK, name="scheme_preview"),
    path(f"{ONE}spreadsheet/", spreadsheet.upload, may=EDIT, name="scheme_import"),
    path(f"{ONE}spreadsheet/<int:upload>/", spreadsheet.preview, may=EDIT, name="scheme_upload"),
    path(f"{ONE}export/", officer.export, may=WORK, name="scheme_export"),
    path(f"{ONE}publish/", officer.publish, may=WORK, name="scheme_publish"),
    path(f"{ONE}copy/", officer.copy, may=EDIT, name="scheme_copy"),
    path(f"{ONE}retire/", officer.retire, may=WORK, name="scheme_retire"),
    path(f"{ONE}discard/", officer.discard, may=EDIT, name="scheme_discard"),
    path(f"{ONE}lines/<str:level>/new/", editing.add, may=EDIT, name="scheme_line_add"),
    path(f"{ONE}lines/<str:level>/<str:code>/", editing.line, may=EDIT, name="scheme_line"),
    path("ratings/indicators/", public.indicators, may=PUBLIC, name="indicators"),
    path("ratings/indicators/<int:pk>/", public.indicator_set, may=PUBLIC, name="indicator_set"),
    path(
        "ratings/indicators/<int:pk>/sheet/",
        public.indicator_sheet,
        may=PUBLIC,
        name="indicator_sheet",
    ),
]
