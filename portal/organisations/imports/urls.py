"""The addresses of the import pages."""

from portal.core.routing import path
from portal.organisations.imports import views
from portal.permissions import Permission

urlpatterns = [
    path("work/imports/", views.imports, may=Permission.LISTS_IMPORT, name="register_imports"),
    path("work/imports/new/", views.upload, may=Permission.LISTS_IMPORT, name="import_upload"),
    path("work/imports/<int:pk>/", views.detail, may=Permission.LISTS_IMPORT, name="import_detail"),
    path(
        "work/imports/<int:pk>/rows/<int:line>/",
        views.row,
        may=Permission.LISTS_IMPORT,
        name="import_row",
    ),
    path(
        "work/imports/<int:pk>/confirm/",
        views.confirm,
        may=Permission.LISTS_IMPORT,
        name="import_confirm",
    ),
    path(
        "work/imports/<int:pk>/discard/",
        views.discard,
        may=Permission.LISTS_IMPORT,
        name="import_discard",
    ),
    path(
        "work/imports/<int:pk>/export/",
        views.export,
        may=Permission.LISTS_IMPORT,
        name="import_export",
    ),
]
