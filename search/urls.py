"""The app's addresses."""

from portal.core.routing import path
from portal.permissions import Permission
from search import views

urlpatterns = [
    path("search/", views.search_page, may=Permission.PUBLIC, name="search"),
    path("search/results.csv", views.search_export, may=Permission.PUBLIC, name="search_export"),
]
