"""Addresses of allowances."""

from incubator.allowances.views import pages
from portal.core.routing import path
from portal.permissions import Permission

VIEW, KEEP = Permission.ORGANISATION_VIEW, Permission.RESIDENCE_KEEP

urlpatterns = [
    path("space/allowances/<int:pk>/", pages.own, may=VIEW, name="allowances"),
    path("space/allowances/<int:pk>/csv/", pages.own_file, may=VIEW, name="allowances_file"),
    path("work/allowances/<int:pk>/", pages.of, may=KEEP, name="allowances_of"),
    path("work/allowances/<int:pk>/csv/", pages.of_file, may=KEEP, name="allowances_of_file"),
    path("work/bases/<int:pk>/allowances/", pages.base, may=KEEP, name="allowances_kept"),
    path(
        "work/bases/<int:pk>/allowances/csv/",
        pages.base_file,
        may=KEEP,
        name="allowances_kept_file",
    ),
]
