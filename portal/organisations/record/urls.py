"""The addresses of the record."""

from portal.core.routing import path
from portal.organisations.record import views
from portal.permissions import Permission

urlpatterns = [
    path("work/record/", views.find, may=Permission.REGISTER_VIEW, name="record_find"),
    path("work/record/<int:pk>/", views.detail, may=Permission.REGISTER_VIEW, name="record_detail"),
    path(
        "work/record/<int:pk>/confirm/<slug:fact>/",
        views.confirm,
        may=Permission.RECORD_CONFIRM,
        name="record_confirm",
    ),
    path(
        "work/record/<int:pk>/files/<slug:fact>/<int:row>/",
        views.file,
        may=Permission.REGISTER_VIEW,
        name="record_file",
    ),
]
