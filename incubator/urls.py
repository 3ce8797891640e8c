"""The app's addresses: each subject keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("incubator.bases.urls")),
    path("", include("incubator.programmes.urls")),
    path("", include("incubator.applying.urls")),
    path("", include("incubator.deciding.urls")),
    path("", include("incubator.residence.urls")),
]
