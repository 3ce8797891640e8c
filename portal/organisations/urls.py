"""The app's addresses: each subject keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.organisations.imports.urls")),
    path("", include("portal.organisations.record.urls")),
    path("", include("portal.organisations.dates.urls")),
    path("", include("portal.organisations.lineage.urls")),
    path("", include("portal.organisations.regrading.urls")),
    path("", include("portal.organisations.suppliers.urls")),
    path("", include("portal.organisations.claims.urls")),
    path("", include("portal.organisations.recoveries.urls")),
    path("", include("portal.organisations.members.urls")),
    path("", include("portal.organisations.profile.urls")),
]
